// Finds out which records of a request whose answer was lost had been created all the same.
import type { IDataObject } from 'n8n-workflow';
import { unexpectedAnswer } from './answers';
import type { Outcome } from './failures';
import { failed, succeeded } from './failures';
import type { ReconcileRule } from './operation';
import type { Plan } from './plan';
import { sendRepeatedly, type Sender } from './repeat';

/** How far the provider's clock may be off where its answers do not tell, in milliseconds. */
const UNKNOWN_CLOCK = 60_000;

/** What became of each plan: its stored record, or undefined when there is none. */
export type Found = Map<Plan, IDataObject | undefined>;

/** Looks up the effects of one run, one look-up at a time. */
export class Reconciler {
	/** Ids of the records that are known to belong to an item of this run. */
	private readonly claimed = new Set<unknown>();
	private last: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly sender: Sender,
		private readonly rule: ReconcileRule,
	) {}

	/** Notes a record that a normal answer gave to an item. */
	claim(record: IDataObject): void {
		this.claimed.add(record.id);
	}

	/**
	 * Looks up which of `plans`, first sent at `sentAt` (epoch milliseconds), had their effect. A stored
	 * record counts when it matches, was made after that moment, and belongs to no other item.
	 */
	async find(plans: Plan[], sentAt: number): Promise<Outcome<Found>> {
		// One at a time: two look-ups at once could claim the same record.
		const turn = this.last.then(async () => await this.lookUp(plans, sentAt));
		this.last = turn;
		return await turn;
	}

	private async lookUp(plans: Plan[], sentAt: number): Promise<Outcome<Found>> {
		const request = this.rule.list(plans[0]!.request, sentAt);
		const response = await sendRepeatedly(this.sender, request, 'safe');
		if (!response.ok) return response;
		const { body, headers, statusCode } = response.value;
		const records = this.rule.records(body as IDataObject);
		if (!records) {
			return failed(unexpectedAnswer(this.sender.connection.provider, request, statusCode));
		}
		const since = sentAt + clockDifference(headers.date) - this.rule.tolerance;
		const candidates = records.filter((record) => !(this.rule.createdAt(record) < since));
		const found: Found = new Map();
		// Records that agree in every field first, so that items which share a key do not swap records.
		for (const exact of [true, false]) {
			for (const plan of plans) {
				if (found.get(plan) === undefined) found.set(plan, this.take(candidates, plan, exact));
			}
		}
		return succeeded(found);
	}

	private take(candidates: IDataObject[], plan: Plan, exact: boolean): IDataObject | undefined {
		const sent = this.rule.sent(plan.request);
		const record = candidates.find(
			(candidate) =>
				!this.claimed.has(candidate.id) &&
				this.rule.matches(candidate, sent) &&
				(!exact || agrees(candidate, sent)),
		);
		if (record) this.claim(record);
		return record;
	}
}

/** True when the stored record has every field as it was sent. */
function agrees(stored: IDataObject, sent: IDataObject): boolean {
	return Object.entries(sent).every(
		([name, value]) => JSON.stringify(stored[name] ?? null) === JSON.stringify(value ?? null),
	);
}

/** How far the provider's clock is ahead of ours, less what its whole seconds leave open. */
function clockDifference(date: string | string[] | undefined): number {
	const theirs = typeof date === 'string' ? Date.parse(date) : NaN;
	return Number.isNaN(theirs) ? -UNKNOWN_CLOCK : theirs - Date.now();
}
