// Half after a refusal, then evenly more: additive increase, multiplicative decrease, as TCP's first senders did.
import type { Controller } from '../controller';

/** What part of the rate is added in each second. */
const INCREASE = 0.02;

export class Additive implements Controller {
	private floor = 1;
	private refusedAt = -Infinity;

	of(rate: number, now: number): number {
		return rate * Math.min(1, this.floor + (INCREASE * (now - this.refusedAt)) / 1000);
	}

	refused(rate: number, _taken: number, now: number): void {
		this.floor = Math.max(1 / 50, this.of(rate, now) / rate / 2);
		this.refusedAt = now;
	}
}
