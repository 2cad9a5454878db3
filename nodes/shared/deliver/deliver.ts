// Carries out plans that create, change or read single records: many in one request where the API takes
// batches, with refused records taken out and lost answers reconciled.
import type { IDataObject } from 'n8n-workflow';
import { failed, succeeded, type Outcome } from '../contract/failure';
import type { ProviderRequest, Repeat } from '../contract/request';
import type { Plan } from '../plan/plan';
import { unexpectedAnswer } from '../send/answers';
import { monotonic } from '../send/clock';
import { sendRepeatedly, TIME_BUDGET } from '../send/repeat';
import { joined, recordsInOrder, rejectedPlans } from './batch';
import { isGivenBack } from './givenBack';
import { contradictions } from './likeness';
import { reconcile } from './lost';
import { aboutChosenKey, anotherAnswer, otherEffect } from './notOurs';
import {
	complete,
	fail,
	failAll,
	hasFurtherKey,
	inNextRound,
	type Delivery,
	type Parcel,
	type Sent,
} from './parcel';

/** What happens to a request that failed, case by case: the first that fits. Gives what is to be sent again. */
const CASES: Array<{
	fits: (sent: Sent) => boolean;
	then: (sent: Sent) => Promise<Parcel[]> | Parcel[];
}> = [
	// The effect was there before: another answer stands in for this one.
	{ fits: isAlreadyDone, then: settleAlreadyDone },
	// Nobody knows what came of it: find out, and send again only what is missing.
	{ fits: isLost, then: reconcile },
	// The provider repeats a refusal that it saved under our key: nothing came of that, so another key may.
	{ fits: isSavedRefusal, then: withNextKey },
	// Some records of the batch are named: they fail, the others go again without them.
	{ fits: namesRecords, then: withoutRejected },
	// Some record of the batch, but not which. After the first refusal a run that stops sends nothing more.
	{ fits: (sent) => concernsBatch(sent) && stopsAt(sent), then: failTogether },
	// Else, or where it is too large: halve it.
	{ fits: concernsBatch, then: halves },
	{ fits: () => true, then: fail },
];

/** Sends the plans as one request, and deals with what comes back until every one of them is settled. */
export async function deliver(delivery: Delivery, plans: Plan[]): Promise<void> {
	const now = monotonic();
	// A key is the same in a retry: what came of it then may be there since any time.
	const sentAt =
		delivery.isRetry && plans[0]!.repeat === 'keyed'
			? undefined
			: Math.min(now, ...plans.map(({ openSince }) => openSince ?? Infinity));
	const parcels: Parcel[] = [{ plans, attempt: 0, sentAt, deadline: now + TIME_BUDGET }];
	for (let parcel; (parcel = parcels.shift());) {
		if (parcel.plans.length === 0) continue;
		if (delivery.settlement.stopped) return;
		const request = joined(delivery.operation, parcel.plans);
		const answer = await tracked(delivery, parcel.plans, request);
		if (answer.ok) {
			complete(delivery, parcel.plans, answer.value);
		} else {
			const { chosenKey } = parcel.plans[0]!;
			const { name } = delivery.sender.connection.provider;
			const failure = chosenKey ? aboutChosenKey(answer.failure, name) : answer.failure;
			// What is wrong with one row is told to that row only: it may hold a person's data.
			if (parcel.plans.length > 1) failure.fields = [];
			const sent: Sent = { ...parcel, delivery, request, failure };
			parcels.unshift(...(await CASES.find(({ fits }) => fits(sent))!.then(sent)));
		}
	}
}

function isAlreadyDone({ delivery, failure, request }: Sent): boolean {
	const { alreadyDone } = delivery.operation;
	return (
		alreadyDone !== undefined && failure.code === alreadyDone.code && alreadyDone.fits(request)
	);
}

async function settleAlreadyDone(sent: Sent): Promise<Parcel[]> {
	const { delivery, plans, request } = sent;
	const { instead, note } = delivery.operation.alreadyDone!;
	const answer = await ask(delivery, plans, instead(request), 'safe');
	if (!answer.ok) return fail({ ...sent, failure: answer.failure });
	delivery.sender.notes.say(note);
	complete(delivery, plans, answer.value);
	return [];
}

function isLost({ delivery, plans, failure }: Sent): boolean {
	if (!delivery.reconciler || failure.effect !== 'unknown') return false;
	// A failure that the provider saved under our key it repeats for ever: only another key gets further.
	return plans[0]!.repeat === 'reconciled' || (failure.replayed === true && hasFurtherKey(plans));
}

function isSavedRefusal({ plans, failure }: Sent): boolean {
	return failure.replayed === true && failure.effect === 'none' && hasFurtherKey(plans);
}

/** A saved answer costs no attempt: nothing was tried. */
function withNextKey({ plans, attempt, sentAt, deadline }: Sent): Parcel[] {
	return [{ plans: inNextRound(plans), attempt, sentAt, deadline }];
}

function namesRecords({ delivery: { operation }, plans, failure }: Sent): boolean {
	const { batch } = operation;
	if (!batch || plans.length < 2 || !failure.records) return false;
	return rejectedPlans(plans, failure.records, batch.matchBy).size > 0;
}

/** Fails the plans whose records the refusal names. */
function withoutRejected({ delivery, failure, plans, ...parcel }: Sent): Parcel[] {
	const { attempt, sentAt, deadline } = parcel;
	const { matchBy } = delivery.operation.batch!;
	const rejected = rejectedPlans(plans, failure.records!, matchBy);
	for (const [plan, fields] of rejected) failAll(delivery, [plan], { ...failure, fields });
	delivery.sender.notes.add('rejected', rejected.size);
	const rest = plans.filter((plan) => !rejected.has(plan));
	return [{ plans: rest, attempt, sentAt, deadline }];
}

/** Whether a part of the batch might be accepted where the whole was refused. */
function concernsBatch({ plans, failure: { effect, retriable, scope } }: Sent): boolean {
	return plans.length > 1 && effect === 'none' && !retriable && scope !== 'account';
}

function stopsAt({ delivery: { settlement }, failure }: Sent): boolean {
	return !settlement.continues && failure.scope !== 'batchSize';
}

function failTogether(sent: Sent): Parcel[] {
	const { plans, failure, delivery } = sent;
	const { name } = delivery.sender.connection.provider;
	const [first, last] = [plans[0]!, plans.at(-1)!].map(({ itemIndex }) => itemIndex + 1);
	const which = `${name} refused ${plans.length} rows together, from row ${first} to row ${last}, and does not say which one is wrong; none of them was carried out. With On Error set to continue, the node sends smaller batches until it is found.`;
	const hint = [failure.hint, which].filter(Boolean).join(' ');
	return fail({ ...sent, failure: { ...failure, hint, scope: 'batch' } });
}

function halves({ delivery, plans, failure, sentAt }: Sent): Parcel[] {
	const half = Math.ceil(plans.length / 2);
	if (failure.scope === 'batchSize') delivery.batchSize = Math.min(delivery.batchSize, half);
	const deadline = monotonic() + TIME_BUDGET;
	return [plans.slice(0, half), plans.slice(half)].map((part) => ({
		plans: part,
		attempt: 0,
		sentAt,
		deadline,
	}));
}

/** Sends the request of plans; while it is under way nobody takes its records for another's. */
async function tracked(
	delivery: Delivery,
	plans: Plan[],
	request: ProviderRequest,
): Promise<Outcome<IDataObject[]>> {
	const answer = ask(delivery, plans, request, plans[0]!.repeat);
	const { reconciler, ledger } = delivery;
	if (!reconciler) return await answer;
	const sent = plans.map((plan) => reconciler.rule.sent(plan.request));
	plans.forEach(({ effectId }, i) => ledger.seek(effectId, sent[i]!));
	return await ledger.track(sent, answer);
}

/** Sends a request and reads its answer. The records it brings are owned at once. */
async function ask(
	{ operation, sender, settlement, reconciler, ledger }: Delivery,
	plans: Plan[],
	request: ProviderRequest,
	repeat: Repeat,
): Promise<Outcome<IDataObject[]>> {
	settlement.start(plans);
	const askedAt = monotonic();
	const response = await sendRepeatedly(sender, request, repeat, reconciler !== undefined);
	if (!response.ok) return response;
	const { provider } = sender.connection;
	const { body, statusCode, isSecond } = response.value;
	const records = recordsInOrder(operation, plans, body as IDataObject);
	if (!records) return failed(unexpectedAnswer(provider, request, statusCode));
	if (operation.sent && isGivenBack(provider, operation, response.value, records[0]!, askedAt)) {
		const isChosen = plans[0]!.chosenKey !== undefined;
		const otherwise = contradictions(records[0]!, operation.sent(plans[0]!.request));
		if (otherwise.length > 0) return failed(otherEffect(provider.name, otherwise, isChosen));
		// What this run sent itself, and got no answer to, is its own.
		if (isChosen && !isSecond) {
			sender.notes.add('givenBack');
			settlement.giveBack(plans);
		}
	}
	if (operation.isFor && !operation.isFor(records[0]!, request))
		return failed(anotherAnswer(provider.name, request));
	plans.forEach((plan, i) => ledger.own(records[i]!, plan.effectId));
	return succeeded(records);
}
