// The part of the benchmark in n8n's queue mode: one rate limit for several processes.
import { since } from '../../tools/steps';
import { openQueueWorkbench } from '../queueWorkbench';
import { inWords, nameOf } from './report';
import { publishLinks, runLinks, type QueueRun } from './run';

/** The name it is asked for by. */
export const QUEUE = 'queue';

/**
 * Measures the pace of several workers that share one limit; everything it starts is ended.
 * @param counts how many workers, in ascending order
 * @param runs measured runs for each of them
 */
export async function measureQueue(counts: number[], runs: number): Promise<QueueRun[]> {
	const start = Date.now();
	// One execution each, so that all of them work at once.
	const { queue, sandbox } = await openQueueWorkbench({ N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' });
	const results: QueueRun[] = [];
	console.log(`\n▸ ${QUEUE}  Kwik portal links of several workers`);
	for (const count of counts) {
		while (queue.workers.length < count) await queue.addWorker();
		// Divided first: after a minute without a refusal the workers have forgotten what they had learnt before.
		for (const divided of count > 1 ? [true, false] : [false]) {
			const flow = await publishLinks(queue, divided ? count : 1);
			await runLinks(queue, sandbox, flow, divided, count);
			for (let run = 1; run <= runs; run++) {
				const result = await runLinks(queue, sandbox, flow, divided);
				results.push(result);
				console.log(`  ${run}/${runs}  ${nameOf(result)}: ${inWords(result)}`);
			}
		}
	}
	await queue.stop();
	console.log(`✓ ${QUEUE} (${since(start)})`);
	return results;
}
