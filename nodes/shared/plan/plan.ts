// Plans one item: its parameters read and checked, its request built. Nothing is sent here.
import type { IDataObject } from 'n8n-workflow';
import { failed, inputFailure, succeeded, thrownFailure, type Outcome } from '../contract/failure';
import type { Operation } from '../contract/operation';
import type { Provider } from '../contract/provider';
import type { ProviderRequest, Repeat } from '../contract/request';
import type { RunNotes } from '../tell/notes';
import { effectIdentity } from './identity';
import { ItemReader } from './item';
import type { Parameters } from './parameters';

/** What is to be done for one item. */
export interface Plan {
	itemIndex: number;
	request: ProviderRequest;
	/** The item's record where many are sent in one request. */
	record: IDataObject | undefined;
	/** What may be done when the outcome of the request is not known. */
	repeat: Repeat;
	/** How many records a list operation is to give; undefined means all. */
	limit: number | undefined;
	simplify: boolean;
	/** Names the effect the item asks for; undefined where repeating it does no harm. */
	effectId: string | undefined;
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
	const item = new ItemReader(planning, itemIndex);
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
			record: request.record,
			repeat,
			limit,
			simplify,
			effectId: repeat === 'safe' ? undefined : effectIdentity(planning.run, itemIndex, request),
			...(idempotency ? { idempotency } : {}),
		});
	} catch (error) {
		return failed(thrownFailure(error));
	}
}

/** The plan with another request, as a list decided it. */
export function withRequest(plan: Plan, request: ProviderRequest): Plan {
	return { ...plan, request, record: request.record, repeat: request.repeat ?? plan.repeat };
}

/** The idempotency key of an item: the user's own, checked, or one made from who asks for what. */
function planKey(
	{ provider, run, chosenKeys }: Planning,
	item: ItemReader,
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
