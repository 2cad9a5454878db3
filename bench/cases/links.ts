// Cases b and c: a portal link for each of many customers.
import { bare } from '../bare';
import type { Case, Task } from '../contender';
import { KWIK_LIMIT, LATENCY_MS } from '../customers';
import type { Step } from '../flow';
import { inN8n } from '../inN8n';
import { httpRequest, itemByItem, ownNode, TUNED } from '../nodes';
import { authHeaders, CREDENTIALS, type Workbench } from '../workbench';

const links = (provider: 'kwik' | 'makePay', rateLimit: number, latencyMs = LATENCY_MS): Task => ({
	setup: (count) => ({
		provider,
		latencyMs,
		rateLimit,
		seed: { kind: 'customers', count },
	}),
	rows: (_count, seeded) => seeded.map((id) => ({ id })),
	effects: 'portalLinks',
	keyOf: ({ id }) => String(id),
	outputKeyOf: ({ customerId }) => customerId,
});

const locator = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
const portal = { resource: 'customerPortal', operation: 'createLink', customerId: locator };

/** The contenders with n8n nodes that the two cases have in common. */
function competitors(
	workbench: Workbench,
	task: Task,
	rows: number,
	steps: { own: Step; all: Step; tuned: Step; sequential: Step },
	sequentialRows = rows,
) {
	const { own, all, tuned, sequential } = steps;
	const common = { task, rows };
	return [
		inN8n(workbench, { ...common, key: 'own', name: 'this package', own: true, steps: [own] }),
		inN8n(workbench, {
			...common,
			key: 'default',
			name: 'HTTP Request, defaults (all at once)',
			steps: [all],
		}),
		inN8n(workbench, {
			...common,
			key: 'tuned',
			name: 'HTTP Request, tuned (100 per 1,000 ms)',
			steps: [tuned],
		}),
		inN8n(workbench, {
			task,
			rows: sequentialRows,
			warmUpRows: 10,
			key: 'sequential',
			name: `a node that sends item after item${sequentialRows < rows ? ` (${sequentialRows} links)` : ''}`,
			steps: [sequential],
		}),
	];
}

/** Enough for its steady state; the whole thousand would take it a minute each time. */
const SEQUENTIAL_ROWS = 150;

/** Case b: portal links where the provider's limit bounds them. */
export function limitedLinks(workbench: Workbench): Case {
	const rows = 1000;
	const task = links('kwik', KWIK_LIMIT);
	const url = `${workbench.credentials.kwik.rootUrl}/2.0/customer-portal/link`;
	const request = {
		url,
		credential: ['httpBasicAuth', CREDENTIALS.httpBasicAuth] as [string, string],
		jsonBody: '={ "customer_id": "{{ $json.id }}" }',
	};
	const fields = [{ name: 'customer_id', value: '={{ $json.id }}' }];
	return {
		id: 'b',
		title: '1,000 Kwik portal links under the limit',
		conditions: `${LATENCY_MS} ms latency, limit ${KWIK_LIMIT} requests/s; one request per link`,
		contenders: [
			...competitors(
				workbench,
				task,
				rows,
				{
					own: ownNode('kwik', { kwikApi: CREDENTIALS.kwikApi }, portal),
					all: httpRequest(request),
					tuned: httpRequest({ ...request, batching: TUNED }),
					sequential: itemByItem(url, CREDENTIALS.httpCustomAuth.kwik, fields),
				},
				SEQUENTIAL_ROWS,
			),
			bare(workbench, {
				key: 'axios',
				name: 'bare axios loop (30 in flight, 95 requests/s)',
				task,
				rows,
				parallel: 30,
				perSecond: 0.95 * KWIK_LIMIT,
				requests: (input) =>
					input.map(({ id }) => ({
						method: 'POST',
						url,
						headers: authHeaders(workbench.credentials).kwik,
						data: { customer_id: id },
					})),
				records: (body) => [body],
			}),
		],
	};
}

/** Case c: portal links where nothing but the latency bounds them. */
export function unlimitedLinks(workbench: Workbench): Case {
	const rows = 200;
	const task = links('makePay', 0);
	const urlOf = (id: string) =>
		`${workbench.credentials.makePay.baseUrl}/api/partner/v1/makepay/customers/${id}/portal`;
	const url = `=${urlOf('{{ $json.id }}')}`;
	const credential = CREDENTIALS.httpCustomAuth.makePay;
	const request = { url, credential: ['httpCustomAuth', credential] as [string, string] };
	return {
		id: 'c',
		title: '200 MakePay portal links without a limit',
		conditions: `${LATENCY_MS} ms latency, no limit; this package with *Requests per Second* 1,000 and *Max Concurrent Requests* 10`,
		contenders: [
			...competitors(workbench, task, rows, {
				own: ownNode(
					'makePay',
					{ makePayPartnerApi: CREDENTIALS.makePayPartnerApi },
					{ ...portal, options: { requestsPerSecond: 1000, maxConcurrentRequests: 10 } },
				),
				all: httpRequest(request),
				tuned: httpRequest({ ...request, batching: TUNED }),
				sequential: itemByItem(url, credential),
			}),
			bare(workbench, {
				key: 'axios',
				name: 'bare axios loop (10 in flight)',
				task,
				rows,
				parallel: 10,
				requests: (input) =>
					input.map(({ id }) => ({
						method: 'POST',
						url: urlOf(String(id)),
						headers: authHeaders(workbench.credentials).makePay,
					})),
				records: (body) => [body],
			}),
		],
	};
}

/** Milliseconds until an answer: the same city, the same continent, across an ocean, and a bad day there. */
export const DISTANCES = [50, 300, 700, 1500];

/** Case h: portal links from a provider that is ever farther away, untuned. */
export function farLinks(workbench: Workbench): Case {
	const rows = 1000;
	const url = `${workbench.credentials.kwik.rootUrl}/2.0/customer-portal/link`;
	const tuned = httpRequest({
		url,
		credential: ['httpBasicAuth', CREDENTIALS.httpBasicAuth],
		jsonBody: '={ "customer_id": "{{ $json.id }}" }',
		batching: TUNED,
	});
	const node = ownNode('kwik', { kwikApi: CREDENTIALS.kwikApi }, portal);
	return {
		id: 'h',
		title: '1,000 Kwik portal links from far away',
		conditions: `50 to 1,500 ms latency, limit ${KWIK_LIMIT} requests/s; this package as it is, nothing set`,
		contenders: DISTANCES.flatMap((latencyMs) => {
			const task = links('kwik', KWIK_LIMIT, latencyMs);
			const at = `${latencyMs.toLocaleString('en')} ms`;
			return [
				inN8n(workbench, {
					task,
					rows,
					key: `own ${latencyMs}`,
					name: `this package, ${at}`,
					own: true,
					steps: [node],
				}),
				inN8n(workbench, {
					task,
					rows,
					key: `tuned ${latencyMs}`,
					name: `HTTP Request, tuned (100 per 1,000 ms), ${at}`,
					steps: [tuned],
					atMost: 1,
				}),
			];
		}),
	};
}
