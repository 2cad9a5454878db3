// Cases d and d2: listing payment links, and the memory that takes.
import { bare } from '../bare';
import type { Case, Contender, Task } from '../contender';
import { LATENCY_MS } from '../customers';
import { inN8n, type InN8n } from '../inN8n';
import { httpRequest, ownNode, splitOut } from '../nodes';
import { authHeaders, CREDENTIALS, type Workbench } from '../workbench';

const LINKS = 20_000;
const PAGE = 500;

/** A list of all links there are; the workflow starts with one row, which says how many. */
const listOf = (latencyMs: number): Task => ({
	setup: (count) => ({
		provider: 'smarterPay',
		latencyMs,
		rateLimit: 0,
		seed: { kind: 'links', count },
	}),
	rows: (count) => [{ limit: count }],
	effects: 'none',
	keyOf: () => undefined,
});
const list = listOf(LATENCY_MS);

/** What a contender of the memory case has besides. */
const MEMORY_ONLY: Partial<InN8n> = { saved: false, fresh: true };

const listUrl = ({ credentials }: Workbench) => `${credentials.smarterPay.baseUrl}/paymentlinks`;

function own(
	workbench: Workbench,
	labels: { key: string; name: string },
	rows: number,
	range: { limit: string } | { returnAll: true },
	more: Partial<InN8n> = {},
): Contender {
	// Not simplified, so that its output is what the others put out.
	const parameters = { resource: 'paymentLink', operation: 'getAll', simplify: false, ...range };
	const node = ownNode('smarterPay', { smarterPayApi: CREDENTIALS.smarterPayApi }, parameters);
	const common = { task: list, own: true, rows, warmUpRows: 2 * PAGE, steps: [node] };
	return inN8n(workbench, { ...labels, ...common, ...more });
}

const limited = { limit: '={{ $json.limit }}' };

function paged(workbench: Workbench, more: Partial<InN8n> = {}): Contender {
	const pagination = {
		paginationMode: 'updateAParameterInEachRequest',
		parameters: { parameters: [{ type: 'qs', name: 'page_no', value: '={{ $pageCount + 1 }}' }] },
		paginationCompleteWhen: 'other',
		completeExpression: `={{ $response.body.payment_links.length < ${PAGE} }}`,
		limitPagesFetched: false,
		requestInterval: 0,
	};
	const step = httpRequest({
		method: 'GET',
		url: `${listUrl(workbench)}?limit=${PAGE}&sort_field=created_at&sort_order=asc`,
		credential: ['httpBearerAuth', CREDENTIALS.httpBearerAuth],
		options: { pagination: { pagination } },
	});
	return inN8n(workbench, {
		key: 'default',
		name: 'HTTP Request with pagination, then Split Out',
		task: list,
		rows: LINKS,
		warmUpRows: 2 * PAGE,
		steps: [step, splitOut('payment_links')],
		...more,
	});
}

/** Case d: a long list, page after page. */
export function lists(workbench: Workbench): Case {
	const loop = bare(workbench, {
		key: 'axios',
		name: 'bare axios loop (page after page)',
		task: list,
		rows: LINKS,
		parallel: 1,
		requests: ([row]) =>
			Array.from({ length: Number(row!.limit) / PAGE }, (_, index) => ({
				url: listUrl(workbench),
				headers: authHeaders(workbench.credentials).smarterPay,
				params: { limit: PAGE, page_no: index + 1, sort_field: 'created_at', sort_order: 'asc' },
			})),
		records: (body) => (body as { payment_links: unknown[] }).payment_links,
	});
	const name = 'this package';
	return {
		id: 'd',
		title: `Listing ${LINKS.toLocaleString('en')} SmarterPay payment links`,
		conditions: `${LATENCY_MS} ms latency, no limit; pages of ${PAGE}, one after the other; batching and tuning mean nothing here`,
		contenders: [
			own(
				workbench,
				{ key: 'own', name: `${name}, Limit ${LINKS.toLocaleString('en')}` },
				LINKS,
				limited,
			),
			own(workbench, { key: 'own all', name: `${name}, Return All` }, LINKS, { returnAll: true }),
			paged(workbench),
			loop,
		],
	};
}

const FAR = 700;

/** Case i: a long list from far away, where pages are read ahead. */
export function farLists(workbench: Workbench): Case {
	const task = listOf(FAR);
	return {
		id: 'i',
		title: `Listing ${LINKS.toLocaleString('en')} SmarterPay payment links from far away`,
		conditions: `${FAR} ms latency, no limit; pages of ${PAGE}; this package with its default of 20 requests per second`,
		contenders: [
			own(
				workbench,
				{ key: 'own', name: 'this package, Return All' },
				LINKS,
				{ returnAll: true },
				{ task },
			),
			own(
				workbench,
				{ key: 'own limit', name: `this package, Limit ${LINKS.toLocaleString('en')}` },
				LINKS,
				limited,
				{ task },
			),
			paged(workbench, { task, atMost: 1 }),
		],
	};
}

/** Memory alone: with what n8n needs to save an execution, which is more than the list itself, nothing shows. */
export const listMemory = (workbench: Workbench): Case => ({
	id: 'd2',
	title: 'Memory for listing SmarterPay payment links',
	conditions: 'As in d; each run in an n8n just started, its executions not saved',
	contenders: [
		...[5000, 10_000, LINKS].map((links) => {
			const name = `this package, ${links.toLocaleString('en')} links`;
			return own(workbench, { key: `own ${links}`, name }, links, limited, MEMORY_ONLY);
		}),
		// Each run costs a start of n8n; this one is only there to compare.
		paged(workbench, { ...MEMORY_ONLY, atMost: 1 }),
	],
});
