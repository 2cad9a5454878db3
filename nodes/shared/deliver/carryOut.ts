// The three ways to carry out the plans of a run: walk lists, send requests, let a list decide first and then send.
import type { IDataObject } from 'n8n-workflow';
import { failed, inputFailure, ownFailure, thrownFailure } from '../contract/failure';
import type { ListReader } from '../contract/json';
import type { ListRule, Operation } from '../contract/operation';
import { withRequest, type Plan } from '../plan/plan';
import { monotonic } from '../send/clock';
import type { Sender } from '../send/repeat';
import { batchesOf } from './batch';
import { eachConcurrently } from './concurrency';
import { Decider } from './decide';
import { deliver } from './deliver';
import { tellDoubles } from './doubles';
import { ledgerOf } from './ledger';
import { settleEarlier } from './lost';
import { listRecords } from './pages';
import { failAll, type Delivery } from './parcel';
import { Reconciler } from './reconcile';
import type { Settlement } from './settle';
import { concernedBy, wavesOf } from './waves';

/** What carrying out needs of its run. */
export interface Errand {
	operation: Operation;
	sender: Sender;
	settlement: Settlement;
	/** Whether the execution is one that a person retries: what it asks for may have been done before. */
	isRetry: boolean;
}

/** Carries out plans in whichever way their operation needs; every one of them is settled, unless stopped. */
export async function carryOut(errand: Errand, plans: Plan[]): Promise<void> {
	const { operation, sender } = errand;
	if (operation.list) return await listAll(errand, operation.list, plans);
	const ledger = ledgerOf(sender.connection.account);
	const reconciler = reconcilerFor(errand, plans);
	const { batchSize } = sender.options;
	const missed = new Map<number, Plan>();
	const delivery: Delivery = { ...errand, ledger, reconciler, batchSize, missed };
	const startedAt = monotonic();
	// What a list decides must not change under its feet: of two runs, the later one sees what the first made.
	const names = new Set(
		plans
			.filter((plan) => learns(operation, plan) || makesReference(operation, plan))
			.flatMap((plan) => concernedBy(operation, plan) ?? []),
	);
	// Of two retries of one execution, the later one sees what the first made.
	const effects = errand.isRetry ? plans.flatMap(({ effectId }) => effectId ?? []) : [];
	const letGo = await ledger.hold([...names, ...effects], sender.signal);
	try {
		await deliverAll(delivery, await settleEarlier(delivery, plans, errand.isRetry));
	} finally {
		letGo();
	}
	await tellDoubles(delivery, startedAt);
}

function reconcilerFor({ operation, sender }: Errand, plans: Plan[]): Reconciler | undefined {
	const { reconcile: rule } = operation;
	if (!rule) return undefined;
	const rows = plans.map(({ request }) => rule.sent(request));
	return new Reconciler(sender, rule, ledgerOf(sender.connection.account), rows);
}

/** Whether a list decides what an item needs, and must see what the items before it made. */
function learns({ decide = {} }: Operation, { request: { lookFor = {} } }: Plan): boolean {
	return Object.keys(lookFor).some((name) => decide[name]?.oneAfterAnother);
}

/** Whether an item creates a record with a reference that a list may look for. */
function makesReference({ reconcile }: Operation, { repeat }: Plan): boolean {
	return repeat === 'reconciled' && reconcile?.reference !== undefined;
}

async function deliverAll(delivery: Delivery, plans: Plan[]): Promise<void> {
	const { operation, sender, settlement } = delivery;
	const decider = operation.decide && new Decider(sender, operation.decide);
	// What items asked for of which nobody knows what came of it.
	const unclear = new Set<string | undefined>();
	for (const wave of wavesOf(operation, plans)) {
		const ready = decider ? await decided(delivery, decider, wave, unclear) : wave;
		for (const plan of decider ? ready : [])
			if (makesReference(operation, plan)) delivery.missed.set(plan.itemIndex, plan);
		// What different names stood for may turn out to be the same record.
		for (const apart of decider ? wavesOf(operation, ready) : [ready]) {
			await eachConcurrently(
				batchesOf(operation, () => delivery.batchSize, apart),
				sender.options.maxConcurrentRequests,
				sender.signal,
				async (batch) => await deliverSafely(delivery, batch),
			);
		}
		if (!decider) continue;
		for (const { itemIndex, request, repeat } of ready) {
			const record = settlement.recordOf(itemIndex);
			if (record) await decider.learn(request, record);
			// What may have been made must not be made again by the next item: the list is read anew.
			else if (settlement.isUnknown(itemIndex)) {
				decider.forget(request);
				if (repeat === 'keyed') unclear.add(request.concerns);
			}
		}
	}
}

const MADE_BY_ANOTHER_ROW = ownFailure(
	'An earlier row asks for the same, and what became of it is not known: nothing was sent for this one',
	{ hint: 'Look the earlier one up at the provider, then run this row again.', retriable: true },
);

/** An answer so odd that it breaks the engine fails its own items, and no others. */
async function deliverSafely(delivery: Delivery, batch: Plan[]): Promise<void> {
	try {
		await deliver(delivery, batch);
	} catch (error) {
		const open = batch.filter((plan) => !delivery.settlement.isSettled(plan));
		failAll(delivery, open, { ...thrownFailure(error), source: 'provider', effect: 'unknown' });
	}
}

/** Settles the plans for which the list alone decides; gives back the others with the requests they turned into. */
async function decided(
	{ settlement, sender }: Delivery,
	decider: Decider,
	plans: Plan[],
	unclear: Set<string | undefined>,
): Promise<Plan[]> {
	const ready: Plan[] = [];
	const { maxConcurrentRequests } = sender.options;
	await eachConcurrently(plans, maxConcurrentRequests, sender.signal, async (plan) => {
		if (settlement.stopped) return;
		const found = await decider.decide(plan.request);
		if (found.ok && found.value.note) sender.notes.say(found.value.note);
		if (!found.ok) settlement.settle(plan, found);
		else if ('record' in found.value) settlement.find(plan, found.value.record);
		else if ('problem' in found.value)
			settlement.settle(plan, failed(inputFailure([found.value.problem])));
		// An earlier item may have made it, and the list need not show it yet.
		else if (plan.request.concerns !== undefined && unclear.has(plan.request.concerns))
			settlement.settle(plan, failed(MADE_BY_ANOTHER_ROW));
		else ready.push(withRequest(plan, found.value.request));
	});
	return settlement.stopped ? [] : ready.sort((a, b) => a.itemIndex - b.itemIndex);
}

async function listAll(
	{ operation, sender, settlement }: Errand,
	list: ListRule,
	plans: Plan[],
): Promise<void> {
	await eachConcurrently(
		plans,
		sender.options.maxConcurrentRequests,
		sender.signal,
		async (plan) => {
			// Operations with a list give records, not a record.
			const read = (body: IDataObject) =>
				operation.result(body, plan.request) as ReturnType<ListReader>;
			const records = await listRecords(sender, plan.request, read, list, plan.limit);
			settlement.settle(plan, records);
		},
	);
}
