// Runs one operation over all input items: plan, send, give back in input order.
import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { eachConcurrently } from './concurrency';
import type { Connection } from './connection';
import { connect, unexpectedAnswer } from './connection';
import { findOperation } from './description';
import type { Failure, Outcome } from './failures';
import { errorItem, failed, nodeError, succeeded } from './failures';
import type { Operation, Provider, Resource } from './operation';
import type { RunOptions } from './options';
import { readOptions } from './options';
import { listRecords } from './pages';
import { Parameters } from './parameters';
import type { Plan } from './plan';
import { planItem } from './plan';

/** The records of one item, or why there are none. */
type ItemOutcome = Outcome<IDataObject[]>;

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
	const parameters = new Parameters(context);
	const outcomes = await outcomesOf(context, provider, resources, parameters, itemCount);
	return [outcomes.flatMap((outcome, itemIndex) => outputItems(provider, outcome, itemIndex))];
}

async function outcomesOf(
	context: IExecuteFunctions,
	provider: Provider,
	resources: Resource[],
	parameters: Parameters,
	itemCount: number,
): Promise<ItemOutcome[]> {
	const setUp = await setUpRun(context, provider, resources, parameters);
	if (!setUp.ok) {
		if (!context.continueOnFail()) throw nodeError(context.getNode(), setUp.failure, 0, '');
		return new Array<ItemOutcome>(itemCount).fill(setUp);
	}
	const { operation } = setUp.value;
	const outcomes = new Array<ItemOutcome | undefined>(itemCount).fill(undefined);
	const plans: Plan[] = [];
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		const plan = planItem(provider, operation, parameters, itemIndex);
		if (plan.ok) {
			plans.push(plan.value);
		} else if (context.continueOnFail()) {
			outcomes[itemIndex] = plan;
		} else {
			throw nodeError(context.getNode(), plan.failure, itemIndex, 'Nothing was sent for any item.');
		}
	}
	await carryOutPlans(context, setUp.value, plans, outcomes);
	addNotes(context, plans);
	return outcomes as ItemOutcome[];
}

/** What all items of a run share. */
interface RunSetUp {
	operation: Operation;
	options: RunOptions;
	connection: Connection;
}

async function setUpRun(
	context: IExecuteFunctions,
	provider: Provider,
	resources: Resource[],
	parameters: Parameters,
): Promise<Outcome<RunSetUp>> {
	const [resource, name] = [parameters.read('resource', 0), parameters.read('operation', 0)];
	const operation = findOperation(resources, resource, name);
	if (!operation) return failed(unknownOperation(String(resource), String(name)));
	const options = readOptions(provider, parameters);
	if (!options.ok) return options;
	const connection = await connect(context, provider, options.value);
	if (!connection.ok) return connection;
	return succeeded({ operation, options: options.value, connection: connection.value });
}

/** Sends what is planned and fills in the outcomes. Throws the first failure in stop mode. */
async function carryOutPlans(
	context: IExecuteFunctions,
	{ operation, options, connection }: RunSetUp,
	plans: Plan[],
	outcomes: Array<ItemOutcome | undefined>,
): Promise<void> {
	const cancelSignal = context.getExecutionCancelSignal();
	let first: { failure: Failure; itemIndex: number } | undefined;
	const stopped = () =>
		cancelSignal?.aborted === true || (first !== undefined && !context.continueOnFail());
	await eachConcurrently(plans, options.maxConcurrentRequests, stopped, async (plan) => {
		const outcome = await carryOut(connection, operation, plan);
		outcomes[plan.itemIndex] = outcome;
		if (!outcome.ok) first ??= { failure: outcome.failure, itemIndex: plan.itemIndex };
	});
	if (cancelSignal?.aborted) first = { failure: cancelled(), itemIndex: 0 };
	else if (context.continueOnFail()) return;
	if (first) {
		throw nodeError(
			context.getNode(),
			first.failure,
			first.itemIndex,
			progress(operation, outcomes),
		);
	}
}

async function carryOut(
	connection: Connection,
	operation: Operation,
	plan: Plan,
): Promise<ItemOutcome> {
	const records = operation.list
		? await listRecords(connection, operation, plan.request, plan.limit)
		: await singleRecord(connection, operation, plan);
	if (!records.ok || !plan.simplify || !operation.simplify) return records;
	return succeeded(records.value.map(operation.simplify));
}

async function singleRecord(
	connection: Connection,
	operation: Operation,
	plan: Plan,
): Promise<ItemOutcome> {
	const response = await connection.send(plan.request);
	if (!response.ok) return response;
	const { body, statusCode } = response.value;
	const record = operation.result(body as IDataObject);
	if (record === undefined) {
		return failed(unexpectedAnswer(connection.provider, plan.request, statusCode));
	}
	return succeeded(Array.isArray(record) ? record : [record]);
}

function outputItems(
	provider: Provider,
	outcome: ItemOutcome,
	itemIndex: number,
): INodeExecutionData[] {
	if (!outcome.ok) return [errorItem(outcome.failure, provider.id, itemIndex)];
	return outcome.value.map((json) => ({ json, pairedItem: { item: itemIndex } }));
}

/** How many items had been completed when the run stopped, and what running again means for them. */
function progress(operation: Operation, outcomes: Array<ItemOutcome | undefined>): string {
	const done = outcomes.filter((outcome) => outcome?.ok).length;
	const count = `${done} of ${outcomes.length} ${outcomes.length === 1 ? 'item' : 'items'} had been completed.`;
	if (done === 0) return count;
	return operation.repeat === 'safe'
		? `${count} Running again repeats them, which does no harm.`
		: `${count} Running again carries them out once more: leave them out first, or set On Error to continue.`;
}

function addNotes(context: IExecuteFunctions, plans: Plan[]): void {
	const notes = new Set(plans.flatMap(({ request }) => request.note ?? []));
	for (const message of notes) context.addExecutionHints({ message, location: 'outputPane' });
}

function unknownOperation(resource: string, operation: string): Failure {
	return {
		source: 'input',
		message: `There is no operation "${operation}" for the resource "${resource}"`,
		hint: 'Choose the resource and the operation again.',
		fields: [],
		retriable: false,
		effect: 'none',
	};
}

function cancelled(): Failure {
	return {
		source: 'input',
		message: 'The execution was cancelled',
		fields: [],
		retriable: true,
		effect: 'none',
	};
}
