// A memory that stays small: what is too old is forgotten, and the oldest entries when there are too many.
import { monotonic } from './clock';

export class Memory<Value> {
	private readonly entries = new Map<string, { at: number; value: Value }>();

	/**
	 * @param most entries kept at once
	 * @param lifetime of an entry, in milliseconds
	 */
	constructor(
		private readonly most: number,
		private readonly lifetime: number,
	) {}

	get(name: string): Value | undefined {
		const entry = this.entries.get(name);
		return entry && monotonic() - entry.at < this.lifetime ? entry.value : undefined;
	}

	/** Keeps a value as the newest. */
	put(name: string, value: Value): void {
		const now = monotonic();
		this.entries.delete(name);
		this.entries.set(name, { at: now, value });
		for (const [old, { at }] of this.entries) {
			if (this.entries.size <= this.most && now - at < this.lifetime) break;
			this.entries.delete(old);
		}
	}

	/** The value of a name, made anew where there is none, and kept as the newest. */
	use(name: string, make: () => Value): Value {
		const value = this.get(name) ?? make();
		this.put(name, value);
		return value;
	}

	delete(name: string): void {
		this.entries.delete(name);
	}

	/** Every value that is kept, the oldest first. */
	values(): Value[] {
		return [...this.entries.values()].map(({ value }) => value);
	}

	get size(): number {
		return this.entries.size;
	}
}
