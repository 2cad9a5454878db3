// One pacer per provider account in this process: requests evenly spaced, pauses when the provider asks for them.
import { sleep } from 'n8n-workflow';

/** The share of the allowed rate that is used: clocks on both sides are never quite the same. */
const SAFETY = 0.95;
/** Pauses after a 429 without Retry-After, in milliseconds: doubled each time, up to the last. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
/** How far refusals may slow an account down, and how quickly successes undo it. */
const MAX_SLOWDOWN = 16;
const RECOVERY = 0.95;

const pacers = new Map<string, Pacer>();

/** The pacer of an account, shared by all nodes and executions of this process. */
export function pacerOf(account: string): Pacer {
	const pacer = pacers.get(account) ?? new Pacer();
	pacers.set(account, pacer);
	return pacer;
}

/** Sleeps, in slices, so that a cancelled execution does not wait for the end. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	const end = Date.now() + milliseconds;
	for (let left = milliseconds; left > 0 && !signal?.aborted; left = end - Date.now()) {
		// Rounded up: a turn may come late, never early.
		await sleep(Math.min(Math.ceil(left), 200));
	}
}

/** Gives turns to requests. */
export class Pacer {
	private nextTurn = 0;
	private pausedUntil = 0;
	private slowdown = 1;
	private strikes = 0;

	/**
	 * Waits until a request may be sent.
	 * @param requestsPerSecond the allowed rate
	 * @param patience the longest pause of the account that is waited for, in milliseconds
	 * @returns undefined when it is the request's turn; the time (epoch milliseconds) until which the account
	 *   is paused when that is longer than the patience
	 */
	async turn(
		requestsPerSecond: number,
		patience: number,
		signal?: AbortSignal,
	): Promise<number | undefined> {
		const patienceEnd = Date.now() + patience;
		while (!signal?.aborted) {
			if (this.pausedUntil > patienceEnd) return this.pausedUntil;
			const now = Date.now();
			if (this.pausedUntil > now) {
				await pause(this.pausedUntil - now, signal);
				continue;
			}
			const slot = Math.max(now, this.nextTurn);
			this.nextTurn = slot + (1000 * this.slowdown) / (requestsPerSecond * SAFETY);
			await pause(slot - now, signal);
			// A pause may have been asked for while this request waited for its slot.
			if (this.pausedUntil <= Date.now()) return undefined;
		}
		return undefined;
	}

	/**
	 * The provider refused a request for its rate: the whole account pauses, then goes on slower.
	 * @param retryAfter what the provider asked for, in milliseconds
	 */
	throttled(retryAfter: number | undefined): void {
		const now = Date.now();
		// Requests that were under way together are refused together: that is one refusal, not many.
		if (now < this.pausedUntil) {
			this.pausedUntil = Math.max(this.pausedUntil, now + (retryAfter ?? 0));
			return;
		}
		this.pausedUntil =
			now + (retryAfter ?? Math.min(FIRST_PAUSE * 2 ** this.strikes, LONGEST_PAUSE));
		this.strikes++;
		this.slowdown = Math.min(this.slowdown * 2, MAX_SLOWDOWN);
	}

	/** A request went through: the account slowly returns to its full rate. */
	succeeded(): void {
		this.strikes = 0;
		this.slowdown = Math.max(1, this.slowdown * RECOVERY);
	}
}
