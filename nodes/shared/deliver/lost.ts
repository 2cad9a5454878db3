// Lost answers: what had its effect all the same is completed, and only the rest is sent again.
import { providerFailure, type Failure } from '../contract/failure';
import type { Plan } from '../plan/plan';
import { pause } from '../send/pace';
import { decideRepeat } from '../send/repeat';
import { complete, fail, failAll, type Delivery, type Parcel, type Sent } from './parcel';

/** Finds out what came of a request whose answer was lost. */
export async function reconcile(sent: Sent): Promise<Parcel[]> {
	const { delivery, plans, round, sentAt, deadline, failure } = sent;
	const { notes, options, signal } = delivery.sender;
	const { maxRetries } = options;
	const attempt = { attempt: round, deadline, maxRetries, allowed: true };
	const lost = { ...failure, retriable: true };
	const { wait, givenUp } = decideRepeat(lost, attempt);
	// Before the list is read: what the provider still works on should be there when it is looked for.
	await pause(wait, signal);
	const missing = await settleFound(delivery, plans, sentAt, failure);
	if (givenUp) {
		const notMade: Failure = { ...givenUp, retriable: failure.retriable, effect: 'none' };
		return fail({ ...sent, plans: missing, failure: notMade });
	}
	if (missing.length > 0) notes.add('repeated');
	return [{ plans: missing, round: round + 1, sentAt, deadline }];
}

/**
 * Settles plans whose effect an earlier try of the node left open: done where it is found, failed where it cannot be
 * found out and must not be asked for twice. Gives back those that are still to do.
 */
export async function withoutLeftOpen(
	delivery: Delivery,
	plans: Plan[],
	sentAt: number,
): Promise<Plan[]> {
	const open = plans.filter(
		({ openSince, repeat }) =>
			openSince !== undefined && (repeat === 'reconciled' || repeat === 'never'),
	);
	if (open.length === 0) return plans;
	const { name } = delivery.sender.connection.provider;
	const failure = providerFailure(
		`An earlier try of this node sent the item to ${name} and got no answer`,
		{ effect: 'unknown' },
	);
	let missing: Plan[] = [];
	if (delivery.reconciler) missing = await settleFound(delivery, open, sentAt, failure);
	else failAll(delivery, open, failure);
	return plans.filter((plan) => !open.includes(plan) || missing.includes(plan));
}

/** Completes the plans that turn out to be done; gives back the missing ones. */
async function settleFound(
	delivery: Delivery,
	plans: Plan[],
	sentAt: number,
	failure: Failure,
): Promise<Plan[]> {
	const found = await delivery.reconciler!.find(plans, sentAt);
	if (!found.ok) {
		// Not known and not to be found out: the items fail, and their errors say so.
		failAll(delivery, plans, failure);
		return [];
	}
	const done = plans.filter((plan) => found.value.get(plan));
	complete(
		delivery,
		done,
		done.map((plan) => found.value.get(plan)!),
	);
	delivery.sender.notes.add('reconciled', done.length);
	return plans.filter((plan) => !found.value.get(plan));
}
