// The clock of everything that waits: it only goes forward, whatever is done to the machine's time.
import { sleep } from 'n8n-workflow';

/** The longest sleep, in milliseconds: so late a cancelled execution notices. */
export const SLICE = 200;

/** Milliseconds of the monotonic clock. */
export function monotonic(): number {
	return performance.now();
}

/** Sleeps, in slices, so that a cancelled execution does not wait for the end. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = monotonic() + milliseconds;
	for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - monotonic()) {
		// Rounded up: it may be late, never early.
		await sleep(Math.min(Math.ceil(left), SLICE));
	}
}
