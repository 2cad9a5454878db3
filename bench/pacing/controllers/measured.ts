// What went through before the refusal, less a part, then evenly more: the measurement without the memory of a ceiling.
import type { Controller } from '../controller';

const CUT = 0.8;
/** What part of the rate is added in each second. */
const INCREASE = 0.01;

export class Measured implements Controller {
	private floor = 1;
	private refusedAt = -Infinity;

	of(rate: number, now: number): number {
		return rate * Math.min(1, this.floor + (INCREASE * (now - this.refusedAt)) / 1000);
	}

	refused(rate: number, taken: number, now: number): void {
		this.floor = Math.max(1 / 50, (Math.min(this.of(rate, now), taken) / rate) * CUT);
		this.refusedAt = now;
	}
}
