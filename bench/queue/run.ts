// One run in n8n's queue mode: every worker issues Kwik portal links in one large execution, all of them at once.
import type { Queue } from '../../host/queue/queue';
import { callFlow, publishFlow, type Flow } from '../flow';
import { KWIK_LIMIT, LATENCY_MS } from '../customers';
import type { LinkRequest, Tally } from '../messages';
import { CONTENDER, ownNode } from '../nodes';
import type { BenchSandbox } from '../sandbox';
import { CREDENTIALS } from '../workbench';

/** Links that all workers together are to issue: a minute's work, whatever their number. */
export const LINKS = 6000;

/** What a run gave. */
export interface QueueRun extends Pick<Tally, 'requests' | 'refused' | 'duplicates' | 'missing'> {
	workers: number;
	/** Whether the node was told how many workers there are. */
	divided: boolean;
	/** Links per second of all workers, over the time in which all of them worked. */
	perSecond: number;
	/** Links in each second of the run, by worker. */
	series: Array<{ worker: string; links: number[] }>;
	/** Executions that did not end well. */
	failed: number;
}

/** Publishes the workflow of the runs. @param workers by how many the node is told to divide the rate; 1 for not at all */
export async function publishLinks(queue: Queue, workers: number): Promise<Flow> {
	const parameters = {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
		options: workers > 1 ? { workers } : {},
	};
	const step = ownNode('kwik', { kwikApi: CREDENTIALS.kwikApi }, parameters);
	return await publishFlow(queue.client, `Links, Workers ${workers}`, [step]);
}

/** Runs `flow` once for every worker of the queue. @param all links of all of them */
export async function runLinks(
	queue: Queue,
	sandbox: BenchSandbox,
	flow: Flow,
	divided: boolean,
	all = LINKS,
): Promise<QueueRun> {
	const { client } = queue;
	const workers = queue.workers.length;
	const links = Math.ceil(all / workers);
	const customers = await sandbox.ask('prepare', {
		provider: 'kwik',
		latencyMs: LATENCY_MS,
		rateLimit: KWIK_LIMIT,
		seed: { kind: 'customers', count: workers * links },
	});
	const parts = Array.from({ length: workers }, (_, part) =>
		customers.slice(part * links, (part + 1) * links),
	);
	await Promise.all(
		parts.map(
			async (ids) =>
				await callFlow(
					client,
					flow,
					ids.map((id) => ({ id })),
				),
		),
	);
	const effects = 'portalLinks' as const;
	const tally = await sandbox.ask('tally', { provider: 'kwik', effects, expected: customers });
	const requests = await sandbox.ask('linkRequests', undefined);
	const newest = (await client.executions(flow.id)).slice(0, workers);
	const executions = await Promise.all(newest.map(async ({ id }) => await client.finished(id)));
	const workerOf = new Map(
		executions.flatMap((execution) => {
			const [worker = 'main'] = queue.workersOf(execution.id);
			return execution.json('Rows').map(({ id }) => [String(id), worker] as const);
		}),
	);
	return {
		...tally,
		workers,
		divided,
		...timeline(requests, workerOf),
		failed: executions.filter((one) => one.json(CONTENDER).length !== links).length,
	};
}

type Timeline = Pick<QueueRun, 'perSecond' | 'series'>;

function timeline(requests: LinkRequest[], workerOf: ReadonlyMap<string, string>): Timeline {
	const accepted = requests.filter(({ status }) => status === 200);
	const times = new Map<string, number[]>();
	for (const { customerId, receivedAt } of accepted) {
		const worker = workerOf.get(customerId) ?? 'unknown';
		times.set(worker, [...(times.get(worker) ?? []), receivedAt]);
	}
	const all = [...times.values()];
	const from = Math.max(...all.map((of) => of[0]!));
	const until = Math.min(...all.map((of) => of.at(-1)!));
	const common = accepted.filter(({ receivedAt }) => receivedAt >= from && receivedAt < until);
	const start = Math.min(...all.map((of) => of[0]!));
	const series = [...times]
		.sort(([one], [other]) => one.localeCompare(other))
		.map(([worker, of]) => ({ worker, links: eachSecond(of, start) }));
	return { perSecond: common.length / ((until - from) / 1000), series };
}

function eachSecond(times: number[], start: number): number[] {
	const counts: number[] = [];
	for (const time of times) {
		const second = Math.floor((time - start) / 1000);
		counts[second] = (counts[second] ?? 0) + 1;
	}
	return Array.from(counts, (count) => count ?? 0);
}
