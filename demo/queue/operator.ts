// What an operator does when a worker died: watches the executions and retries what n8n marked as crashed.
import { setTimeout as pause } from 'node:timers/promises';
import type { N8nClient } from '../../host/client';

/** How it went. */
export interface Repair {
	/** Executions that crashed. */
	crashed: number;
	/** What did not end well, told for people; empty where all is well. */
	problems: string[];
}

const POLL_MS = 500;
const OPEN = ['new', 'running', 'waiting'];

/**
 * Watches the executions of workflows until each of `expected` has ended, and retries those that crashed, as the button
 * *Retry* does. Gives up after `withinMs`.
 */
export async function retryCrashed(
	client: N8nClient,
	workflowIds: string[],
	expected: number,
	withinMs = 240_000,
): Promise<Repair> {
	const deadline = Date.now() + withinMs;
	const retries = new Map<string, Promise<string | undefined>>();
	const retry = async (id: string) => {
		const { status, error } = await client.retry(id);
		return status === 'success'
			? undefined
			: `the retry of execution ${id} ended with ${status}: ${error?.message ?? ''}`;
	};
	for (;;) {
		const lists = await Promise.all(workflowIds.map(async (id) => await client.executions(id)));
		const first = lists.flat().filter(({ mode }) => mode !== 'retry');
		for (const { id, status } of first) {
			if (status !== 'crashed' || retries.has(id)) continue;
			const told = (error: Error) => `execution ${id} could not be retried: ${error.message}`;
			retries.set(id, retry(id).catch(told));
		}
		const isOver = first.length >= expected && first.every(({ status }) => !OPEN.includes(status));
		if (isOver || Date.now() > deadline) {
			const ended = (await Promise.all(retries.values())).flatMap((problem) => problem ?? []);
			const others = first
				.filter(({ id, status }) => status !== 'success' && !retries.has(id))
				.map(({ id, status }) => `execution ${id} is ${status}`);
			const missing = expected - first.length;
			return {
				crashed: retries.size,
				problems: [
					...ended,
					...others,
					...(missing > 0 ? [`${missing} executions were never begun`] : []),
				],
			};
		}
		await pause(POLL_MS);
	}
}
