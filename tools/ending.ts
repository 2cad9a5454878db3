// The promise that whatever was started is ended, however the script ends.

const cleanups = new Set<() => Promise<void> | void>();
let ending = false;

/**
 * Has `cleanup` run when the script ends, by itself, by a failure or by Ctrl-C.
 * @returns a function that takes the registration back
 */
export function atEnd(cleanup: () => Promise<void> | void): () => void {
	cleanups.add(cleanup);
	return () => cleanups.delete(cleanup);
}

/** Ends everything that is still running, the latest first; a failing clean-up stops no other. */
export async function endAll(): Promise<void> {
	const pending = [...cleanups].reverse();
	cleanups.clear();
	await Promise.allSettled(pending.map(async (cleanup) => await cleanup()));
}

/** On Ctrl-C or a request to terminate, ends what runs, then the script. For entry points only. */
export function endOnSignals(): void {
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const) {
		process.on(signal, () => {
			if (ending) return;
			ending = true;
			void endAll().finally(() => process.exit(code));
		});
	}
}

/** Whether the script is on its way out because of a signal: failures are then no news. */
export const isEnding = () => ending;
