// The three ways to carry out the plans of a run: walk lists, send requests, look up first and then send.
import type { IDataObject } from 'n8n-workflow';
import { eachConcurrently } from './concurrency';
import { batchesOf } from './batch';
import { deliver, type Delivery } from './deliver';
import { failed, inputFailure, succeeded } from '../contract/failure';
import { LookUps } from './decide';
import { listRecords } from './pages';
import type { Plan } from '../plan/plan';
import { Reconciler } from './reconcile';
import { sendRepeatedly } from '../send/repeat';
import { inRounds } from './waves';
import type { Run } from '../setUp';

/** Carries out plans in whichever way their operation needs; every one of them is settled, unless stopped. */
export async function carryOutPlans(
	run: Run,
	plans: Plan[],
	stopped: () => boolean,
	settle: Delivery['settle'],
): Promise<void> {
	await (run.operation.list ? listAll : deliverAll)(run, plans, stopped, settle);
}

async function deliverAll(
	{ operation, sender, remembered }: Run,
	plans: Plan[],
	stopped: () => boolean,
	settle: Delivery['settle'],
): Promise<void> {
	const { batchSize, maxConcurrentRequests } = sender.options;
	const reconciler = operation.reconcile && new Reconciler(sender, operation.reconcile);
	for (const record of remembered) reconciler?.claim(record);
	const delivery: Delivery = { operation, sender, reconciler, batchSize, stopped, settle };
	const send = async (ready: Plan[]) =>
		await eachConcurrently(
			batchesOf(operation, () => delivery.batchSize, ready),
			maxConcurrentRequests,
			stopped,
			async (batch) => await deliver(delivery, batch),
		);
	const lookUps = operation.lookUp && new LookUps(sender, operation.lookUp);
	for (const round of inRounds(operation, plans)) {
		if (lookUps) await deliverLookedUp(delivery, lookUps, round, send);
		else await send(round);
	}
}

/** Decides by look-ups what each item is to do, then does it. */
async function deliverLookedUp(
	delivery: Delivery,
	lookUps: LookUps,
	plans: Plan[],
	send: (ready: Plan[]) => Promise<void>,
): Promise<void> {
	const ready: Plan[] = [];
	for (const plan of plans) {
		if (delivery.stopped()) return;
		const found = await lookUps.resolve(plan.request);
		if (!found.ok) delivery.settle(plan, found);
		else if ('record' in found.value) delivery.settle(plan, succeeded([found.value.record]));
		else if ('problem' in found.value)
			delivery.settle(plan, failed(inputFailure([found.value.problem])));
		else ready.push({ ...plan, request: found.value.request });
	}
	const made: Array<[Plan, IDataObject]> = [];
	const { settle } = delivery;
	delivery.settle = (plan, outcome) => {
		settle(plan, outcome);
		if (outcome.ok && outcome.value[0]) made.push([plan, outcome.value[0]]);
	};
	await send(ready);
	delivery.settle = settle;
	if (!delivery.operation.lookUp?.oneAfterAnother) return;
	for (const [plan, record] of made) await lookUps.learn(plan.request, record);
}

async function listAll(
	{ operation, sender }: Run,
	plans: Plan[],
	stopped: () => boolean,
	settle: Delivery['settle'],
): Promise<void> {
	const connection = {
		...sender.connection,
		send: async (request: Plan['request']) => await sendRepeatedly(sender, request, 'safe'),
	};
	await eachConcurrently(plans, sender.options.maxConcurrentRequests, stopped, async (plan) => {
		settle(plan, await listRecords(connection, operation, plan.request, plan.limit));
	});
}
