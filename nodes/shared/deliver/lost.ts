// Lost answers: what had its effect all the same is completed, only what is missing is sent again, and what cannot be
// told is said to be unknown.
import { providerFailure, type Failure } from '../contract/failure';
import type { Plan } from '../plan/plan';
import { monotonic, pause } from '../send/clock';
import { decideRepeat } from '../send/repeat';
import {
	complete,
	fail,
	failAll,
	inNextRound,
	type Delivery,
	type Parcel,
	type Sent,
} from './parcel';

/** The waits before each further look at a list that need not show at once what was made, in milliseconds. */
const LATER_LOOKS = [1000, 3000];

/** Finds out what came of a request whose answer was lost. */
export async function reconcile(sent: Sent): Promise<Parcel[]> {
	const { delivery, plans, attempt, deadline, failure } = sent;
	const [{ openSince }] = plans as [Plan];
	// What an execution before this one left behind took no attempt of this one, and was made at any time.
	const isFromBefore = failure.savedBefore === true && openSince === undefined;
	const sentAt = isFromBefore ? undefined : sent.sentAt;
	const { notes, options, signal } = delivery.sender;
	const { wait, givenUp: spent } = decideRepeat(
		{ ...failure, retriable: true },
		{ attempt, timeLeft: deadline - monotonic(), maxRetries: options.maxRetries, allowed: true },
	);
	const givenUp = isFromBefore ? undefined : spent;
	// Before the list is read: what the provider still works on should be there when it is looked for.
	await pause(isFromBefore ? 0 : wait, signal);
	const look = async (some: Plan[]) => await settleFound(delivery, some, sentAt, failure);
	const absent = await look(plans);
	const isRecent = failure.replayed === true && !isFromBefore;
	const missing = isRecent ? await lookAgain({ ...sent, plans: absent }, look) : absent;
	// It may be there in a form in which it is not found: it must not be made twice.
	if (failure.claimed) return fail({ ...sent, plans: missing });
	if (givenUp || delivery.settlement.stopped) {
		const notMade: Failure = {
			...(givenUp ?? failure),
			retriable: failure.retriable,
			effect: 'none',
		};
		return fail({ ...sent, plans: missing, failure: notMade });
	}
	if (missing.length > 0) notes.add('repeated');
	const attempts = isFromBefore ? attempt : attempt + 1;
	return [{ plans: inNextRound(missing), attempt: attempts, sentAt, deadline }];
}

/**
 * Looks again for what a server error that the provider saved under a key may hide, since a list may show late what was
 * made: asked for under another key it would be made twice. Where the time does not suffice, nobody knows.
 * @returns those that are still missing
 */
async function lookAgain(
	{ delivery, plans, deadline, failure }: Sent,
	look: (some: Plan[]) => Promise<Plan[]>,
): Promise<Plan[]> {
	let missing = plans;
	for (const wait of LATER_LOOKS) {
		if (missing.length === 0) break;
		if (monotonic() + wait > deadline) {
			failAll(delivery, missing, failure);
			return [];
		}
		await pause(wait, delivery.sender.signal);
		missing = await look(missing);
	}
	return missing;
}

/**
 * Settles plans whose effect an earlier try of the node left open, or that an execution which is retried may have
 * carried out: done where it is found, failed where it cannot be found out and must not be asked for twice.
 * @param isRetry whether the execution is one that a person retries
 * @returns those that are still to do
 */
export async function settleEarlier(
	delivery: Delivery,
	plans: Plan[],
	isRetry: boolean,
): Promise<Plan[]> {
	const { name } = delivery.sender.connection.provider;
	const failure = providerFailure(
		`An earlier try of this node sent the item to ${name} and got no answer`,
		{ effect: 'unknown' },
	);
	const knowsReferences = delivery.reconciler?.rule.reference !== undefined;
	// Where a list decides it tells as well, in its turn: what an earlier item is yet to change comes after that item.
	const isReconciled = ({ repeat, request }: Plan) =>
		repeat === 'reconciled' && request.lookFor === undefined;
	// An earlier try that could not tell what the first execution made has sent nothing itself.
	const looksBack = isRetry && knowsReferences;
	const before = looksBack ? plans.filter(isReconciled) : [];
	const open = plans.filter(
		(plan) =>
			plan.openSince !== undefined &&
			(plan.repeat === 'never' || (!looksBack && isReconciled(plan))),
	);
	const asked = new Set([...open, ...before]);
	const unprotected = plans.filter(
		({ repeat, openSince }) => isRetry && repeat === 'never' && openSince === undefined,
	).length;
	if (unprotected > 0) delivery.sender.notes.say(repeatedByHand(unprotected, name));
	const toDo = plans.filter((plan) => !asked.has(plan));
	if (!delivery.reconciler) {
		failAll(delivery, open, failure);
		return toDo;
	}
	const since = Math.min(...open.map(({ openSince }) => openSince!));
	const missing = [
		...(await settleFound(delivery, open, since, failure)),
		...(await settleFound(delivery, before, undefined, madeBefore(name))),
	];
	return [...toDo, ...missing].sort((a, b) => a.itemIndex - b.itemIndex);
}

/** Nothing tells what the execution before had completed of them. */
function repeatedByHand(count: number, providerName: string): string {
	const rows = count === 1 ? '1 row was' : `${count} rows were`;
	return `This execution is a retry: ${rows} sent to ${providerName} again, whether or not the execution before had completed them, since ${providerName} takes no key for this operation.`;
}

function madeBefore(providerName: string): Failure {
	return providerFailure(
		`${providerName} has a record with the same reference and partly other values, which the execution that is being retried may have made`,
		{ effect: 'unknown' },
	);
}

/** Completes the plans that turn out to be done, fails those that cannot be told; gives back the missing ones. */
async function settleFound(
	delivery: Delivery,
	plans: Plan[],
	sentAt: number | undefined,
	failure: Failure,
): Promise<Plan[]> {
	if (plans.length === 0) return [];
	const found = await delivery.reconciler!.find(plans, sentAt);
	if (!found.ok) {
		// Not known and not to be found out: the items fail, and their errors say so.
		const notRead: Failure = { ...found.failure, effect: 'unknown' };
		failAll(delivery, plans, sentAt === undefined ? notRead : failure);
		return [];
	}
	const missing: Plan[] = [];
	let done = 0;
	for (const [plan, verdict] of found.value) {
		if (verdict === 'missing') {
			missing.push({ ...plan, openSince: undefined });
			delivery.missed.set(plan.itemIndex, plan);
		} else if (verdict === 'unclear') {
			failAll(delivery, [plan], failure);
		} else {
			complete(delivery, [plan], [verdict.record]);
			done++;
		}
	}
	delivery.sender.notes.add(sentAt === undefined ? 'remembered' : 'reconciled', done);
	return missing;
}
