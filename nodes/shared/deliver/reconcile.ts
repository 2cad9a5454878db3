// Finds out which records of a request whose answer was lost had been created all the same.
import type { IDataObject } from 'n8n-workflow';
import { succeeded, type Outcome } from '../contract/failure';
import type { ReconcileRule } from '../contract/operation';
import type { Plan } from '../plan/plan';
import type { Sender } from '../send/repeat';
import { readList } from '../send/sender';
import { agrees } from './batch';

/** How far the provider's clock may be off where its answers do not tell, in milliseconds. */
const UNKNOWN_CLOCK = 60_000;

/** What became of each plan: its stored record, or undefined when there is none. */
export type Found = Map<Plan, IDataObject | undefined>;

/** Finds out the lost effects of one run, one list at a time. */
export class Reconciler {
	/** Ids of the records that are known to belong to an item of this run. */
	private readonly claimed = new Set<unknown>();
	private last: Promise<unknown> = Promise.resolve();
	/** Requests whose answers are still on their way. */
	private readonly underWay = new Set<{ plans: Plan[]; answer: Promise<unknown> }>();

	constructor(
		private readonly sender: Sender,
		private readonly rule: ReconcileRule,
	) {}

	/** Notes a record that a normal answer gave to an item. */
	claim(record: IDataObject): void {
		this.claimed.add(record.id);
	}

	/** Notes a request while its answer is on its way; its records must be claimed by the time it resolves. */
	async track<T>(plans: Plan[], answer: Promise<T>): Promise<T> {
		const request = { plans, answer };
		this.underWay.add(request);
		try {
			return await answer;
		} finally {
			this.underWay.delete(request);
		}
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
		const list = await readList(this.sender, request, this.rule.records);
		if (!list.ok) return list;
		const { records, response } = list.value;
		// What the list holds may have been made for another item with the same key, which is about to learn it.
		await Promise.all(this.rivalsOf(plans));
		const since = sentAt + clockDifference(response.headers.date) - this.rule.tolerance;
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

	/** The answers on their way to items that the records of `plans` could also belong to. */
	private rivalsOf(plans: Plan[]): Array<Promise<unknown>> {
		const sent = plans.map(({ request }) => this.rule.sent(request));
		const couldBe = (plan: Plan) =>
			sent.some((record) => this.rule.matches(this.rule.sent(plan.request), record));
		return [...this.underWay]
			.filter((request) => request.plans.some(couldBe))
			.map(async ({ answer }) => await answer);
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

/** How far the provider's clock is ahead of ours, less what its whole seconds leave open. */
function clockDifference(date: string | string[] | undefined): number {
	const theirs = typeof date === 'string' ? Date.parse(date) : NaN;
	return Number.isNaN(theirs) ? -UNKNOWN_CLOCK : theirs - Date.now();
}
