// What this process knows of one account: which record belongs to which effect, which requests are under way, and who
// works on which record. All nodes and executions share it.
import type { IDataObject } from 'n8n-workflow';
import { Memory } from '../send/memory';

const HOUR = 60 * 60 * 1000;
/** Effects without a known outcome that are remembered. */
const MOST_SOUGHT = 10_000;

/** Requests whose answers are still on their way. */
interface UnderWay {
	/** What they ask to be stored. */
	sent: IDataObject[];
	answer: Promise<unknown>;
}

export class Ledger {
	/** Names of effects, by the ids of the records they made. */
	private readonly owners = new Memory<string>(50_000, HOUR);
	private readonly underWay = new Set<UnderWay>();
	/** What effects ask for of which nobody knows yet what came of them. */
	private readonly sought = new Map<string, IDataObject>();
	/** The last in line for each record that somebody works on. */
	private readonly lines = new Map<string, Promise<void>>();

	/** Notes that a record is the effect of a request. */
	own(record: IDataObject, effectId: string | undefined): void {
		if (effectId !== undefined && record.id !== undefined)
			this.owners.put(String(record.id), effectId);
	}

	/** Whether a record is known to be the effect. */
	isOwned(record: IDataObject, effectId: string | undefined): boolean {
		return effectId !== undefined && this.owners.get(String(record.id)) === effectId;
	}

	/** Whether a record may be the effect: it is known to be no other. */
	isFree(record: IDataObject, effectId: string | undefined): boolean {
		return this.owners.get(String(record.id)) === undefined || this.isOwned(record, effectId);
	}

	/** Notes what an effect asks to be stored, until it is given up or has it. */
	seek(effectId: string | undefined, sent: IDataObject): void {
		if (effectId === undefined) return;
		this.sought.delete(effectId);
		this.sought.set(effectId, sent);
		const [oldest] = this.sought.keys();
		if (this.sought.size > MOST_SOUGHT) this.sought.delete(oldest!);
	}

	/** Notes that what came of an effect is known. */
	settle(effectId: string | undefined): void {
		if (effectId !== undefined) this.sought.delete(effectId);
	}

	/** Whether some other effect seeks just this. */
	isSought(effectId: string | undefined, isIt: (sent: IDataObject) => boolean): boolean {
		return [...this.sought].some(([name, sent]) => name !== effectId && isIt(sent));
	}

	/** Notes requests while their answer is on its way; its records must be owned by the time it resolves. */
	async track<Answer>(sent: IDataObject[], answer: Promise<Answer>): Promise<Answer> {
		const request = { sent, answer };
		this.underWay.add(request);
		try {
			return await answer;
		} finally {
			this.underWay.delete(request);
		}
	}

	/** How much is remembered; for tests of its bounds. */
	get sizes(): { owners: number; underWay: number; lines: number } {
		const { owners, underWay, lines } = this;
		return { owners: owners.size, underWay: underWay.size, lines: lines.size };
	}

	/** Waits for the answers of all requests that ask for such a record, or until the signal is given. */
	async settled(couldBe: (sent: IDataObject) => boolean, signal?: AbortSignal): Promise<void> {
		const rivals = [...this.underWay].filter(({ sent }) => sent.some(couldBe));
		const answers = Promise.allSettled(rivals.map(({ answer }) => answer));
		await Promise.race([answers, whenGiven(signal)]);
	}

	/**
	 * Waits until nobody else works on any of these records, then holds all of them. Who comes first is served first.
	 * @returns lets go of them
	 */
	async hold(names: string[], signal: AbortSignal | undefined): Promise<() => void> {
		let release: () => void = () => {};
		const released = new Promise<void>((resolve) => (release = resolve));
		const before = names.flatMap((name) => this.lines.get(name) ?? []);
		for (const name of names) this.lines.set(name, released);
		const letGo = () => {
			for (const name of names) if (this.lines.get(name) === released) this.lines.delete(name);
			release();
		};
		const ready = Promise.all(before);
		if ((await Promise.race([ready, whenGiven(signal)])) !== 'cancelled') return letGo;
		// Those behind still wait for those before.
		void ready.then(letGo);
		return () => {};
	}
}

/** One listener for each run, however many of its items wait. */
const cancellations = new WeakMap<AbortSignal, Promise<'cancelled'>>();

/** Resolves when a run is cancelled. */
async function whenGiven(signal: AbortSignal | undefined): Promise<'cancelled'> {
	if (!signal) return await new Promise(() => {});
	if (signal.aborted) return 'cancelled';
	let given = cancellations.get(signal);
	if (!given) {
		given = new Promise((resolve) => {
			signal.addEventListener('abort', () => resolve('cancelled'), { once: true });
		});
		cancellations.set(signal, given);
	}
	return await given;
}

const ledgers = new Memory<Ledger>(1000, 24 * HOUR);

/** The ledger of an account, shared by all nodes and executions of this process. */
export function ledgerOf(account: string): Ledger {
	return ledgers.use(account, () => new Ledger());
}

/** How much is remembered in all; for tests of its bounds. */
export function remembered(): Ledger['sizes'] {
	const sum = { owners: 0, underWay: 0, lines: 0 };
	for (const { sizes } of ledgers.values()) {
		sum.owners += sizes.owners;
		sum.underWay += sizes.underWay;
		sum.lines += sizes.lines;
	}
	return sum;
}
