// After the last end-to-end test.
import { running } from './start';

/** Called by jest, once for all end-to-end and browser tests. */
export default async function stop(): Promise<void> {
	await running.endToEndN8n?.stop();
}
