// How much of an account's rate this process takes: others may use the account too, and only refusals tell of them.

/** What a process takes of the rate that an account allows, from 0 to 1. */
export interface Share {
	/** The share at a time, by the monotonic clock, in milliseconds. */
	at(now: number): number;
	/**
	 * The provider refused a request for its rate.
	 * @param taken the share that this process had taken in the second up to that request
	 */
	refused(now: number, taken: number): void;
}

/** The least share: with more processes than that the provider refuses, and the pauses hold them back. */
const LEAST = 1 / 50;
/** What is left of a share after a refusal: a little less than what went through before. */
const CEILING = 0.97;
const CUT = 0.8;
/** A refusal takes no more than half: who asked for little just then is not told thereby what it may ask for. */
const MOST_AT_ONCE = 0.5;
/** How long the way back to the ceiling takes, in milliseconds. */
const WAY_BACK = 20_000;
/** How much further the share has grown after the same time once more. */
const BEYOND = 0.1;

/**
 * Finds the share without talking to the other processes. Of a limit that all of them have used up, each had taken
 * the part that went through until it was refused: that is remembered as the ceiling. The share falls below it, comes
 * back quickly at first and slowly as it gets near, and goes beyond it slowly at first and quickly later on, when
 * others have gone. `bench/PACING.md` compares it with other ways.
 */
export class LearntShare implements Share {
	private ceiling = 1;
	private floor = 1;
	private refusedAt = -Infinity;

	at(now: number): number {
		const way = (now - this.refusedAt) / WAY_BACK - 1;
		if (way < 0) return this.ceiling + (this.ceiling - this.floor) * way ** 3;
		return Math.min(1, this.ceiling + BEYOND * way ** 3);
	}

	refused(now: number, taken: number): void {
		const before = this.at(now);
		const wentThrough = Math.max(Math.min(before, taken), before * MOST_AT_ONCE);
		this.ceiling = Math.max(LEAST, wentThrough * CEILING);
		this.floor = Math.max(LEAST, this.ceiling * CUT);
		this.refusedAt = now;
	}
}
