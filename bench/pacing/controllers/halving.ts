// Half after a refusal, and every success undoes a part of it: what this package did while it knew of one process only.
import type { Controller } from '../controller';

export class Halving implements Controller {
	private slowdown = 1;

	of(rate: number): number {
		return rate / this.slowdown;
	}

	refused(): void {
		this.slowdown = Math.min(this.slowdown * 2, 16);
	}

	accepted(): void {
		this.slowdown = Math.max(1, this.slowdown * 0.95);
	}
}
