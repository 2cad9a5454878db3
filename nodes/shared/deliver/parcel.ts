// Plans on their way in one request, and how they are settled.
import type { IDataObject } from 'n8n-workflow';
import { failed, succeeded, withOpenOutcome, type Failure } from '../contract/failure';
import type { Operation } from '../contract/operation';
import type { ProviderRequest } from '../contract/request';
import type { Plan } from '../plan/plan';
import type { Sender } from '../send/repeat';
import type { Ledger } from './ledger';
import type { Reconciler } from './reconcile';
import type { Settlement } from './settle';

/** What carrying out needs of its run. */
export interface Delivery {
	operation: Operation;
	sender: Sender;
	settlement: Settlement;
	ledger: Ledger;
	reconciler: Reconciler | undefined;
	/** Whether the execution is one that a person retries: what it asks for may have been done before. */
	isRetry: boolean;
	/** The most records in one request; made smaller when the provider says so. */
	batchSize: number;
	/** Plans whose records a list was read for and did not hold, by their items: they are created since. */
	missed: Map<number, Plan>;
}

/** Plans that go in one request. */
export interface Parcel {
	plans: Plan[];
	/** Counts the times they were asked for anew because nothing had come of the time before. */
	attempt: number;
	/** When they were first sent, by the monotonic clock; undefined where an execution before this one may have done so. */
	sentAt: number | undefined;
	/** When the time for all attempts is over, by the same clock. */
	deadline: number;
}

/** A parcel that was sent, and what came back. */
export interface Sent extends Parcel {
	delivery: Delivery;
	request: ProviderRequest;
	failure: Failure;
}

/** Keys of an effect that may lead nowhere: each retry of an execution may have left a saved answer behind. */
const MOST_KEYS = 50;

/** Whether there is another key to ask under: it is one that the engine makes. */
export function hasFurtherKey([plan]: Plan[]): boolean {
	const { repeat, chosenKey, round } = plan!;
	return repeat === 'keyed' && chosenKey === undefined && round < MOST_KEYS;
}

/** The plans as they are asked for anew, because nothing came of the time before. */
export function inNextRound(plans: Plan[]): Plan[] {
	return plans.map((plan) => ({ ...plan, round: plan.round + 1 }));
}

/** Fails the plans: nothing is sent again. */
export function fail({ delivery, plans, failure }: Sent): Parcel[] {
	failAll(delivery, plans, failure);
	return [];
}

/** Fails plans, and says so where nobody knows whether they were carried out. */
export function failAll(
	{ settlement, sender, ledger }: Delivery,
	plans: Plan[],
	failure: Failure,
): void {
	for (const plan of plans) {
		// What an earlier try left open stays open, unless the provider has judged it since.
		const leftOpen = plan.openSince !== undefined && !failure.judged;
		const open = plan.repeat !== 'safe' && (failure.effect === 'unknown' || leftOpen);
		if (!open) ledger.settle(plan.effectId);
		settlement.settle(
			plan,
			failed(open ? withOpenOutcome(failure, sender.connection.provider.name) : failure),
		);
	}
}

/** Completes plans with their records, in the same order. */
export function complete(
	{ settlement, ledger }: Delivery,
	plans: Plan[],
	records: IDataObject[],
): void {
	plans.forEach((plan, i) => {
		ledger.own(records[i]!, plan.effectId);
		ledger.settle(plan.effectId);
		settlement.settle(plan, succeeded([records[i]!]));
	});
}
