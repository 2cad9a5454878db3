// What became of each item of a run, and what a node's failed try remembers of it for n8n's own *Retry On Fail*.
import type { IDataObject } from 'n8n-workflow';
import { failed, succeeded, type Failure, type Outcome } from '../contract/failure';
import type { Operation } from '../contract/operation';
import type { Plan } from '../plan/plan';
import type { RunNotes } from '../tell/notes';
import { Memory } from './memory';

/** The records of one item, or why there are none; undefined while that is open. */
export type ItemOutcome = Outcome<IDataObject[]> | undefined;

/** What the earlier tries of a run did, by the identity of the effect. */
interface Effects {
	/** Effects that were confirmed, with their records. */
	done: Map<string, IDataObject[]>;
	/** Effects of which it is not known whether they happened, with the time they were first asked for. */
	open: Map<string, number>;
}

/** Failed tries of the last hour, by the run they belong to. */
const tries = new Memory<Effects>(20, 60 * 60 * 1000);

/** Settles the items of one run. */
export class Settlement {
	/** As the provider sent them; simplified when they are given out. */
	private readonly outcomes: ItemOutcome[];
	private readonly simplified = new Set<number>();
	/** The first failure of the run. */
	first: { failure: Failure; itemIndex: number } | undefined;
	/** Records that an earlier try of the node gave to items of this run. */
	readonly remembered: IDataObject[] = [];
	private readonly effects: Effects | undefined;
	private readonly startedAt = Date.now();

	/** @param run see `runIdentity` */
	constructor(
		private readonly operation: Operation,
		itemCount: number,
		private readonly run: string,
		private readonly notes: RunNotes,
		private readonly mode: {
			signal: AbortSignal | undefined;
			/** Whether the run goes on after a failure. */
			continues: boolean;
			/** Whether n8n tries the node again when it fails. */
			triedAgain: boolean;
		},
	) {
		this.outcomes = new Array<ItemOutcome>(itemCount).fill(undefined);
		if (!mode.triedAgain) return;
		this.effects = tries.get(run) ?? { done: new Map(), open: new Map() };
		tries.put(run, this.effects);
	}

	/** Whether nothing more is to be sent. */
	readonly stopped = (): boolean =>
		this.mode.signal?.aborted === true || (this.first !== undefined && !this.mode.continues);

	/** Takes what became of one item. */
	readonly settle = (plan: Plan, outcome: Outcome<IDataObject[]>): void => {
		this.outcomes[plan.itemIndex] = outcome;
		if (plan.simplify) this.simplified.add(plan.itemIndex);
		if (!outcome.ok) this.first ??= { failure: outcome.failure, itemIndex: plan.itemIndex };
		this.remember(plan, outcome);
	};

	/** Takes that an item could not be planned: nothing is sent for it. */
	refuse(itemIndex: number, failure: Failure): void {
		this.outcomes[itemIndex] = failed(failure);
	}

	/** The record an item was given, as the provider sent it. */
	recordOf(itemIndex: number): IDataObject | undefined {
		const outcome = this.outcomes[itemIndex];
		return outcome?.ok ? outcome.value[0] : undefined;
	}

	/** What became of every item, as it is given out. */
	results(): ItemOutcome[] {
		const { simplify } = this.operation;
		return this.outcomes.map((outcome, i) =>
			outcome?.ok && simplify && this.simplified.has(i)
				? succeeded(outcome.value.map(simplify))
				: outcome,
		);
	}

	/** How many items are completed. */
	get completed(): number {
		return this.outcomes.filter((outcome) => outcome?.ok).length;
	}

	/** Settles what an earlier try completed, and notes what it left open; gives back what is still to do. */
	recall(plans: Plan[]): Plan[] {
		const { effects } = this;
		if (!effects) return plans;
		const toDo: Plan[] = [];
		for (const plan of plans) {
			const id = plan.effectId ?? '';
			const earlier = effects.done.get(id);
			if (!earlier) {
				toDo.push({ ...plan, openSince: effects.open.get(id) });
				continue;
			}
			this.remembered.push(...earlier);
			this.settle(plan, succeeded(earlier));
		}
		this.notes.add('remembered', plans.length - toDo.length);
		return toDo;
	}

	/** Ends the run: n8n tries a node again when it throws, and in the continue modes when its first item is an error. */
	end(): void {
		if (this.completed === this.outcomes.length) tries.delete(this.run);
	}

	/** Notes for the node's next try what became of an effect. */
	private remember({ effectId, openSince }: Plan, outcome: Outcome<IDataObject[]>): void {
		if (!this.effects || effectId === undefined) return;
		const { done, open } = this.effects;
		if (outcome.ok) done.set(effectId, outcome.value);
		else if (outcome.failure.effect === 'unknown') open.set(effectId, openSince ?? this.startedAt);
		else open.delete(effectId);
	}
}
