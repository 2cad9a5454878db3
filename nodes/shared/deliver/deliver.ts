// Carries out plans that create, change or read single records: many in one request where the API takes
// batches, with refused records taken out and lost answers reconciled.
import type { IDataObject } from 'n8n-workflow';
import { failed, succeeded, type Outcome } from '../contract/failure';
import type { ProviderRequest, Repeat } from '../contract/request';
import type { Plan } from '../plan/plan';
import { unexpectedAnswer } from '../send/answers';
import { sendRepeatedly, TIME_BUDGET } from '../send/repeat';
import { joined, positionOf, recordsInOrder } from './batch';
import { reconcile, withoutLeftOpen } from './lost';
import { complete, fail, failAll, type Delivery, type Parcel, type Sent } from './parcel';

/** What happens to a request that failed, case by case: the first that fits. Gives what is to be sent again. */
const CASES: Array<{
	fits: (sent: Sent) => boolean;
	then: (sent: Sent) => Promise<Parcel[]> | Parcel[];
}> = [
	// The effect was there before: another answer stands in for this one.
	{ fits: isAlreadyDone, then: settleAlreadyDone },
	// Nobody knows what came of it: find out, and send again only what is missing.
	{ fits: isLost, then: reconcile },
	// Some records of the batch are named: they fail, the others go again without them.
	{ fits: namesRecords, then: withoutRejected },
	// Some record of the batch, but not which, or too many of them: halve it.
	{ fits: concernsBatch, then: halves },
	{ fits: () => true, then: fail },
];

/** Sends the plans as one request, and deals with what comes back until every one of them is settled. */
export async function deliver(delivery: Delivery, plans: Plan[]): Promise<void> {
	const now = Date.now();
	const sentAt = Math.min(now, ...plans.map(({ openSince }) => openSince ?? Infinity));
	const open = await withoutLeftOpen(delivery, plans, sentAt);
	const parcels = [{ plans: open, round: 0, sentAt, deadline: now + TIME_BUDGET }];
	for (let parcel; (parcel = parcels.shift());) {
		if (parcel.plans.length === 0) continue;
		if (delivery.stopped()) return;
		const request = joined(delivery.operation, parcel.plans, parcel.round);
		const answer = await track(delivery, parcel.plans, request);
		if (answer.ok) {
			complete(delivery, parcel.plans, answer.value);
		} else {
			const sent: Sent = { ...parcel, delivery, request, failure: answer.failure };
			parcels.unshift(...(await CASES.find(({ fits }) => fits(sent))!.then(sent)));
		}
	}
}

function isAlreadyDone({ delivery: { operation }, failure }: Sent): boolean {
	return operation.alreadyDone !== undefined && failure.code === operation.alreadyDone.code;
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
	const { repeat, idempotency } = plans[0]!;
	// The provider saved a failure under our key and repeats it for ever: only another key gets further.
	const stale = failure.replayed === true && idempotency?.chosenByUser === false;
	return repeat === 'reconciled' || stale;
}

function namesRecords({ delivery: { operation }, plans, failure }: Sent): boolean {
	const { batch } = operation;
	if (!batch || plans.length < 2 || !failure.records) return false;
	return failure.records.some(({ record }) => positionOf(plans, record, batch.matchBy) >= 0);
}

/** Fails the plans whose records the refusal names. */
function withoutRejected({ delivery, failure, ...parcel }: Sent): Parcel[] {
	const { matchBy } = delivery.operation.batch!;
	const rest = [...parcel.plans];
	for (const { record, fields } of failure.records!) {
		const position = positionOf(rest, record, matchBy);
		if (position < 0) continue;
		failAll(delivery, rest.splice(position, 1), { ...failure, fields });
		delivery.sender.notes.add('rejected');
	}
	return [{ ...parcel, plans: rest }];
}

/** Whether a part of the batch might be accepted where the whole was refused. */
function concernsBatch({ plans, failure: { effect, retriable, scope } }: Sent): boolean {
	return plans.length > 1 && effect === 'none' && !retriable && scope !== 'account';
}

function halves({ delivery, plans, failure }: Sent): Parcel[] {
	const half = Math.ceil(plans.length / 2);
	if (failure.scope === 'batchSize') delivery.batchSize = Math.min(delivery.batchSize, half);
	const now = Date.now();
	return [plans.slice(0, half), plans.slice(half)].map((part) => ({
		plans: part,
		round: 0,
		sentAt: now,
		deadline: now + TIME_BUDGET,
	}));
}

/** Sends the request of plans; while it is under way no look-up takes its records for another's. */
async function track(
	delivery: Delivery,
	plans: Plan[],
	request: ProviderRequest,
): Promise<Outcome<IDataObject[]>> {
	const answer = ask(delivery, plans, request, plans[0]!.repeat);
	return await (delivery.reconciler?.track(plans, answer) ?? answer);
}

/** Sends a request and reads its answer. The records it brings are claimed at once. */
async function ask(
	{ operation, sender, reconciler }: Delivery,
	plans: Plan[],
	request: ProviderRequest,
	repeat: Repeat,
): Promise<Outcome<IDataObject[]>> {
	const response = await sendRepeatedly(sender, request, repeat, reconciler !== undefined);
	if (!response.ok) return response;
	const { body, statusCode } = response.value;
	const records = recordsInOrder(operation, plans, body as IDataObject);
	if (!records) {
		return failed(unexpectedAnswer(sender.connection.provider, request, statusCode));
	}
	for (const record of records) reconciler?.claim(record);
	return succeeded(records);
}
