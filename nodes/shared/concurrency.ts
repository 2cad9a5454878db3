// Bounded parallelism.

/**
 * Works through `tasks` in order with at most `limit` under way at once. No new task starts once
 * `stopped` says so; those under way finish.
 */
export async function eachConcurrently<T>(
	tasks: T[],
	limit: number,
	stopped: () => boolean,
	work: (task: T) => Promise<void>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		while (next < tasks.length && !stopped()) {
			const task = tasks[next++]!;
			await work(task);
		}
	};
	await Promise.all(Array.from({ length: Math.min(limit, tasks.length) }, worker));
}
