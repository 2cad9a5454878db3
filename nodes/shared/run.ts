// Runs one operation over all input items: plan, send, give back in input order.
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { carryOutPlans } from './deliver/carryOut';
import type { Delivery } from './deliver/deliver';
import type { Failure, Outcome } from './contract/failure';
import { errorItem, nodeError, succeeded } from './contract/failure';
import { effectsOf, forget, type Effects } from './deliver/memory';
import type { Operation, Provider, Resource } from './contract/operation';
import { planItem, type Plan } from './plan/plan';
import { cancelled } from './send/repeat';
import { setUpRun, type ItemOutcome, type Run } from './setUp';

/** Items planned before n8n gets its turn. */
const PLANNED_AT_ONCE = 200;

/**
 * Executes a provider's node. Output: one item per record, in input order, each paired to its input item.
 * In stop mode the first failure is thrown (NodeOperationError for bad input, found before anything is
 * sent; else NodeApiError); in the continue modes every failed item gives an error item.
 */
export async function runNode(
	context: IExecuteFunctions,
	provider: Provider,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const itemCount = context.getInputData().length;
	if (itemCount === 0) return [[]];
	const run = await setUpRun(context, provider, resources, itemCount);
	if (!run.ok) {
		if (!context.continueOnFail()) throw nodeError(context.getNode(), run.failure, 0, '');
		return [Array.from({ length: itemCount }, (_, i) => errorItem(run.failure, provider.id, i))];
	}
	await carryOut(run.value, await planItems(run.value));
	run.value.sender.notes.tell(context, provider.name);
	return [run.value.outcomes.flatMap((outcome, i) => outputItems(provider, outcome, i))];
}

/**
 * Plans every item. In stop mode the first bad one is thrown, before anything is sent. Planning thousands of
 * items takes a while: in between n8n gets to answer its users, and to cancel.
 */
async function planItems(run: Run): Promise<Plan[]> {
	const { context, sender, identity, outcomes } = run;
	const planning = {
		...run,
		notes: sender.notes,
		run: identity,
		chosenKeys: new Map<string, number>(),
	};
	const plans: Plan[] = [];
	for (let itemIndex = 0; itemIndex < outcomes.length; itemIndex++) {
		if (itemIndex % PLANNED_AT_ONCE === PLANNED_AT_ONCE - 1) await sleep(0);
		if (sender.signal?.aborted) break;
		const plan = planItem(planning, itemIndex);
		if (plan.ok) {
			plans.push(plan.value);
		} else if (context.continueOnFail()) {
			outcomes[itemIndex] = plan;
		} else {
			throw nodeError(context.getNode(), plan.failure, itemIndex, 'Nothing was sent for any item.');
		}
	}
	return plans;
}

/** Sends what is planned and fills in the outcomes. Throws the first failure in stop mode. */
async function carryOut(run: Run, plans: Plan[]): Promise<void> {
	const { context, operation, sender, outcomes } = run;
	const continues = context.continueOnFail();
	const retries = context.getNode().retryOnFail === true;
	const effects = retries ? effectsOf(run.identity) : undefined;
	const startedAt = Date.now();
	let first: { failure: Failure; itemIndex: number } | undefined;
	const stopped = () => sender.signal?.aborted === true || (first !== undefined && !continues);
	const settle: Delivery['settle'] = (plan, outcome) => {
		outcomes[plan.itemIndex] = simplified(operation, plan, outcome);
		if (!outcome.ok) first ??= { failure: outcome.failure, itemIndex: plan.itemIndex };
		if (effects) rememberEffect(effects, plan, outcome, startedAt);
	};
	const toDo = plans.filter((plan) => {
		const earlier = plan.effect === undefined ? undefined : effects?.done.get(plan.effect);
		if (earlier) settle(plan, succeeded(earlier));
		run.remembered.push(...(earlier ?? []));
		return !earlier;
	});
	if (toDo.length < plans.length) sender.notes.add('remembered', plans.length - toDo.length);
	for (const plan of toDo) plan.openSince = effects?.open.get(plan.effect ?? '');
	await carryOutPlans(run, toDo, stopped, settle);
	if (sender.signal?.aborted) first = { failure: cancelled(), itemIndex: 0 };
	// n8n tries a node again when it throws, and in the continue modes when its first item is an error.
	if (outcomes.every((outcome) => outcome?.ok)) forget(run.identity);
	if (first && (!continues || sender.signal?.aborted)) {
		throw nodeError(
			context.getNode(),
			first.failure,
			first.itemIndex,
			progress(operation, outcomes),
		);
	}
}

/** Notes for the node's next try what became of an effect. */
function rememberEffect(
	{ done, open }: Effects,
	{ effect, openSince }: Plan,
	outcome: Outcome<IDataObject[]>,
	startedAt: number,
): void {
	if (effect === undefined) return;
	if (outcome.ok) done.set(effect, outcome.value);
	else if (outcome.failure.effect === 'unknown') open.set(effect, openSince ?? startedAt);
	else open.delete(effect);
}

function simplified(
	operation: Operation,
	plan: Plan,
	outcome: Outcome<IDataObject[]>,
): ItemOutcome {
	if (!outcome.ok || !plan.simplify || !operation.simplify) return outcome;
	return succeeded(outcome.value.map(operation.simplify));
}

function outputItems(
	provider: Provider,
	outcome: ItemOutcome,
	itemIndex: number,
): INodeExecutionData[] {
	if (!outcome) return [];
	if (!outcome.ok) return [errorItem(outcome.failure, provider.id, itemIndex)];
	return outcome.value.map((json) => ({ json, pairedItem: { item: itemIndex } }));
}

/** How many items had been completed when the run stopped, and what running again means for them. */
function progress(operation: Operation, outcomes: ItemOutcome[]): string {
	const done = outcomes.filter((outcome) => outcome?.ok).length;
	const count = `${done} of ${outcomes.length} ${outcomes.length === 1 ? 'item' : 'items'} had been completed.`;
	if (done === 0) return count;
	return operation.repeat === 'safe'
		? `${count} Running again repeats them, which does no harm.`
		: `${count} Running again carries them out once more: leave them out first, or set On Error to continue.`;
}
