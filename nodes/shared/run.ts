// The door of the nodes. Runs one operation over all input items: plan, send, give back in input order.
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { failed, ownFailure, succeeded, type Outcome } from './contract/failure';
import { findOperation, type Operation, type Resource } from './contract/operation';
import type { Provider } from './contract/provider';
import { carryOut } from './deliver/carryOut';
import { Settlement } from './deliver/settle';
import { runIdentity } from './plan/identity';
import { readOptions } from './plan/options';
import { Parameters } from './plan/parameters';
import { planItem, type Plan, type Planning } from './plan/plan';
import { cancelled, type Sender } from './send/repeat';
import { openSender } from './send/sender';
import { nodeError } from './tell/errors';
import { errorItem, outputItems } from './tell/output';

/** Items planned before n8n gets its turn. */
const PLANNED_AT_ONCE = 200;

/** What all items of a run share. */
interface Run {
	operation: Operation;
	planning: Planning;
	sender: Sender;
	settlement: Settlement;
}

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
	const begun = await begin(context, provider, resources, itemCount);
	if (!begun.ok) {
		if (!context.continueOnFail()) throw nodeError(context.getNode(), begun.failure, 0, '');
		return [Array.from({ length: itemCount }, (_, i) => errorItem(begun.failure, provider.id, i))];
	}
	const run = begun.value;
	await carryOut(run, run.settlement.recall(await planItems(context, run, itemCount)));
	end(context, run, itemCount);
	run.sender.notes.tell(context, provider.name);
	return [run.settlement.results().flatMap((result, i) => outputItems(provider.id, result, i))];
}

/** Begins a run, or says why it cannot begin: unknown operation, options out of range, incomplete credential. */
async function begin(
	context: IExecuteFunctions,
	provider: Provider,
	resources: Resource[],
	itemCount: number,
): Promise<Outcome<Run>> {
	const parameters = new Parameters(context);
	const [resource, name] = [parameters.read('resource', 0), parameters.read('operation', 0)];
	const operation = findOperation(resources, resource, name);
	if (!operation) {
		return failed(
			ownFailure(`There is no operation "${String(name)}" for the resource "${String(resource)}"`, {
				hint: 'Choose the resource and the operation again.',
			}),
		);
	}
	const options = readOptions(provider, parameters);
	if (!options.ok) return options;
	const signal = context.getExecutionCancelSignal();
	const sender = await openSender(context, provider, options.value, signal);
	if (!sender.ok) return sender;
	const { notes } = sender.value;
	const run = runIdentity(context);
	return succeeded({
		operation,
		planning: {
			provider,
			operation,
			parameters,
			notes,
			run,
			chosenKeys: new Map<string, number>(),
		},
		sender: sender.value,
		settlement: new Settlement(operation, itemCount, run, notes, {
			signal,
			continues: context.continueOnFail(),
			triedAgain: context.getNode().retryOnFail === true,
		}),
	});
}

/**
 * Plans every item. In stop mode the first bad one is thrown, before anything is sent. Planning thousands of
 * items takes a while: in between n8n gets to answer its users, and to cancel.
 */
async function planItems(
	context: IExecuteFunctions,
	{ planning, sender, settlement }: Run,
	itemCount: number,
): Promise<Plan[]> {
	const plans: Plan[] = [];
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		if (itemIndex % PLANNED_AT_ONCE === PLANNED_AT_ONCE - 1) await sleep(0);
		if (sender.signal?.aborted) break;
		const plan = planItem(planning, itemIndex);
		if (plan.ok) {
			plans.push(plan.value);
		} else if (context.continueOnFail()) {
			settlement.refuse(itemIndex, plan.failure);
		} else {
			throw nodeError(context.getNode(), plan.failure, itemIndex, 'Nothing was sent for any item.');
		}
	}
	return plans;
}

/** Ends the run. Throws its first failure in stop mode. */
function end(
	context: IExecuteFunctions,
	{ operation, sender, settlement }: Run,
	itemCount: number,
): void {
	settlement.end();
	const aborted = sender.signal?.aborted === true;
	const first = aborted ? { failure: cancelled(), itemIndex: 0 } : settlement.first;
	if (!first || (context.continueOnFail() && !aborted)) return;
	const told = progress(operation, settlement.completed, itemCount);
	throw nodeError(context.getNode(), first.failure, first.itemIndex, told);
}

/** How many items had been completed when the run stopped, and what running again means for them. */
function progress({ repeat }: Operation, completed: number, itemCount: number): string {
	const count = `${completed} of ${itemCount} ${itemCount === 1 ? 'item' : 'items'} had been completed.`;
	if (completed === 0) return count;
	return repeat === 'safe'
		? `${count} Running again repeats them, which does no harm.`
		: `${count} Running again carries them out once more: leave them out first, or set On Error to continue.`;
}
