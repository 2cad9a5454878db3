// How much of an account's rate this process takes: others may use the account too, and only refusals tell of them.

/** What a process takes of the rate that an account allows; all rates in requests per second. */
export interface Share {
	/** What it takes at a time, by the monotonic clock in milliseconds, of a rate. */
	of(rate: number, now: number): number;
	/**
	 * The provider refused a request for its rate.
	 * @param rate what the process might have taken
	 * @param taken the requests that it had sent in the second up to that one
	 */
	refused(rate: number, taken: number, now: number): void;
}

/** The least part of a rate: whoever is refused at that too is not refused for its rate, or held back by the pauses. */
const LEAST = 1 / 16;
/** What is remembered of what went through before a refusal: a little less. */
const CEILING = 0.97;
/** Where the way back to the ceiling begins. */
const FLOOR = 0.8;
/**
 * What the first refusal leaves at least, and what part of its part of the rate a process loses at most by any other:
 * who asked for little just then, or has little, is not told thereby that it has to have less.
 */
const LEFT_AT_FIRST = 0.25;
const LOST_LATER = 0.5;
/** How long the way back to the ceiling takes, in milliseconds. */
const WAY_BACK = 30_000;
/** What part of the rate is added to the ceiling after the same time once more. */
const BEYOND = 0.2;

/**
 * Finds the share without talking to the other processes. Of a limit that all of them have used up, each had taken
 * what went through until it was refused: that is remembered as the ceiling. The share falls below it, comes back
 * quickly at first and slowly as it gets near, and goes beyond it slowly at first and quickly later on, when others
 * have gone. `bench/PACING.md` compares it with other ways.
 */
export class LearntShare implements Share {
	private ceiling = Infinity;
	/** How far the share falls below the ceiling, as a part of it. */
	private drop = 0;
	private refusedAt = -Infinity;

	of(rate: number, now: number): number {
		const way = (now - this.refusedAt) / WAY_BACK - 1;
		const more = way < 0 ? this.ceiling * this.drop * way ** 3 : BEYOND * rate * way ** 3;
		return Math.min(rate, Math.max(LEAST * rate, this.ceiling + more));
	}

	refused(rate: number, taken: number, now: number): void {
		const before = this.of(rate, now);
		// Who took the whole rate had it to himself: his requests arrived too close together, and nobody else's.
		this.drop = taken >= CEILING * rate ? 0 : 1 - FLOOR;
		const left = before === rate ? LEFT_AT_FIRST : 1 - (LOST_LATER * before) / rate;
		this.ceiling = CEILING * Math.max(left * before, Math.min(before, taken));
		this.refusedAt = now;
	}
}
