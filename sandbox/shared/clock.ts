// The sandbox's own time: real time plus an offset, so that a test can let a link expire without waiting.

/** A clock that runs with the machine's and can be moved. */
export class Clock {
	/** Milliseconds the sandbox is ahead of the machine. */
	offsetMs = 0;

	/** Now, in milliseconds since 1970. */
	now(): number {
		return Date.now() + this.offsetMs;
	}

	/** Moves the clock forward (or back, with a negative number of milliseconds). */
	advance(ms: number): void {
		this.offsetMs += ms;
	}

	reset(): void {
		this.offsetMs = 0;
	}
}

/** `YYYY-MM-DD HH:mm:ss` of a moment, shifted by whole hours (Kwik writes GMT+2, SmarterPay no zone). */
export function plainTimestamp(ms: number, offsetHours = 0): string {
	return new Date(ms + offsetHours * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
}
