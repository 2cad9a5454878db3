// Cases a, a2, e, f and g: creating Kwik customers.
import { bare, type Bare } from '../bare';
import type { Case, Contender, Row } from '../contender';
import {
	createCustomers,
	FIELD_COUNT,
	jsonBody,
	KWIK_LIMIT,
	LATENCY_MS,
	namedFields,
	ownFields,
	type Style,
} from '../customers';
import { inN8n, type InN8n } from '../inN8n';
import { editFields, httpRequest, itemByItem, ownNode, TUNED, type Batching } from '../nodes';
import { authHeaders, CREDENTIALS, type Workbench } from '../workbench';

const BATCH = 100;
const PARALLEL = 30;
/** The pace this package keeps under the limit. */
const PACE = 0.95 * KWIK_LIMIT;
const UNDER = `${LATENCY_MS} ms latency, limit ${KWIK_LIMIT} requests/s`;
const task = createCustomers();

/** This package; `mapped` takes the columns by their names, without expressions. */
function own(
	workbench: Workbench,
	style: Style | 'mapped',
	rows: number,
	{ options = {}, ...more }: Partial<InN8n> & { options?: Record<string, number> } = {},
): Contender {
	const fields = style === 'mapped' ? { dataMode: 'autoMapInputData' } : ownFields(style);
	const parameters = {
		resource: 'customer',
		operation: 'create',
		...fields,
		simplify: false,
		options,
	};
	const node = ownNode('kwik', { kwikApi: CREDENTIALS.kwikApi }, parameters);
	const name = 'this package';
	// Two requests at least, so that all of its code is warm.
	const common = { key: 'own', name, own: true, task, rows, warmUpRows: 200 };
	return inN8n(workbench, { ...common, ...more, steps: [node] });
}

const createUrl = ({ credentials }: Workbench) =>
	`${credentials.kwik.rootUrl}/1.0/customers/create`;

function http(workbench: Workbench, style: Style, rows: number, batching?: Batching): Contender {
	const step = httpRequest({
		url: createUrl(workbench),
		credential: ['httpBasicAuth', CREDENTIALS.httpBasicAuth],
		jsonBody: jsonBody(style),
		batching,
	});
	const [key, name] = batching
		? ['tuned', 'HTTP Request, tuned (100 per 1,000 ms)']
		: ['default', 'HTTP Request, defaults (all at once)'];
	return inN8n(workbench, { key, name, task, rows, steps: [step] });
}

/** Half of the rows, since its time per row does not change; × is per row. */
function sequential(workbench: Workbench, rows: number): Contender {
	const fields = namedFields('plain');
	const step = itemByItem(createUrl(workbench), CREDENTIALS.httpCustomAuth.kwik, fields, true);
	const named = { key: 'sequential', name: `a node that sends item after item (${rows} rows)` };
	return inN8n(workbench, { ...named, task, rows, warmUpRows: 10, steps: [step] });
}

function axios(workbench: Workbench, rows: number, perSecond?: number): Contender {
	const headers = authHeaders(workbench.credentials).kwik;
	const requests: Bare['requests'] = (input) => {
		const batches: Row[][] = [];
		for (let start = 0; start < input.length; start += BATCH) {
			batches.push(input.slice(start, start + BATCH));
		}
		return batches.map((records) => ({
			method: 'POST',
			url: createUrl(workbench),
			headers,
			data: { records },
		}));
	};
	const pace = perSecond ? `${perSecond} requests/s` : 'no pace';
	return bare(workbench, {
		key: perSecond ? 'paced axios' : 'axios',
		name: `bare axios loop (same batches, ${PARALLEL} in flight, ${pace})`,
		task,
		rows,
		parallel: PARALLEL,
		perSecond,
		requests,
		records: (body) => (body as { results: unknown[] }).results,
	});
}

const expressions = (workbench: Workbench, style: Style, rows: number): Contender =>
	inN8n(workbench, {
		key: 'edit fields',
		name: 'Edit Fields (the same expressions, nothing sent)',
		task: { ...task, effects: 'none', keyOf: () => undefined },
		rows,
		steps: [editFields(namedFields(style))],
	});

export const customers = (workbench: Workbench): Case => ({
	id: 'a',
	title: `1,000 Kwik customers, ${FIELD_COUNT} fields, each an expression that names a column`,
	conditions: `${UNDER}; expressions such as \`{{ $json.email }}\``,
	contenders: [
		own(workbench, 'plain', 1000),
		http(workbench, 'plain', 1000),
		http(workbench, 'plain', 1000, TUNED),
		sequential(workbench, 500),
		axios(workbench, 1000),
		expressions(workbench, 'plain', 1000),
	],
});

export const computedCustomers = (workbench: Workbench): Case => ({
	id: 'a2',
	title: `1,000 Kwik customers, ${FIELD_COUNT} fields, each an expression that computes`,
	conditions: `${UNDER}; expressions such as \`{{ $json.email.toLowerCase() }}\``,
	contenders: [
		own(workbench, 'computed', 1000),
		http(workbench, 'computed', 1000, TUNED),
		axios(workbench, 1000),
		expressions(workbench, 'computed', 1000),
	],
});

export const mappedCustomers = (workbench: Workbench): Case => ({
	id: 'e',
	title: '10,000 Kwik customers, mapped automatically',
	conditions: `${UNDER}; the tuned HTTP Request node with 1,000 rows (10,000 would take it 100 s), compared per row`,
	contenders: [
		own(workbench, 'mapped', 10_000),
		own(workbench, 'mapped', 10_000, {
			key: 'own unpaced',
			name: 'this package, Requests per Second 1,000',
			options: { requestsPerSecond: 1000 },
		}),
		http(workbench, 'plain', 1000, TUNED),
		axios(workbench, 10_000),
		axios(workbench, 10_000, PACE),
	],
});

export const growth = (workbench: Workbench): Case => ({
	id: 'f',
	title: 'Growth from 100 to 1,000 to 10,000 Kwik customers',
	conditions: `${UNDER}; × is the time per row in relation to the first line; the last line is one run`,
	contenders: (['mapped', 'plain', 'computed'] as const).flatMap((style) =>
		[100, 1000, 10_000].map((rows) =>
			own(workbench, style, rows, {
				key: `${style} ${rows}`,
				name: `this package, ${NAMES[style]}, ${rows.toLocaleString('en')} rows`,
				// Half a minute and more, all of it n8n's expression engine.
				...(style === 'computed' && rows > 1000 && { atMost: 1 }),
			}),
		),
	),
});

const NAMES = {
	mapped: 'mapped automatically',
	plain: 'expressions that name a column',
	computed: 'expressions that compute',
};

const BAD = new Set([13, 140, 141, 377, 512, 730, 999]);

export const badRows = (workbench: Workbench): Case => ({
	id: 'g',
	title: `${BAD.size} rows in 1,000 that Kwik refuses`,
	conditions: `${UNDER}; On Error: continue, using the error output`,
	contenders: [
		own(workbench, 'plain', 1000, {
			task: createCustomers(BAD),
			outputs: 1000 - BAD.size,
			onError: 'continueErrorOutput',
		}),
	],
});
