// Bounded parallelism.

/**
 * Works through `tasks` in order with at most `limit` under way at once. Tasks are taken one by one, as they
 * start. None starts once `stopped` says so; those under way finish.
 */
export async function eachConcurrently<T>(
	tasks: Iterable<T>,
	limit: number,
	stopped: () => boolean,
	work: (task: T) => Promise<void>,
): Promise<void> {
	const iterator = tasks[Symbol.iterator]();
	const worker = async () => {
		while (!stopped()) {
			const next = iterator.next();
			if (next.done) return;
			await work(next.value);
		}
	};
	await Promise.all(Array.from({ length: limit }, worker));
}
