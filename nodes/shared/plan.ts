// Plans one item: its parameters read and checked, its request built. Nothing is sent here.
import type { Failure, Outcome } from './failures';
import { failed, inputFailure, succeeded } from './failures';
import { Item } from './item';
import type { Operation, Provider, ProviderRequest } from './operation';
import type { Parameters } from './parameters';

/** What is to be done for one item. */
export interface Plan {
	itemIndex: number;
	request: ProviderRequest;
	/** How many records a list operation is to give; undefined means all. */
	limit: number | undefined;
	simplify: boolean;
}

/** The plan of one item, or the failure that names its wrong fields. */
export function planItem(
	provider: Provider,
	operation: Operation,
	parameters: Parameters,
	itemIndex: number,
): Outcome<Plan> {
	const { properties } = operation;
	const item = new Item({ parameters, properties, wireName: provider.wireName }, itemIndex);
	try {
		const request = operation.request(item);
		const limit = operation.list ? item.limit() : undefined;
		if (item.problems.length > 0) return failed(inputFailure(item.problems));
		const simplify = operation.simplify !== undefined && item.flag('simplify');
		return succeeded({ itemIndex, request, limit, simplify });
	} catch (error) {
		return failed(expressionFailure(error as Error & { description?: string | null }));
	}
}

/** The failure of an expression that n8n cannot evaluate for this item. */
function expressionFailure(error: Error & { description?: string | null }): Failure {
	return {
		source: 'input',
		message: error.message,
		hint: error.description ?? 'Correct the expression; nothing was sent for this item.',
		fields: [],
		retriable: false,
		effect: 'none',
	};
}
