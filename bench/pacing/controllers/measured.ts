// What went through before the refusal, less a part, then evenly more: the measurement without the memory of a ceiling.
import type { Controller } from '../controller';

const CUT = 0.8;
/** How much more in each second. */
const INCREASE = 0.01;

export class Measured implements Controller {
	private floor = 1;
	private refusedAt = -Infinity;

	at(now: number): number {
		return Math.min(1, this.floor + (INCREASE * (now - this.refusedAt)) / 1000);
	}

	refused(now: number, taken: number): void {
		this.floor = Math.max(1 / 50, Math.min(this.at(now), taken) * CUT);
		this.refusedAt = now;
	}
}
