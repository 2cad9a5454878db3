// Finds out which records of a request whose answer was lost had been created all the same.
import type { IDataObject } from 'n8n-workflow';
import { failed, succeeded, type Outcome } from '../contract/failure';
import type { ReconcileRule } from '../contract/operation';
import type { Plan } from '../plan/plan';
import { monotonic } from '../send/clock';
import { cancelled, type Sender } from '../send/repeat';
import { readList } from '../send/sender';
import type { Ledger } from './ledger';
import { likeness } from './likeness';

/** How far the provider's clock is taken to be off where its answers do not tell, in milliseconds. */
const UNKNOWN_CLOCK = 60_000;

/** What became of a plan: its stored record, or that there is none, or that it cannot be told. */
export type Verdict = { record: IDataObject } | 'missing' | 'unclear';

/** The records of a list that may be what was sent. */
interface Candidates {
	records: IDataObject[];
	/** Those that would be too old, were the provider's clock known. */
	doubtful: IDataObject[];
	/** Whether they may have been made before this run. */
	before: boolean;
}

/** Finds out the lost effects of one run, one list at a time. */
export class Reconciler {
	private last: Promise<unknown> = Promise.resolve();

	constructor(
		private readonly sender: Sender,
		readonly rule: ReconcileRule,
		private readonly ledger: Ledger,
	) {}

	/**
	 * Finds out which of `plans` had their effect. A stored record counts when nothing sent contradicts it, it belongs
	 * to no other effect, and it was made after the plans were sent.
	 * @param sentAt when they were first sent, by the monotonic clock; undefined where an execution before this one
	 *   may have sent them at any time
	 */
	async find(plans: Plan[], sentAt: number | undefined): Promise<Outcome<Map<Plan, Verdict>>> {
		const turn = this.last.then(async () => await this.findNow(plans, sentAt));
		this.last = turn;
		return await turn;
	}

	private async findNow(
		plans: Plan[],
		sentAt: number | undefined,
	): Promise<Outcome<Map<Plan, Verdict>>> {
		const { rule, ledger, sender } = this;
		const elapsed = sentAt === undefined ? undefined : monotonic() - sentAt;
		const since = elapsed === undefined ? undefined : Date.now() - elapsed;
		const list = await readList(sender, rule.list(plans[0]!.request, since), rule.records);
		if (!list.ok) return list;
		const { records, response } = list.value;
		const theirs = clockOf(response.headers.date);
		const sinceAtProvider =
			sentAt === undefined
				? -Infinity
				: (theirs ?? Date.now() - UNKNOWN_CLOCK) - (monotonic() - sentAt) - rule.tolerance;
		const isNew = (record: IDataObject) => !(rule.createdAt(record) < sinceAtProvider);
		const candidates: Candidates = {
			records: records.filter(isNew),
			// Where nobody knows the provider's clock, what seems to be older may be ours all the same.
			doubtful: theirs === undefined ? records.filter((record) => !isNew(record)) : [],
			before: sentAt === undefined,
		};
		// What the list holds may have been made for another item with the same key, which is about to learn it.
		const sent = plans.map(({ request }) => rule.sent(request));
		await ledger.settled((other) => sent.some((ours) => rule.matches(other, ours)), sender.signal);
		// Whose they are is not known yet.
		if (sender.signal?.aborted) return failed(cancelled());
		return succeeded(new Map(plans.map((plan) => [plan, this.verdict(plan, candidates)])));
	}

	private verdict(plan: Plan, { records, doubtful, before }: Candidates): Verdict {
		const { rule, ledger } = this;
		const { effectId } = plan;
		const sent = rule.sent(plan.request);
		const freeOf = (some: IDataObject[]) =>
			some.filter((record) => rule.matches(record, sent) && ledger.isFree(record, effectId));
		const likenessTo = (record: IDataObject) => likeness(record, sent, rule.reference);
		const free = freeOf(records);
		const likenesses = free.map(likenessTo);
		const record = free[likenesses.indexOf('same')];
		if (!record) {
			likenesses.push(...freeOf(doubtful).map(likenessTo));
			return likenesses.every((like) => like === 'other') ? 'missing' : 'unclear';
		}
		// Without a reference, what was made before looks the same for every order of the same customer.
		if (before && rule.reference === undefined && !ledger.isOwned(record, effectId))
			return 'unclear';
		// Nobody else may take it, even before the item is settled.
		ledger.own(record, effectId);
		return { record };
	}
}

/** What the provider's clock showed when it answered, in epoch milliseconds; undefined where the answer does not tell. */
function clockOf(date: string | string[] | undefined): number | undefined {
	const theirs = typeof date === 'string' ? Date.parse(date) : NaN;
	return Number.isNaN(theirs) ? undefined : theirs;
}
