// Bounded parallelism.

/**
 * Works through `tasks` in order with at most `limit` under way at once. Tasks are taken one by one, as they
 * start. None starts once the signal is given, or once one has thrown; those under way finish.
 * @throws what the first of them threw, when all have ended
 */
export async function eachConcurrently<T>(
	tasks: Iterable<T>,
	limit: number,
	signal: AbortSignal | undefined,
	work: (task: T) => Promise<void>,
): Promise<void> {
	const iterator = tasks[Symbol.iterator]();
	let thrown: { error: unknown } | undefined;
	const worker = async () => {
		while (!signal?.aborted && !thrown) {
			try {
				const next = iterator.next();
				if (next.done) return;
				await work(next.value);
			} catch (error) {
				thrown ??= { error };
			}
		}
	};
	await Promise.all(Array.from({ length: limit }, worker));
	if (thrown) throw thrown.error;
}
