// The door of the nodes. Runs one operation over all input items: plan, send, give back in input order.
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { failed, succeeded, thrownFailure, type Failure, type Outcome } from './contract/failure';
import {
	findOperation,
	unknownOperation,
	type Operation,
	type Resource,
} from './contract/operation';
import type { Provider } from './contract/provider';
import { carryOut } from './deliver/carryOut';
import { checkedOnly, whatWouldBeSent } from './deliver/checkOnly';
import { leasesOf, type Leases } from './deliver/leases';
import { Settlement } from './deliver/settle';
import { setsAgain } from './deliver/waves';
import { callerOf, type Caller } from './plan/identity';
import { readOptions, type Options } from './plan/options';
import { Parameters } from './plan/parameters';
import { planItem, rowName, withLabels, withoutValue, type Plan, type Planning } from './plan/plan';
import { cancelled, type Sender } from './send/repeat';
import { openSender } from './send/sender';
import { nodeError, progress } from './tell/errors';
import { errorItem, hasReservedColumns, looksFailed, recordItems, RESERVED } from './tell/output';

/** Items planned before n8n gets its turn. */
const PLANNED_AT_ONCE = 200;

/** What all items of a run share. */
interface Run {
	operation: Operation;
	options: Options;
	planning: Planning;
	sender: Sender;
	caller: Caller;
	leases: Leases;
}

/** What a run begins with. */
interface Beginning extends Pick<Planning, 'provider' | 'operation' | 'parameters'> {
	context: IExecuteFunctions;
	caller: Caller;
	leases: Leases;
}

/**
 * Executes a provider's node. Output: one item per record, in input order, each paired to its input item.
 * In stop mode the first failure is thrown (NodeOperationError for bad input, found before anything is
 * sent; else NodeApiError). In the continue modes nothing is ever thrown, since n8n would pass on the input rows as if
 * they were results: every item that failed, for whatever reason, gives an error item.
 */
export async function runNode(
	context: IExecuteFunctions,
	provider: Provider,
	resources: Resource[],
): Promise<INodeExecutionData[][]> {
	const itemCount = context.getInputData().length;
	if (itemCount === 0) return [[]];
	const continues = context.continueOnFail();
	const halt = new AbortController();
	const settlement = new Settlement(itemCount, continues, halt);
	const signal = context.getExecutionCancelSignal();
	const stop = () => halt.abort();
	signal?.addEventListener('abort', stop);
	// n8n tries a node again although its execution was cancelled meanwhile.
	if (signal?.aborted) stop();
	let run: Run | undefined;
	let leases: Leases | undefined;
	let operation: Operation | undefined;
	const failRest = (failure: Failure) =>
		settlement.failRest(failure, { leases, provider: provider.name });
	try {
		const caller = callerOf(context);
		leases = leasesOf(caller);
		const parameters = new Parameters(context);
		const [resource, name] = [parameters.read('resource', 0), parameters.read('operation', 0)];
		operation = findOperation(resources, resource, name);
		const begun = operation
			? await begin({ context, provider, operation, parameters, caller, leases }, halt.signal)
			: failed<Run>(unknownOperation(resource, name));
		if (begun.ok) {
			run = begun.value;
			await work(run, settlement, continues);
		} else {
			failRest(begun.failure);
		}
	} catch (error) {
		failRest(thrownFailure(error));
	} finally {
		signal?.removeEventListener('abort', stop);
	}
	if (signal?.aborted) failRest(cancelled());
	const throws = settlement.first !== undefined && !continues;
	const items = throws ? [] : outputOf(context, provider, settlement, run, operation);
	if (leases) settlement.end(leases, throws || looksFailed(items));
	if (settlement.first && throws) {
		const { failure, itemIndex } = signal?.aborted
			? { failure: cancelled(), itemIndex: settlement.first.itemIndex }
			: settlement.first;
		throw nodeError(context.getNode(), run ? withLabels(run.planning, failure) : failure, {
			itemIndex,
			...(run && !signal?.aborted ? { row: rowName(run.planning, itemIndex) } : {}),
			...(run
				? { progress: progress(settlement, settlement.mayBeRepeated, run.leases.isLater) }
				: {}),
		});
	}
	run?.sender.notes.tell(context, provider.name);
	return [items];
}

/** The items of all rows; rows that failed give error items. */
function outputOf(
	context: IExecuteFunctions,
	provider: Provider,
	settlement: Settlement,
	run: Run | undefined,
	operation: Operation | undefined,
): INodeExecutionData[] {
	const rows = context.getInputData().map(({ json }) => json);
	const notes = run?.sender.notes;
	const including = run?.options.includeInputFields ?? false;
	if (including && rows.some(hasReservedColumns)) notes?.say(RESERVED);
	if (run && !run.options.checkOnly)
		for (const sentence of run.operation.tell?.(settlement.done()) ?? []) notes?.say(sentence);
	return settlement.results(operation?.simplify).flatMap((outcome, itemIndex) => {
		if (!outcome) return [];
		if (outcome.ok)
			return recordItems(outcome.value, itemIndex, including ? rows[itemIndex] : undefined);
		const failure = run ? withLabels(run.planning, outcome.failure) : outcome.failure;
		const row = run && rowName(run.planning, itemIndex);
		return [errorItem(failure, provider.id, itemIndex, row)];
	});
}

/** Begins a run, or says why it cannot begin: options out of range, incomplete credential. */
async function begin(
	{ context, provider, operation, parameters, caller, leases }: Beginning,
	signal: AbortSignal,
): Promise<Outcome<Run>> {
	const options = readOptions(provider, operation, parameters);
	if (!options.ok) return options;
	const sender = await openSender(context, provider, options.value.sending, signal);
	if (!sender.ok) return sender;
	const { notes, connection } = sender.value;
	const { apiVersion } = connection;
	const chosenKeys = new Map<string, number>();
	return succeeded({
		operation,
		options: options.value,
		planning: { provider, operation, parameters, notes, chosenKeys, apiVersion },
		sender: sender.value,
		caller,
		leases,
	});
}

async function work(run: Run, settlement: Settlement, continues: boolean): Promise<void> {
	const plans = await planItems(run, settlement);
	// In stop mode a bad item is told before anything is sent for any.
	if (settlement.first && !continues) return;
	const { operation, options, sender, caller, leases } = run;
	const unprotected = withoutValue(run.planning, plans);
	if (unprotected) sender.notes.warn(unprotected);
	if (options.checkOnly) {
		checkOnly(run, settlement, plans);
		return;
	}
	const toDo = settlement.lease(plans, leases, setsAgain(operation));
	sender.notes.add('remembered', plans.length - toDo.length);
	await carryOut({ operation, sender, settlement, isRetry: caller.isRetry }, toDo);
}

/** Gives out what would be sent, and sends nothing. */
function checkOnly({ operation, sender }: Run, settlement: Settlement, plans: Plan[]): void {
	for (const plan of plans) {
		const shown = whatWouldBeSent(sender.connection, operation, plan);
		settlement.settle({ ...plan, output: 'raw' }, succeeded([shown]));
	}
	sender.notes.say(checkedOnly(plans.length, settlement.itemCount));
	const done = plans.map(({ request }) => ({ request, record: undefined }));
	for (const sentence of operation.tell?.(done) ?? []) sender.notes.say(sentence);
}

/**
 * Plans every item. Planning thousands of items takes a while: in between n8n gets to answer its users, and to cancel.
 */
async function planItems({ planning, leases }: Run, settlement: Settlement): Promise<Plan[]> {
	const plans: Plan[] = [];
	for (let itemIndex = 0; itemIndex < settlement.itemCount; itemIndex++) {
		if (itemIndex % PLANNED_AT_ONCE === PLANNED_AT_ONCE - 1) await sleep(0);
		if (settlement.stopped) break;
		// What an earlier try left open or completed stands, whatever the item would ask for by now.
		const earlier = leases.earlier(itemIndex);
		const plan = earlier ? succeeded(earlier) : planItem(planning, itemIndex);
		if (plan.ok) plans.push(plan.value);
		else settlement.refuse(itemIndex, plan.failure);
	}
	return plans;
}
