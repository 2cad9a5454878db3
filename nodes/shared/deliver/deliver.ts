// Carries out plans that create, change or read single records: many in one request where the API takes
// batches, with refused records taken out and lost answers looked up.
import type { IDataObject } from 'n8n-workflow';
import { unexpectedAnswer } from '../send/answers';
import { joined, positionOf, recordsInOrder } from './batch';
import type { Failure, Outcome } from '../contract/failure';
import { failed, succeeded } from '../contract/failure';
import type {
	AlreadyDoneRule,
	Operation,
	ProviderRequest,
	ProviderResponse,
	Repeat,
} from '../contract/operation';
import { pause } from '../send/pace';
import type { Plan } from '../plan/plan';
import type { Reconciler } from './reconcile';
import { backoff, sendRepeatedly, TIME_BUDGET, withRetryTime, type Sender } from '../send/repeat';

/** What carrying out needs of its run. */
export interface Delivery {
	operation: Operation;
	sender: Sender;
	reconciler: Reconciler | undefined;
	/** The most records in one request; made smaller when the provider says so. */
	batchSize: number;
	/** Whether nothing more is to be sent. */
	stopped: () => boolean;
	/** Takes what became of one item. */
	settle: (plan: Plan, outcome: Outcome<IDataObject[]>) => void;
}

/** Sends the plans as one request, and deals with what comes back until every one of them is settled. */
export async function deliver(delivery: Delivery, plans: Plan[]): Promise<void> {
	const { operation, sender, reconciler } = delivery;
	const sentAt = Math.min(Date.now(), ...plans.map(({ openSince }) => openSince ?? Infinity));
	const deadline = Date.now() + TIME_BUDGET;
	let pending = await withoutOpen(delivery, plans);
	for (let round = 0; pending.length > 0 && !delivery.stopped();) {
		const request = joined(operation, pending, round);
		const repeat = request.repeat ?? operation.repeat;
		const sending = ask(delivery, pending, request, repeat);
		const answer = await (reconciler ? reconciler.track(pending, sending) : sending);
		if (answer.ok) {
			answer.value.forEach((record, i) => complete(delivery, pending[i]!, record));
			return;
		}
		const { failure } = answer;
		if (operation.alreadyDone && failure.code === operation.alreadyDone.code) {
			await settleDone(delivery, operation.alreadyDone, pending, request);
			return;
		}
		const lost =
			failure.effect === 'unknown' && (repeat === 'reconciled' || isStaleReplay(failure, pending));
		if (reconciler && lost) {
			const wait = failure.retryAfter ?? backoff(round);
			const late = Date.now() + wait > deadline;
			// Before the look-up: what the provider still works on should be there when it is looked for.
			if (!late) await pause(wait, sender.signal);
			const missing = await lookUp(delivery, reconciler, pending, sentAt, failure);
			const notMade: Failure = { ...failure, effect: 'none' };
			if (late || missing.length === 0 || round >= sender.options.maxRetries) {
				fail(delivery, missing, late ? withRetryTime(notMade, Date.now() + wait) : notMade);
				return;
			}
			pending = missing;
			sender.notes.add('repeated');
			round++;
			continue;
		}
		const rest = withoutRejected(delivery, pending, failure);
		if (rest.length < pending.length) {
			pending = rest;
		} else if (pending.length > 1 && concernsRecords(failure)) {
			const half = Math.ceil(pending.length / 2);
			if (failure.scope === 'batchSize') delivery.batchSize = Math.min(delivery.batchSize, half);
			await deliver(delivery, pending.slice(0, half));
			await deliver(delivery, pending.slice(half));
			return;
		} else {
			fail(delivery, pending, failure);
			return;
		}
	}
}

/**
 * Settles plans whose effect an earlier try of the node left open: done where the look-up finds it, failed
 * where it cannot be looked up and must not be asked for twice. Gives back those that are still to do.
 */
async function withoutOpen(delivery: Delivery, plans: Plan[]): Promise<Plan[]> {
	const open = plans.filter(({ request, openSince }) => {
		const repeat = request.repeat ?? delivery.operation.repeat;
		return openSince !== undefined && (repeat === 'reconciled' || repeat === 'never');
	});
	if (open.length === 0) return plans;
	const since = Math.min(...open.map(({ openSince }) => openSince!));
	const failure = leftOpen(delivery);
	let missing: Plan[] = [];
	if (delivery.reconciler) {
		missing = await lookUp(delivery, delivery.reconciler, open, since, failure);
	} else {
		fail(delivery, open, failure);
	}
	return plans.filter((plan) => !open.includes(plan) || missing.includes(plan));
}

function leftOpen({ sender }: Delivery): Failure {
	return {
		source: 'provider',
		message: `An earlier try of this node sent the item to ${sender.connection.provider.name} and got no answer`,
		fields: [],
		retriable: false,
		effect: 'unknown',
	};
}

/** The provider saved a failure under our key and repeats it for ever: only another key gets further. */
function isStaleReplay(failure: Failure, plans: Plan[]): boolean {
	return failure.replayed === true && plans[0]?.idempotency?.chosenByUser === false;
}

/** Settles a plan whose effect was there already with the answer of the request that stands in for it. */
async function settleDone(
	delivery: Delivery,
	{ instead, note }: AlreadyDoneRule,
	plans: Plan[],
	refused: ProviderRequest,
): Promise<void> {
	const request = instead(refused);
	const answer = await ask(delivery, plans, request, 'safe');
	if (answer.ok) {
		delivery.sender.notes.say(note);
		answer.value.forEach((record, i) => complete(delivery, plans[i]!, record));
	} else {
		fail(delivery, plans, answer.failure);
	}
}

/** Settles the plans that turn out to be done; gives back the others. */
async function lookUp(
	delivery: Delivery,
	reconciler: Reconciler,
	plans: Plan[],
	sentAt: number,
	failure: Failure,
): Promise<Plan[]> {
	const found = await reconciler.find(plans, sentAt);
	if (!found.ok) {
		// Not known and not to be found out: the item fails, and its error says so.
		fail(delivery, plans, failure);
		return [];
	}
	const done = plans.filter((plan) => found.value.get(plan));
	for (const plan of done) complete(delivery, plan, found.value.get(plan)!);
	delivery.sender.notes.add('reconciled', done.length);
	return plans.filter((plan) => !found.value.get(plan));
}

/** Fails the plans whose records the refusal names; gives back the others. */
function withoutRejected(delivery: Delivery, plans: Plan[], failure: Failure): Plan[] {
	const { batch } = delivery.operation;
	if (!batch || plans.length < 2 || !failure.records) return plans;
	const rest = [...plans];
	for (const { record, fields } of failure.records) {
		const position = positionOf(rest, record, batch.recordsKey, batch.matchBy);
		if (position < 0) continue;
		const [plan] = rest.splice(position, 1);
		fail(delivery, [plan!], { ...failure, fields });
		delivery.sender.notes.add('rejected');
	}
	return rest;
}

/** Whether a part of the batch might be accepted where the whole was refused. */
function concernsRecords(failure: Failure): boolean {
	return failure.effect === 'none' && !failure.retriable && failure.scope !== 'account';
}

/** Sends a request and reads its answer. The records it brings are claimed at once. */
async function ask(
	delivery: Delivery,
	plans: Plan[],
	request: ProviderRequest,
	repeat: Repeat,
): Promise<Outcome<IDataObject[]>> {
	const looksUp = delivery.reconciler !== undefined;
	const response = await sendRepeatedly(delivery.sender, request, repeat, looksUp);
	if (!response.ok) return response;
	const answer = readAnswer(delivery, plans, request, response.value);
	if (answer.ok) for (const record of answer.value) delivery.reconciler?.claim(record);
	return answer;
}

/** Reads an answer: the record of each plan, or that it is not what is documented. */
function readAnswer(
	{ operation, sender }: Delivery,
	plans: Plan[],
	request: ProviderRequest,
	{ body, statusCode }: ProviderResponse,
): Outcome<IDataObject[]> {
	const records = recordsInOrder(operation, plans, body as IDataObject);
	return records
		? succeeded(records)
		: failed(unexpectedAnswer(sender.connection.provider, request, statusCode));
}

function complete(delivery: Delivery, plan: Plan, record: IDataObject): void {
	delivery.settle(plan, succeeded([record]));
}

function fail(delivery: Delivery, plans: Plan[], failure: Failure): void {
	for (const plan of plans) {
		const repeat = plan.request.repeat ?? delivery.operation.repeat;
		const open = failure.effect === 'unknown' && repeat !== 'safe';
		delivery.settle(plan, failed(open ? withOpenOutcome(delivery, failure) : failure));
	}
}

/** Running such an item again could do the same thing twice, so it is not called retriable. */
function withOpenOutcome({ sender }: Delivery, failure: Failure): Failure {
	const { name } = sender.connection.provider;
	const advice = `Whether ${name} carried it out is not known: look it up there before you run this item again.`;
	return { ...failure, retriable: false, hint: [failure.hint, advice].filter(Boolean).join(' ') };
}
