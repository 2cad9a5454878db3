// Nodes: which operation, how its fields get their values, how it sends, and what n8n does with its errors.
import type { IDataObject } from 'n8n-workflow';
import { OPERATIONS, type OperationName } from '../operations';
import type { Random } from '../random';
import type { Account, NodeSettings } from '../scenario';

/** Most of them create. */
export const WEIGHTS: Record<OperationName, number> = {
	kwikCreate: 26,
	kwikUpsert: 14,
	kwikUpdate: 4,
	kwikArchive: 2,
	kwikGet: 2,
	kwikGetAll: 1,
	kwikPortal: 4,
	smarterPayCreate: 18,
	smarterPayUpdate: 4,
	smarterPayExpire: 2,
	smarterPayGetAll: 1,
	smarterPayCreateAccount: 6,
	smarterPayUpdateAccount: 2,
	makePayCreate: 16,
	makePayUpdate: 4,
	makePayEmail: 4,
	makePayUpsert: 9,
	makePayPortal: 4,
	makePayGetAll: 1,
};

/** Operations that may create something twice. */
export const CREATING: OperationName[] = [
	'kwikCreate',
	'kwikUpsert',
	'smarterPayCreate',
	'smarterPayCreateAccount',
	'makePayCreate',
	'makePayUpsert',
	'makePayEmail',
];

/** The options of a node: some of those there are. */
function optionsOf(random: Random): IDataObject {
	const options: IDataObject = {};
	if (random.chance(0.5)) options.batchSize = random.pick([1, 2, 3, 5, 100]);
	if (random.chance(0.4)) options.maxConcurrentRequests = random.pick([1, 2, 5, 30]);
	if (random.chance(0.4)) options.requestsPerSecond = random.pick([1, 2, 5, 20, 100, 1000]);
	if (random.chance(0.5)) options.maxRetries = random.pick([0, 1, 2, 4, 10]);
	if (random.chance(0.5)) options.timeout = random.pick([1000, 2000, 5000, 30_000, 300_000]);
	return options;
}

/** A node of an operation. */
export function nodeOf(
	random: Random,
	operation: OperationName,
	account: Account,
	name: string,
): NodeSettings {
	const { mapsColumns } = OPERATIONS[operation];
	return {
		workflow: `workflow ${name}`,
		node: `node ${name}`,
		operation,
		account,
		style: random.weighted({ column: 50, computed: 25, automatic: mapsColumns ? 25 : 0 }),
		volatile: random.chance(0.25),
		apiVersion: random.pick(['1.0', '1.0', '2.0']),
		simplify: random.chance(0.5),
		options: optionsOf(random),
		onError: random.weighted({
			stopWorkflow: 35,
			continueRegularOutput: 30,
			continueErrorOutput: 35,
		}),
		...(random.chance(0.45)
			? {
					retries: {
						maxTries: random.int(2, 5),
						waitBetweenTries: random.pick([1, 100, 1000, 5000]),
					},
				}
			: {}),
		...(random.chance(0.05)
			? { broken: random.pick(['credential', 'option', 'field'] as const) }
			: {}),
	};
}

export function accountOf(random: Random): Account {
	return { world: random.chance(0.85) ? 0 : 1, keys: random.chance(0.9) ? 0 : 1 };
}
