// Long steps of the scripts, told with progress lines and the elapsed seconds.

/** A failure the user can mend: shown as its one sentence, without a stack. */
export class Refusal extends Error {
	override name = 'Refusal';
}

/** What cannot be had on this machine, and why: a test that needs it is skipped with this reason. */
export class Unavailable extends Refusal {
	override name = 'Unavailable';
}

const SECONDS_BETWEEN_LINES = 5;

/** Seconds since `start` (milliseconds, as of `Date.now()`) for people to read: `4.2 s`. */
export const since = (start: number) => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/**
 * Runs `work` and tells how it goes: a line at the start, one every few seconds, one at the end.
 * Gives what `work` gives and throws what it throws.
 */
export async function step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
	const start = Date.now();
	console.log(`▸ ${name}`);
	const ticking = setInterval(() => {
		console.log(`  … ${name}: ${Math.round((Date.now() - start) / 1000)} s`);
	}, SECONDS_BETWEEN_LINES * 1000);
	try {
		const result = await work();
		console.log(`✓ ${name} (${since(start)})`);
		return result;
	} catch (error) {
		console.log(`✗ ${name} (${since(start)})`);
		throw error;
	} finally {
		clearInterval(ticking);
	}
}
