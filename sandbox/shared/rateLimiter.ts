// Requests per second, as a sliding window: never more than `limit` accepted in any 1,000 ms.

/** Decides in constant time whether one more request fits into the last second. */
export class RateLimiter {
	private accepted = new Float64Array(0);
	private next = 0;

	/** Requests per second; 0 switches the limit off. Setting it forgets the past. */
	get limit(): number {
		return this.accepted.length;
	}

	set limit(perSecond: number) {
		if (!Number.isInteger(perSecond) || perSecond < 0 || perSecond > 1_000_000) {
			throw new Error(`A rate limit is a whole number of requests per second, not ${perSecond}.`);
		}
		this.accepted = new Float64Array(perSecond).fill(Number.NEGATIVE_INFINITY);
		this.next = 0;
	}

	/** Takes a place in the window; `false` when there is none. `now` in milliseconds, monotonic. */
	take(now = performance.now()): boolean {
		if (this.limit === 0) return true;
		// The slot to be overwritten holds the moment of the request accepted `limit` requests ago.
		if (now - (this.accepted[this.next] ?? 0) < 1000) return false;
		this.accepted[this.next] = now;
		this.next = (this.next + 1) % this.limit;
		return true;
	}
}
