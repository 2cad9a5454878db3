// Everything random in a simulation comes from here: streams of numbers drawn from a seed, the same for the same seed.

/** A 32-bit hash of a text, well mixed. */
export function hashOf(text: string): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < text.length; i++) {
		hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
	}
	return mix(hash);
}

function mix(value: number): number {
	let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
	mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
	return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** A stream of random values. */
export class Random {
	private state: number;

	constructor(seed: string) {
		this.state = hashOf(seed);
	}

	/** From 0 up to, but not including, 1. */
	next(): number {
		this.state = (this.state + 0x9e3779b9) >>> 0;
		return mix(this.state) / 0x1_0000_0000;
	}

	/** A whole number from `least` to `most`, both included. */
	int(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<Value>(values: readonly Value[]): Value {
		return values[this.int(0, values.length - 1)]!;
	}

	/** One of the names, each as often as its weight says. */
	weighted<Name extends string>(weights: Record<Name, number>): Name {
		const entries = Object.entries(weights) as Array<[Name, number]>;
		let left = this.next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
		for (const [name, weight] of entries) {
			left -= weight;
			if (left < 0) return name;
		}
		return entries.at(-1)![0];
	}

	/** A value, or nothing. */
	maybe<Value>(probability: number, make: () => Value): Value | undefined {
		return this.chance(probability) ? make() : undefined;
	}

	list<Value>(length: number, make: (index: number) => Value): Value[] {
		return Array.from({ length }, (_, index) => make(index));
	}

	bytes(length: number): Buffer {
		const buffer = Buffer.allocUnsafe(length);
		for (let i = 0; i < length; i++) buffer[i] = this.next() * 256;
		return buffer;
	}
}

/** A random number from 0 to 1 that depends on a name alone, whatever was drawn before. */
export function chanceOf(...parts: Array<string | number>): number {
	return hashOf(parts.join('\n')) / 0x1_0000_0000;
}
