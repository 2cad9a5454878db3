// Half after a refusal, then evenly more: additive increase, multiplicative decrease, as TCP's first senders did.
import type { Controller } from '../controller';

/** How much more in each second. */
const INCREASE = 0.02;

export class Additive implements Controller {
	private floor = 1;
	private refusedAt = -Infinity;

	at(now: number): number {
		return Math.min(1, this.floor + (INCREASE * (now - this.refusedAt)) / 1000);
	}

	refused(now: number): void {
		this.floor = Math.max(1 / 50, this.at(now) / 2);
		this.refusedAt = now;
	}
}
