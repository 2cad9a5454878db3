// Plans one item: its parameters read and checked, its request built. Nothing is sent here.
import type { IDataObject } from 'n8n-workflow';
import { failed, inputFailure, succeeded, thrownFailure, type Outcome } from '../contract/failure';
import type { Operation } from '../contract/operation';
import type { Provider } from '../contract/provider';
import type { ProviderRequest, Repeat } from '../contract/request';
import type { RunNotes } from '../tell/notes';
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
	/** Names the effect the item asks for, once it is leased; undefined where repeating it does no harm. */
	effectId?: string;
	/** Counts the idempotency keys of the effect that led nowhere. */
	round: number;
	/** Since when, by the monotonic clock, an earlier try has asked for the effect without learning the outcome. */
	openSince?: number;
	/** The idempotency key the user chose. */
	chosenKey?: string;
}

/** What planning needs to know of its run. */
export interface Planning {
	provider: Provider;
	operation: Operation;
	parameters: Parameters;
	notes: RunNotes;
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
		const chosenKey = repeat === 'keyed' ? chosenKeyOf(planning, item) : undefined;
		if (item.problems.length > 0) return failed(inputFailure(item.problems));
		if (request.note) planning.notes.say(request.note);
		return succeeded({
			itemIndex,
			request,
			record: request.record,
			repeat,
			limit,
			simplify,
			round: 0,
			...(chosenKey === undefined ? {} : { chosenKey }),
		});
	} catch (error) {
		return failed(thrownFailure(error));
	}
}

/** The plan with another request, as a list decided it. */
export function withRequest(plan: Plan, request: ProviderRequest): Plan {
	return { ...plan, request, record: request.record, repeat: request.repeat ?? plan.repeat };
}

/** The idempotency key that the user chose for an item. */
function chosenKeyOf({ provider, chosenKeys }: Planning, item: ItemReader): string | undefined {
	const chosen = item.option('idempotencyKey');
	if (chosen === undefined) return undefined;
	const { pattern, form } = provider.idempotency!;
	if (!pattern.test(chosen)) item.refuse('idempotencyKey', `must be ${form}`);
	const usedBy = chosenKeys.get(chosen);
	if (usedBy !== undefined) {
		item.refuse(
			'idempotencyKey',
			`is the same as that of item ${usedBy}, whose answer it would get: make it different for each item with an expression`,
		);
	}
	// An item that is refused uses no key.
	if (item.isSound) chosenKeys.set(chosen, item.index);
	return chosen;
}
