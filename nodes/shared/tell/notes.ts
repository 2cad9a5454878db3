// What was noteworthy in a run, told in the node's output panel in one sentence each.
import type { IExecuteFunctions } from 'n8n-workflow';

/** Things that are counted. */
export type Noteworthy = 'repeated' | 'throttled' | 'rejected' | 'reconciled' | 'remembered';

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
};

function times(count: number, thing: string): string {
	return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** Collects what was noteworthy. */
export class RunNotes {
	private readonly counts = new Map<Noteworthy, number>();
	private readonly sentences = new Set<string>();
	private readonly unknownColumns = new Set<string>();

	add(what: Noteworthy, count = 1): void {
		if (count === 0) return;
		this.counts.set(what, (this.counts.get(what) ?? 0) + count);
	}

	/** A sentence of its own; the same one is told once. */
	say(sentence: string): void {
		this.sentences.add(sentence);
	}

	/** A column of the input that no field goes by. */
	unknownColumn(name: string): void {
		this.unknownColumns.add(name);
	}

	/** Adds the hints to the node's output panel. */
	tell(context: IExecuteFunctions, providerName: string): void {
		const messages = [
			...[...this.counts].map(([what, count]) => SENTENCES[what](count, providerName)),
			...this.sentences,
		];
		if (this.unknownColumns.size > 0) {
			const names = [...this.unknownColumns].map((name) => `"${name}"`);
			const rest = names.length > 10 ? ` and ${names.length - 10} more` : '';
			messages.push(
				`These input columns are not fields of ${providerName} and were ignored: ${names.slice(0, 10).join(', ')}${rest}.`,
			);
		}
		for (const message of messages) context.addExecutionHints({ message, location: 'outputPane' });
	}
}
