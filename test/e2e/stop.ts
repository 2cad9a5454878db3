// After the last end-to-end test.
import { running } from './start';

export default async function stop(): Promise<void> {
	await running.endToEndN8n?.stop();
}
