// Virtual time: the clocks and timers of the process are ours, and jump to the next timer once everything is idle.
import FakeTimers, { type Clock } from '@sinonjs/fake-timers';

/** The machine's own clock, in milliseconds. */
export const realTime = performance.now.bind(performance);
const realImmediate = setImmediate;

/** What stops a scenario that would not end by itself. */
export class Runaway extends Error {
	override name = 'Runaway';
}

/** Timers that a scenario may take, so that one that goes on for ever is found. */
const MOST_TIMERS = 400_000;

/** The time of one scenario. */
export class VirtualTime {
	private readonly clock: Clock;
	private busy = 0;
	private timers = 0;

	/** Takes over clocks and timers. @param start epoch milliseconds */
	constructor(start: number) {
		this.clock = FakeTimers.install({
			now: start,
			toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance'],
		});
	}

	/** Milliseconds since the start, by the clock that only goes forward. */
	get now(): number {
		return performance.now();
	}

	/** Sets the machine's clock, as a person or NTP does; what waits is not affected. */
	jump(milliseconds: number): void {
		this.clock.setSystemTime(Date.now() + milliseconds);
	}

	/** Waits in virtual time. */
	async sleep(milliseconds: number): Promise<void> {
		await new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
	}

	/** Does work that takes no virtual time, but turns of the event loop. */
	async atOnce<Result>(work: () => Promise<Result>): Promise<Result> {
		this.busy++;
		try {
			return await work();
		} finally {
			this.busy--;
		}
	}

	/**
	 * Lets everything happen until a promise is settled.
	 * @throws Runaway when it never is, or not in a sensible number of steps
	 */
	async until<Result>(promise: Promise<Result>): Promise<Result> {
		let over = false;
		const end = () => (over = true);
		promise.then(end, end);
		for (;;) {
			// All that is due without a timer is done before an immediate has its turn.
			do await new Promise<void>((resolve) => realImmediate(resolve));
			while (this.busy > 0);
			if (over) return await promise;
			if (this.clock.countTimers() === 0) throw new Runaway('nothing is left that could go on');
			if (++this.timers > MOST_TIMERS) throw new Runaway(`${MOST_TIMERS} timers, and no end`);
			this.clock.next();
		}
	}

	/** Gives clocks and timers back. */
	end(): void {
		this.clock.uninstall();
	}
}
