// Plans one item: its parameters read and checked, its request built. Nothing is sent here.
import type { Failure, Outcome } from '../contract/failure';
import { failed, inputFailure, succeeded } from '../contract/failure';
import { effectIdentity } from './identity';
import { Item } from './item';
import type { RunNotes } from '../tell/notes';
import type { Operation, Provider, ProviderRequest } from '../contract/operation';
import type { Parameters } from './parameters';

/** What is to be done for one item. */
export interface Plan {
	itemIndex: number;
	request: ProviderRequest;
	/** How many records a list operation is to give; undefined means all. */
	limit: number | undefined;
	simplify: boolean;
	/** Names the effect the item asks for; undefined where repeating it does no harm. */
	effect: string | undefined;
	/** Since when an earlier try of the node has asked for the effect without learning the outcome. */
	openSince?: number | undefined;
	/** Of keyed operations. */
	idempotency?: {
		/** The key; another one for each round of asking anew, unless the user chose it. */
		key: (round: number) => string;
		chosenByUser: boolean;
	};
}

/** What planning needs to know of its run. */
export interface Planning {
	provider: Provider;
	operation: Operation;
	parameters: Parameters;
	notes: RunNotes;
	/** See `runIdentity`. */
	run: string;
	/** Keys the user chose, with the item they were first used for. */
	chosenKeys: Map<string, number>;
}

/** The plan of one item, or the failure that names its wrong fields. */
export function planItem(planning: Planning, itemIndex: number): Outcome<Plan> {
	const { operation } = planning;
	const item = new Item(planning, itemIndex);
	try {
		const request = operation.request(item);
		const limit = operation.list ? item.limit() : undefined;
		const simplify = operation.simplify !== undefined && item.flag('simplify');
		const repeat = request.repeat ?? operation.repeat;
		const idempotency = repeat === 'keyed' ? planKey(planning, item, request) : undefined;
		if (item.problems.length > 0) return failed(inputFailure(item.problems));
		if (request.note) planning.notes.say(request.note);
		return succeeded({
			itemIndex,
			request,
			limit,
			simplify,
			effect: repeat === 'safe' ? undefined : effectIdentity(planning.run, itemIndex, request),
			...(idempotency ? { idempotency } : {}),
		});
	} catch (error) {
		return failed(expressionFailure(error as Error & { description?: string | null }));
	}
}

/** The idempotency key of an item: the user's own, checked, or one made from who asks for what. */
function planKey(
	{ provider, run, chosenKeys }: Planning,
	item: Item,
	request: ProviderRequest,
): Plan['idempotency'] {
	const chosen = item.option('idempotencyKey');
	if (chosen === undefined) {
		return {
			key: (round) => effectIdentity(run, item.index, request, round),
			chosenByUser: false,
		};
	}
	const { pattern, form } = provider.idempotency!;
	if (!pattern.test(chosen)) item.refuse('idempotencyKey', `must be ${form}`);
	const usedBy = chosenKeys.get(chosen);
	if (usedBy !== undefined) {
		item.refuse(
			'idempotencyKey',
			`is the same as that of item ${usedBy}, whose answer it would get: make it different for each item with an expression`,
		);
	}
	chosenKeys.set(chosen, item.index);
	return { key: () => chosen, chosenByUser: true };
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
