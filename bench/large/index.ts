// The part of the benchmark with very many rows: what a worker of n8n's queue mode needs for them.
import { since } from '../../tools/steps';
import { openQueueWorkbench } from '../queueWorkbench';
import { inWords } from './report';
import { publishLarge, runLarge, type LargeRun, type Shape } from './run';

/** The name it is asked for by. */
export const LARGE = 'large';

const SHAPES: Shape[] = ['one execution', 'Loop Over Items'];

/** Measures a run of `rows` rows in each shape; everything it starts is ended. */
export async function measureLarge(rows: number): Promise<LargeRun[]> {
	const start = Date.now();
	// Megabytes of a webhook call: all rows come in one.
	const { queue, sandbox } = await openQueueWorkbench({ N8N_PAYLOAD_SIZE_MAX: '256' });
	console.log(`\n▸ ${LARGE}  ${rows.toLocaleString('en')} rows on one worker`);
	const runs: LargeRun[] = [];
	for (const shape of SHAPES) {
		const flow = await publishLarge(queue, shape);
		const run = await runLarge(queue, sandbox, flow, shape, rows);
		runs.push(run);
		console.log(`  ${inWords(run)}`);
	}
	await queue.stop();
	console.log(`✓ ${LARGE} (${since(start)})`);
	return runs;
}
