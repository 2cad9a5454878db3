// Bounded parallelism: never more than the limit, in order, and it stops.
import fc from 'fast-check';
import { eachConcurrently } from '../../../../nodes/shared/deliver/concurrency';

const turn = async () => await new Promise<void>((resolve) => setImmediate(resolve));

/** Runs tasks that take some turns each; notes order and how many were under way at once. */
async function run(turns: number[], limit: number, stopped: (started: number[]) => boolean) {
	const halt = new AbortController();
	if (stopped([])) halt.abort();
	const started: number[] = [];
	const finished: number[] = [];
	let most = 0;
	await eachConcurrently(
		turns.map((_, index) => index),
		limit,
		halt.signal,
		async (index) => {
			started.push(index);
			if (stopped(started)) halt.abort();
			most = Math.max(most, started.length - finished.length);
			for (let i = 0; i < turns[index]!; i++) await turn();
			finished.push(index);
		},
	);
	return { started, finished, most };
}

test('every task is done, started in order, with as many under way as allowed and never more', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 30 }),
			fc.integer({ min: 1, max: 10 }),
			async (turns, limit) => {
				const { started, finished, most } = await run(turns, limit, () => false);
				expect(started).toEqual(turns.map((_, index) => index));
				expect(finished).toHaveLength(turns.length);
				expect(most).toBe(Math.min(limit, turns.length));
			},
		),
		{ numRuns: 50 },
	);
});

test('once stopped nothing new starts, and what is under way finishes', async () => {
	const turns = Array.from({ length: 20 }, () => 3);
	const { started, finished } = await run(turns, 4, (begun) => begun.length >= 6);
	expect(started).toEqual([0, 1, 2, 3, 4, 5]);
	expect(finished.sort()).toEqual(started);
});

test('what is stopped from the beginning does nothing', async () => {
	expect((await run([1, 1], 4, () => true)).started).toEqual([]);
});

test('an error of a task reaches the caller when all others have ended; no further one starts', async () => {
	const ended: number[] = [];
	const work = async (task: number) => {
		await turn();
		if (task === 1) throw new Error('broken');
		await turn();
		ended.push(task);
	};
	await expect(eachConcurrently([0, 1, 2, 3, 4, 5], 3, undefined, work)).rejects.toThrow('broken');
	expect(ended).toEqual([0, 2]);
});
