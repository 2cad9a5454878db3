// Expectations of a page that is still on its way.
import { setTimeout as pause } from 'node:timers/promises';

/**
 * Tries `expectation` again and again until it throws no more.
 * @throws what it threw last, when it still throws after `patienceMs`
 */
export async function eventually(
	expectation: () => Promise<void> | void,
	patienceMs = 20_000,
): Promise<void> {
	const deadline = Date.now() + patienceMs;
	for (;;) {
		try {
			await expectation();
			return;
		} catch (error) {
			if (Date.now() > deadline) throw error;
		}
		await pause(50);
	}
}
