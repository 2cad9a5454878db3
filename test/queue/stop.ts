// After the test of the queue mode.
import { running } from './start';

/** Called by jest, once. */
export default async function stop(): Promise<void> {
	await running.queue?.stop();
}
