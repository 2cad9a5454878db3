// What was noteworthy in a run, told in the node's output panel in one sentence each.
import type { IExecuteFunctions } from 'n8n-workflow';
import { inBrief, shorten } from '../contract/text';

/** Things that are counted. */
export type Noteworthy =
	'repeated' | 'throttled' | 'rejected' | 'reconciled' | 'remembered' | 'givenBack';

const SENTENCES: Record<Noteworthy, (count: number, provider: string) => string> = {
	repeated: (count, provider) =>
		`${times(count, 'request')} to ${provider} had to be sent again after a temporary failure.`,
	throttled: (count, provider) =>
		`${provider} slowed the run down: it refused ${times(count, 'request')} for its rate limit; they were sent again later.`,
	rejected: (count, provider) =>
		`${provider} refused ${times(count, 'record')} of a batch; the others were sent again without.`,
	reconciled: (count, provider) =>
		`An answer of ${provider} was lost: ${times(count, 'record')} had been created all the same and ${count === 1 ? 'was' : 'were'} found again.`,
	remembered: (count) =>
		`${times(count, 'item')} had been completed by an earlier try of this node and ${count === 1 ? 'was' : 'were'} not sent again.`,
	givenBack: (count, provider) =>
		`Avoid Duplicates By: ${times(count, 'row')} had been sent before; ${provider} gave back what it made then.`,
};

function times(count: number, thing: string): string {
	return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** Columns that a hint names; a sheet may have hundreds. */
const MOST_NAMED = 10;

/** Columns for which the field they may mean is looked for; a row may have 100,000s, and each takes a while. */
const MOST_LOOKED_FOR = 100;

/** Collects what was noteworthy. */
export class RunNotes {
	private readonly counts = new Map<Noteworthy, number>();
	private readonly sentences = new Set<string>();
	private readonly warnings = new Set<string>();
	/** How many rows each remark is about. */
	private readonly remarks = new Map<string, number>();
	/** Columns that no field goes by, with the field they may mean. */
	private readonly unknownColumns = new Map<
		string,
		{ meant: string | undefined; missed: boolean }
	>();

	add(what: Noteworthy, count = 1): void {
		if (count === 0) return;
		this.counts.set(what, (this.counts.get(what) ?? 0) + count);
	}

	/** A sentence of its own; the same one is told once. */
	say(sentence: string): void {
		this.sentences.add(sentence);
	}

	/** A sentence of its own that asks for something to be done. */
	warn(sentence: string): void {
		this.warnings.add(sentence);
	}

	/** Something about the values of a row; told once, with the number of rows. */
	remark(remarks: Iterable<string>): void {
		for (const remark of remarks) this.remarks.set(remark, (this.remarks.get(remark) ?? 0) + 1);
	}

	/**
	 * A column of a row that no field goes by.
	 * @param meant finds the label of the field it may mean
	 * @param hasColumn whether another column of the row stands for the field of a label
	 */
	unknownColumn(
		name: string,
		meant: () => string | undefined,
		hasColumn: (label: string) => boolean,
	): void {
		let column = this.unknownColumns.get(name);
		if (!column) {
			const isLookedFor = this.unknownColumns.size < MOST_LOOKED_FOR;
			column = { meant: isLookedFor ? meant() : undefined, missed: false };
			this.unknownColumns.set(name, column);
		}
		if (column.meant !== undefined && !column.missed) column.missed = !hasColumn(column.meant);
	}

	/** Adds the hints to the node's output panel. */
	tell(context: IExecuteFunctions, providerName: string): void {
		const messages = [
			...[...this.counts].map(([what, count]) => SENTENCES[what](count, providerName)),
			...this.sentences,
			...[...this.remarks].map(([remark, count]) => `${times(count, 'row')}: ${remark}.`),
		];
		const { meant, ignored } = this.columnsWithoutField();
		if (ignored.length > 0) {
			messages.push(
				`These input columns are not fields of ${providerName} and were ignored: ${inBrief(ignored)}.`,
			);
		}
		for (const message of messages) context.addExecutionHints({ message, location: 'outputPane' });
		for (const message of [...this.warnings, ...meant])
			context.addExecutionHints({ message, type: 'warning', location: 'outputPane' });
	}

	/**
	 * Some near misses, and all other columns. A near miss of a field that another column of each row stands for
	 * is none.
	 */
	private columnsWithoutField(): { meant: string[]; ignored: string[] } {
		const meant: string[] = [];
		const ignored: string[] = [];
		for (const [name, column] of this.unknownColumns) {
			if (column.missed && meant.length < MOST_NAMED)
				meant.push(`The column "${shorten(name)}" was ignored. Did you mean ${column.meant}?`);
			else ignored.push(`"${shorten(name)}"`);
		}
		return { meant, ignored };
	}
}
