// Finds out which records of a request whose answer was lost had been created all the same.
import type { IDataObject } from 'n8n-workflow';
import { failed, succeeded, type Outcome } from '../contract/failure';
import { groupedBy } from '../contract/groups';
import { looseText } from '../contract/json';
import type { ReconcileRule } from '../contract/operation';
import type { Plan } from '../plan/plan';
import { clockOf } from '../send/answers';
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
	/** Those that seem to be older than the request. */
	older: IDataObject[];
	/** Whether nobody knows the provider's clock. */
	clockless: boolean;
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
		const candidatesOf = this.byReference(records, (some) => ({
			records: some.filter(isNew),
			older: some.filter((record) => !isNew(record)),
			clockless: theirs === undefined,
			before: sentAt === undefined,
		}));
		// What the list holds may have been made for another item with the same key, which is about to learn it.
		const sent = plans.map(({ request }) => rule.sent(request));
		await ledger.settled((other) => sent.some((ours) => rule.matches(other, ours)), sender.signal);
		// Whose they are is not known yet.
		if (sender.signal?.aborted) return failed(cancelled());
		return succeeded(new Map(plans.map((plan) => [plan, this.verdict(plan, candidatesOf(plan))])));
	}

	/** The candidates of each plan: those with its reference, of lists that may be as long as the plans are many. */
	private byReference(
		records: IDataObject[],
		candidatesIn: (some: IDataObject[]) => Candidates,
	): (plan: Plan) => Candidates {
		const { reference, sent } = this.rule;
		if (reference === undefined) {
			const all = candidatesIn(records);
			return () => all;
		}
		const index = groupedBy(records, (record) => looseText(record[reference]));
		return ({ request }) => candidatesIn(index.get(looseText(sent(request)[reference])) ?? []);
	}

	private verdict(plan: Plan, candidates: Candidates): Verdict {
		const { rule, ledger } = this;
		const { effectId } = plan;
		const sent = rule.sent(plan.request);
		const likenessTo = (record: IDataObject) => likeness(record, sent, rule.reference);
		const freeOf = (some: IDataObject[]) =>
			some.filter((record) => rule.matches(record, sent) && ledger.isFree(record, effectId));
		const { records, older } = candidates;
		// A list that was read before held no such reference: whatever has it was made since.
		const free = freeOf(this.wasUnknown(plan) ? [...records, ...older] : records);
		const record = free.find((candidate) => likenessTo(candidate) === 'same');
		if (!record) {
			const doubtful = this.mayBeOurs(candidates) ? freeOf(older) : [];
			const unclear = [...free, ...doubtful].some((candidate) => {
				const like = likenessTo(candidate);
				return like === 'same' || (like === 'unclear' && !this.isAnothers(candidate, effectId));
			});
			return unclear ? 'unclear' : 'missing';
		}
		// Without a reference, what was made before looks the same for every order of the same customer.
		if (candidates.before && rule.reference === undefined && !ledger.isOwned(record, effectId))
			return 'unclear';
		// Nobody else may take it, even before the item is settled.
		ledger.own(record, effectId);
		return { record };
	}

	/** Whether a list read before anything was sent had nothing with the reference of a plan. */
	private wasUnknown({ request: { lookFor } }: Plan): boolean {
		const { reference } = this.rule;
		return reference !== undefined && lookFor?.[reference] !== undefined;
	}

	/**
	 * Whether what seems to be older may be ours all the same: nobody knows the provider's clock, or it has the reference
	 * that was sent, and the clock of the answer need not be the one by which records are dated.
	 */
	private mayBeOurs({ clockless }: Candidates): boolean {
		return clockless || this.rule.reference !== undefined;
	}

	/** Whether a record is just what another effect asks for whose outcome is not known either. */
	private isAnothers(record: IDataObject, effectId: string | undefined): boolean {
		const { rule, ledger } = this;
		return ledger.isSought(
			effectId,
			(sent) => rule.matches(record, sent) && likeness(record, sent, rule.reference) === 'same',
		);
	}
}
