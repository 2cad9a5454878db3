// Before the test of the queue mode: main, a webhook processor and two workers of the real n8n.
import { startQueue, type Queue } from '../../host/queue/queue';
import { endOnSignals } from '../../tools/ending';
import { packedTarball } from '../e2e/start';
import { step } from '../../tools/steps';

/** Where the test and `stop.ts` find the queue; see `environment.ts`. */
export const running = globalThis as typeof globalThis & { queue?: Queue };

/** Called by jest, once. */
export default async function start(): Promise<void> {
	endOnSignals();
	const packages = [await packedTarball()];
	running.queue = await step(
		"n8n's queue mode",
		async () => await startQueue({ workers: 2, webhookProcessor: true, packages }),
	);
}
