// What became of each item of a run.
import type { IDataObject } from 'n8n-workflow';
import {
	failed,
	succeeded,
	withOpenOutcome,
	type Failure,
	type Outcome,
} from '../contract/failure';
import type { Done } from '../contract/operation';
import type { Plan } from '../plan/plan';
import type { Leases } from './leases';
import { shaped, type Simplify } from './shape';

/** The records of one item, or why there are none; undefined while that is open. */
export type ItemOutcome = Outcome<IDataObject[]> | undefined;

/** Settles the items of one run, each once. */
export class Settlement {
	/** As the provider sent them; simplified when they are given out. */
	private readonly outcomes: ItemOutcome[];
	private readonly plans = new Map<number, Plan>();
	/** Items of which something was sent. */
	private readonly started = new Set<number>();
	/** Items for which a list had the record already. */
	private readonly found = new Set<number>();
	/** Items for which the provider gave back what it had made under their keys before. */
	private readonly givenBack = new Set<number>();
	/** The first failure of the run. */
	first: { failure: Failure; itemIndex: number } | undefined;

	/**
	 * @param continues whether the run goes on after a failure
	 * @param halt ends the run: nothing more is sent
	 */
	constructor(
		readonly itemCount: number,
		readonly continues: boolean,
		private readonly halt: AbortController,
	) {
		this.outcomes = new Array<ItemOutcome>(itemCount).fill(undefined);
	}

	/** Whether nothing more is to be sent. */
	get stopped(): boolean {
		return this.halt.signal.aborted;
	}

	/**
	 * Settles what an earlier try completed; gives back what is still to do.
	 * @param setsAgain whether an item that is completed is to be carried out again after an earlier one that is not,
	 *   where both concern the same record: the later one holds
	 */
	lease(plans: Plan[], leases: Leases, setsAgain = false): Plan[] {
		const toDo = new Set<string | undefined>();
		return plans.flatMap((plan) => {
			this.plans.set(plan.itemIndex, plan);
			if (plan.repeat === 'safe') return [plan];
			const { concerns } = plan.request;
			const again = setsAgain && concerns !== undefined && toDo.has(concerns);
			const taken = leases.take(plan, again);
			if (!('records' in taken)) {
				toDo.add(concerns);
				return [taken];
			}
			this.settle(plan, succeeded(taken.records));
			return [];
		});
	}

	/** Notes that plans are on their way: from now on nobody can say that nothing came of them. */
	start(plans: Plan[]): void {
		for (const { itemIndex } of plans) this.started.add(itemIndex);
	}

	/** Takes what became of one item. */
	settle(plan: Plan, outcome: Outcome<IDataObject[]>): void {
		this.plans.set(plan.itemIndex, plan);
		this.set(plan.itemIndex, outcome);
	}

	/** Takes that a list has what an item asks for: nothing is sent for it. */
	find(plan: Plan, record: IDataObject): void {
		this.found.add(plan.itemIndex);
		this.settle(plan, succeeded([record]));
	}

	/** Notes that items were given what had been made before: it is none of what this run made. */
	giveBack(plans: Plan[]): void {
		for (const { itemIndex } of plans) this.givenBack.add(itemIndex);
	}

	/** Takes that an item could not be planned: nothing is sent for it. */
	refuse(itemIndex: number, failure: Failure): void {
		this.set(itemIndex, failed(failure));
	}

	/**
	 * Fails every item that is still open. What an earlier try completed is given out all the same, and of what it left
	 * open nobody knows.
	 */
	failRest(
		failure: Failure,
		{ leases, provider }: { leases?: Leases | undefined; provider?: string } = {},
	): void {
		for (let itemIndex = 0; itemIndex < this.itemCount; itemIndex++) {
			if (this.outcomes[itemIndex]) continue;
			const earlier = leases?.earlier(itemIndex);
			const taken = earlier && leases!.take(earlier);
			if (taken) {
				if ('records' in taken) this.settle(earlier, succeeded(taken.records));
				else this.settle(taken, failed(withOpenOutcome(failure, provider ?? '')));
				continue;
			}
			const { repeat } = this.plans.get(itemIndex) ?? {};
			const unknown = this.started.has(itemIndex) && repeat !== 'safe';
			this.set(
				itemIndex,
				failed(unknown ? { ...failure, effect: 'unknown', retriable: false } : failure),
			);
		}
	}

	isSettled({ itemIndex }: Plan): boolean {
		return this.outcomes[itemIndex] !== undefined;
	}

	/** The record an item was given, as the provider sent it. */
	recordOf(itemIndex: number): IDataObject | undefined {
		const outcome = this.outcomes[itemIndex];
		return outcome?.ok ? outcome.value[0] : undefined;
	}

	/** Whether nobody knows what came of an item. */
	isUnknown(itemIndex: number): boolean {
		const outcome = this.outcomes[itemIndex];
		return outcome?.ok === false && outcome.failure.effect === 'unknown';
	}

	/** What became of every item, as it is given out. */
	results(simplify: Simplify | undefined): ItemOutcome[] {
		return this.outcomes.map((outcome, i) => {
			const { output = 'raw' } = this.plans.get(i) ?? {};
			return outcome?.ok
				? succeeded(outcome.value.map((record) => shaped(record, output, simplify)))
				: outcome;
		});
	}

	/** What was asked for and what came of it, of every item that is completed and was not given back. */
	done(): Done[] {
		return [...this.plans].flatMap(([itemIndex, { request }]) => {
			const outcome = this.outcomes[itemIndex];
			if (!outcome?.ok || this.givenBack.has(itemIndex)) return [];
			const found = this.found.has(itemIndex);
			return outcome.value.map((record) => ({ request, record, found }));
		});
	}

	/** Whether carrying out everything once more does no harm; it goes by the items, which may differ. */
	get mayBeRepeated(): boolean {
		return [...this.plans.values()].every(
			({ repeat, chosenKey }) => repeat === 'safe' || chosenKey !== undefined,
		);
	}

	/** Whether every item could be planned. */
	get isPlanned(): boolean {
		return this.plans.size > 0;
	}

	/** How many items are completed. */
	get completed(): number {
		return this.outcomes.filter((outcome) => outcome?.ok).length;
	}

	/** Tells the leases what became of their effects, and whether n8n will try the node again. */
	end(leases: Leases, willBeTriedAgain: boolean): void {
		for (const [itemIndex, plan] of this.plans) {
			const outcome = this.outcomes[itemIndex];
			if (outcome && plan.effectId !== undefined) leases.settle(plan, outcome);
		}
		leases.end(willBeTriedAgain);
	}

	private set(itemIndex: number, outcome: Outcome<IDataObject[]>): void {
		this.outcomes[itemIndex] = outcome;
		if (outcome.ok) return;
		this.first ??= { failure: outcome.failure, itemIndex };
		if (!this.continues) this.halt.abort();
	}
}
