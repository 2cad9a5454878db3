// A memory that stays small: what is too old is forgotten, and the oldest entries when there are too many.
import { monotonic } from './clock';

export class Memory<Value> {
	private readonly entries = new Map<string, { at: number; value: Value }>();
	/** Whether a timer is set that forgets what is too old by then. */
	private isTimed = false;

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
		this.entries.delete(name);
		this.entries.set(name, { at: monotonic(), value });
		this.forget();
		this.forgetLater(this.lifetime);
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

	/** Lets go of what is too old, and of the oldest where there are too many. */
	private forget(): void {
		const now = monotonic();
		for (const [old, { at }] of this.entries) {
			if (this.entries.size <= this.most && now - at < this.lifetime) break;
			this.entries.delete(old);
		}
	}

	/** What nobody asks for any more must not stay: it may be large. A signal's timer keeps no process alive. */
	private forgetLater(milliseconds: number): void {
		if (this.isTimed) return;
		this.isTimed = true;
		const timer = AbortSignal.timeout(Math.ceil(milliseconds) + 1);
		timer.addEventListener('abort', () => {
			this.isTimed = false;
			this.forget();
			const [oldest] = this.entries.values();
			if (oldest) this.forgetLater(oldest.at + this.lifetime - monotonic());
		});
	}
}
