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
import { ALIKE, EXACT, nearness, OTHER, referenceIn } from './nearness';

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

	/** What the rows of the run ask to be stored, by their references as they are written. */
	private readonly rows: Map<string, IDataObject[]>;

	/** @param rows what the rows of the run ask to be stored */
	constructor(
		private readonly sender: Sender,
		readonly rule: ReconcileRule,
		private readonly ledger: Ledger,
		rows: IDataObject[] = [],
	) {
		// Without a reference no record is more one row's than another's.
		const named = rule.reference === undefined ? [] : rows;
		this.rows = groupedBy(named, (sent) => referenceIn(rule, sent));
	}

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
		const taken = new Map<Plan, Verdict>();
		// Each takes what is exactly its own, before anybody is given what is written in another way.
		for (const degree of [EXACT, ALIKE]) {
			for (const plan of plans) {
				const verdict = taken.has(plan) ? undefined : this.take(plan, candidatesOf(plan), degree);
				if (verdict) taken.set(plan, verdict);
			}
		}
		return succeeded(
			new Map(
				plans.map((plan) => [
					plan,
					taken.get(plan) ?? this.withoutRecord(plan, candidatesOf(plan)),
				]),
			),
		);
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

	/** Takes the record of a plan among those that are so near to it; undefined where there is none. */
	private take(plan: Plan, candidates: Candidates, degree: number): Verdict | undefined {
		const { rule, ledger } = this;
		const { effectId } = plan;
		const { records, older, before } = candidates;
		// A list that was read before held no such reference: whatever has it was made since.
		const known = degree === EXACT && this.wasUnknown(plan) ? [...records, ...older] : records;
		const record = known.find(
			(candidate) =>
				this.nearness(plan, candidate) === degree &&
				!this.isSought(plan, candidate) &&
				!this.isAnotherRows(plan, candidate),
		);
		if (!record) return undefined;
		// Without a reference, what was made before looks the same for every order of the same customer.
		if (before && rule.reference === undefined && !ledger.isOwned(record, effectId))
			return 'unclear';
		// Nobody else may take it, even before the item is settled.
		ledger.own(record, effectId);
		return { record };
	}

	/** Whether a plan that has no record of its own has certainly none. */
	private withoutRecord(plan: Plan, candidates: Candidates): Verdict {
		const { records, older } = candidates;
		const doubtful = this.mayBeOurs(candidates)
			? older.filter((record) => !this.isAnotherRows(plan, record))
			: [];
		const unclear = [...records, ...doubtful].some(
			(record) => this.nearness(plan, record) !== OTHER && !this.isSought(plan, record),
		);
		return unclear ? 'unclear' : 'missing';
	}

	/** How near a record is to what a plan asked for; another's is something else. */
	private nearness({ request, effectId }: Plan, record: IDataObject): number {
		if (!this.ledger.isFree(record, effectId)) return OTHER;
		return nearness(this.rule, record, this.rule.sent(request));
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

	/** Whether a record is nearer to what another effect asks for whose outcome is not known either. */
	private isSought(plan: Plan, record: IDataObject): boolean {
		const ours = this.nearness(plan, record);
		if (ours === EXACT) return false;
		return this.ledger.isSought(plan.effectId, (sent) => {
			const theirs = nearness(this.rule, record, sent);
			return theirs >= ALIKE && theirs > ours;
		});
	}

	/** Whether a record is exactly what another row of the run asks for, and not what this one does. */
	private isAnotherRows(plan: Plan, record: IDataObject): boolean {
		if (this.nearness(plan, record) === EXACT) return false;
		const rows = this.rows.get(referenceIn(this.rule, record)) ?? [];
		return rows.some((sent) => nearness(this.rule, record, sent) === EXACT);
	}
}
