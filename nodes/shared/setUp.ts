// What all items of a run share, found out once.
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { findOperation } from './form/nodeProperties';
import type { Failure, Outcome } from './contract/failure';
import { failed, succeeded } from './contract/failure';
import { runIdentity } from './plan/identity';
import type { Operation, Provider, Resource } from './contract/operation';
import { readOptions } from './form/options';
import { Parameters } from './plan/parameters';
import type { Sender } from './send/repeat';
import { openSender } from './send/sender';

/** The records of one item, or why there are none; undefined while that is open. */
export type ItemOutcome = Outcome<IDataObject[]> | undefined;

/** What all items of a run share. */
export interface Run {
	context: IExecuteFunctions;
	provider: Provider;
	operation: Operation;
	parameters: Parameters;
	sender: Sender;
	/** See `runIdentity`. */
	identity: string;
	outcomes: ItemOutcome[];
	/** Records that an earlier try of the node gave to items of this run. */
	remembered: IDataObject[];
}

/** Sets up a run, or says why it cannot begin: unknown operation, options out of range, incomplete credential. */
export async function setUpRun(
	context: IExecuteFunctions,
	provider: Provider,
	resources: Resource[],
	itemCount: number,
): Promise<Outcome<Run>> {
	const parameters = new Parameters(context);
	const [resource, name] = [parameters.read('resource', 0), parameters.read('operation', 0)];
	const operation = findOperation(resources, resource, name);
	if (!operation) return failed(unknownOperation(String(resource), String(name)));
	const options = readOptions(provider, parameters);
	if (!options.ok) return options;
	const signal = context.getExecutionCancelSignal();
	const sender = await openSender(context, provider, options.value, signal);
	if (!sender.ok) return sender;
	return succeeded({
		context,
		provider,
		operation,
		parameters,
		identity: runIdentity(context),
		sender: sender.value,
		outcomes: new Array<ItemOutcome>(itemCount).fill(undefined),
		remembered: [],
	});
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
