// One large run in n8n's queue mode: customers and their portal links on one worker, watched as it goes.
import { setTimeout as pause } from 'node:timers/promises';
import type { Queue } from '../../host/queue/queue';
import { createCustomers, LATENCY_MS } from '../customers';
import { callFlow, lastExecution, publishFlow, type Flow } from '../flow';
import { memoryOf } from '../memory';
import type { Tally } from '../messages';
import { ownNode } from '../nodes';
import type { BenchSandbox } from '../sandbox';
import { CREDENTIALS } from '../workbench';

/** Rows that a pass of the loop gets. */
export const ROWS_PER_PASS = 1000;
/** Far above what the engine takes on two cores, so that the rate hides nothing. */
const RATE = 1000;
const EVERY_MS = 500;

/** How all rows go through the nodes: at once, or in passes of a loop. */
export type Shape = 'one execution' | 'Loop Over Items';

/** What was seen when so many links were there. */
export interface Stage {
	links: number;
	/** Seconds for a thousand of the links since the stage before. */
	perThousand: number;
	/** Megabytes of the worker at that moment. */
	memoryMb: number;
}

/** What a large run gave. */
export interface LargeRun extends Pick<Tally, 'duplicates' | 'missing'> {
	shape: Shape;
	rows: number;
	/** Megabytes of the worker before the run. */
	startMb: number;
	peakMb: number;
	wallMs: number;
	/** Seconds from the last link until n8n had saved the execution and answered. */
	savingS: number;
	/** How the execution ended, as n8n stored it. */
	status: string;
	stages: Stage[];
}

/** Publishes customers → links. */
export async function publishLarge(queue: Queue, shape: Shape): Promise<Flow> {
	const credentials = { kwikApi: CREDENTIALS.kwikApi };
	const options = { requestsPerSecond: RATE, maxConcurrentRequests: 50 };
	const mapped = { dataMode: 'autoMapInputData' };
	const customers = { resource: 'customer', operation: 'create', ...mapped, options };
	const id = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	const links = { resource: 'customerPortal', operation: 'createLink', customerId: id, options };
	const steps = [
		{ ...ownNode('kwik', credentials, customers), name: 'Customers' },
		ownNode('kwik', credentials, links),
	];
	const rowsPerPass = shape === 'Loop Over Items' ? ROWS_PER_PASS : undefined;
	return await publishFlow(queue.client, `${shape}, large`, steps, { rowsPerPass });
}

/** Runs `flow` over `rows` on the queue's only worker, which is started anew: no earlier run has stretched its memory. */
export async function runLarge(
	queue: Queue,
	sandbox: BenchSandbox,
	flow: Flow,
	shape: Shape,
	rows: number,
): Promise<LargeRun> {
	const worker = queue.workers[0]!.process;
	await worker.end();
	await worker.start();
	await sandbox.ask('prepare', { provider: 'kwik', latencyMs: LATENCY_MS, rateLimit: 0 });
	const given = createCustomers().rows(rows, []);
	const startMb = (await memoryOf(worker.pid)) ?? NaN;
	const seen: Array<{ at: number; memoryMb: number }> = [];
	let isOver = false;
	const watching = (async () => {
		while (!isOver) {
			seen.push({ at: Date.now(), memoryMb: (await memoryOf(worker.pid)) ?? NaN });
			await pause(EVERY_MS);
		}
	})();
	const wallMs = await callFlow(queue.client, flow, given);
	isOver = true;
	await watching;
	const end = Date.now();
	const times = (await sandbox.ask('linkRequests', undefined))
		.filter(({ status }) => status === 200)
		.map(({ receivedAt }) => receivedAt);
	const expected = given.map(({ reference }) => String(reference));
	const tally = await sandbox.ask('tally', { provider: 'kwik', effects: 'customers', expected });
	const { status } = await lastExecution(queue.client, flow);
	return {
		shape,
		rows,
		startMb,
		peakMb: (await memoryOf(worker.pid, 'VmHWM')) ?? NaN,
		wallMs,
		savingS: (end - times.at(-1)!) / 1000,
		status,
		duplicates: tally.duplicates + Math.max(0, times.length - rows),
		missing: tally.missing + Math.max(0, rows - times.length),
		stages: stagesOf(times, seen, rows / 10),
	};
}

function stagesOf(
	times: number[],
	seen: Array<{ at: number; memoryMb: number }>,
	each: number,
): Stage[] {
	const stages: Stage[] = [];
	for (let links = each; links <= times.length; links += each) {
		const until = times[links - 1]!;
		const from = times[links - each]!;
		const { memoryMb } = seen.findLast(({ at }) => at <= until) ?? seen[0]!;
		stages.push({ links, perThousand: (until - from) / each, memoryMb });
	}
	return stages;
}
