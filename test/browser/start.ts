// Before the first browser test: Chromium, and the n8n of the end-to-end tests.
import { ensureChromium } from '../../tools/chromium';
import startN8n, { running } from '../e2e/start';

/** Called by jest, once for all browser tests. */
export default async function start(): Promise<void> {
	await ensureChromium();
	// Both projects in one run of jest share it.
	if (!running.endToEndN8n) await startN8n();
}
