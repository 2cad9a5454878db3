// The part of the benchmark in n8n's queue mode: one rate limit for several processes.
import { startQueue } from '../../host/queue/queue';
import { build, pack } from '../../tools/pack';
import { since, step } from '../../tools/steps';
import { startBenchSandbox } from '../sandbox';
import { storeCredentials } from '../workbench';
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
	const tarball = await step('build and pack', async () => {
		await build();
		return await pack();
	});
	const sandbox = await startBenchSandbox();
	const queue = await step(
		"n8n's queue mode with the packed package",
		async () =>
			await startQueue({
				workers: 1,
				packages: [tarball],
				// One execution each, so that all of them work at once.
				env: { N8N_CONCURRENCY_PRODUCTION_LIMIT: '1' },
			}),
	);
	await storeCredentials(queue.client, await sandbox.ask('credentials', undefined));
	const results: QueueRun[] = [];
	console.log(`\n▸ ${QUEUE}  Kwik portal links of several workers`);
	for (const count of counts) {
		while (queue.workers.length < count) await queue.addWorker();
		for (const divided of count > 1 ? [false, true] : [false]) {
			const flow = await publishLinks(queue, divided ? count : 1);
			await runLinks(queue, sandbox, flow, divided, 20);
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
