// The three ways to carry out the plans of a run: walk lists, send requests, let a list decide first and then send.
import { failed, inputFailure, succeeded } from '../contract/failure';
import type { ListReader } from '../contract/json';
import type { ListRule, Operation } from '../contract/operation';
import { withRequest, type Plan } from '../plan/plan';
import type { Sender } from '../send/repeat';
import { batchesOf } from './batch';
import { eachConcurrently } from './concurrency';
import { Decider } from './decide';
import { deliver } from './deliver';
import { listRecords } from './pages';
import type { Delivery } from './parcel';
import { Reconciler } from './reconcile';
import type { Settlement } from './settle';
import { wavesOf } from './waves';

/** What carrying out needs of its run. */
export interface Errand {
	operation: Operation;
	sender: Sender;
	settlement: Settlement;
}

/** Carries out plans in whichever way their operation needs; every one of them is settled, unless stopped. */
export async function carryOut(errand: Errand, plans: Plan[]): Promise<void> {
	const { list } = errand.operation;
	await (list ? listAll(errand, list, plans) : deliverAll(errand, plans));
}

async function deliverAll({ operation, sender, settlement }: Errand, plans: Plan[]): Promise<void> {
	const reconciler = operation.reconcile && new Reconciler(sender, operation.reconcile);
	for (const record of settlement.remembered) reconciler?.claim(record);
	const decider = operation.decide && new Decider(sender, operation.decide);
	const { stopped, settle } = settlement;
	const { batchSize, maxConcurrentRequests } = sender.options;
	const delivery: Delivery = { operation, sender, reconciler, batchSize, stopped, settle };
	for (const wave of wavesOf(operation, plans)) {
		const ready = decider ? await decided(delivery, decider, wave) : wave;
		await eachConcurrently(
			batchesOf(operation, () => delivery.batchSize, ready),
			maxConcurrentRequests,
			stopped,
			async (batch) => await deliver(delivery, batch),
		);
		if (!decider || !operation.decide?.oneAfterAnother) continue;
		for (const { itemIndex, request } of ready) {
			const record = settlement.recordOf(itemIndex);
			if (record) await decider.learn(request, record);
		}
	}
}

/** Settles the plans for which the list alone decides; gives back the others with the requests they turned into. */
async function decided(
	{ stopped, settle }: Delivery,
	decider: Decider,
	plans: Plan[],
): Promise<Plan[]> {
	const ready: Plan[] = [];
	for (const plan of plans) {
		if (stopped()) return [];
		const found = await decider.decide(plan.request);
		if (!found.ok) settle(plan, found);
		else if ('record' in found.value) settle(plan, succeeded([found.value.record]));
		else if ('problem' in found.value) settle(plan, failed(inputFailure([found.value.problem])));
		else ready.push(withRequest(plan, found.value.request));
	}
	return ready;
}

async function listAll(
	{ operation, sender, settlement: { stopped, settle } }: Errand,
	list: ListRule,
	plans: Plan[],
): Promise<void> {
	// Operations with a list give records, not a record.
	const read = operation.result as ListReader;
	await eachConcurrently(plans, sender.options.maxConcurrentRequests, stopped, async (plan) =>
		settle(plan, await listRecords(sender, plan.request, read, list, plan.limit)),
	);
}
