// Plans one item: its parameters read and checked, its request built. Nothing is sent here.
import type { IDataObject } from 'n8n-workflow';
import {
	failed,
	inputFailure,
	succeeded,
	thrownFailure,
	type Failure,
	type Outcome,
} from '../contract/failure';
import type { Operation } from '../contract/operation';
import type { Provider } from '../contract/provider';
import type { ProviderRequest, Repeat } from '../contract/request';
import { AVOID_DUPLICATES_BY } from '../form/commonFields';
import type { RunNotes } from '../tell/notes';
import { keyOf } from './identity';
import { ItemReader } from './item';
import type { Parameters } from './parameters';
import { Source } from './source';

/** How much of a record comes out: the few fields most need, everything, or the fields that are named. */
export type Output = 'simplified' | 'raw' | string[];

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
	output: Output;
	/** Names the effect the item asks for, once it is leased; undefined where repeating it does no harm. */
	effectId?: string;
	/** Counts the idempotency keys of the effect that led nowhere. */
	round: number;
	/** Since when, by the monotonic clock, an earlier try has asked for the effect without learning the outcome. */
	openSince?: number;
	/** The idempotency key of what the user says tells the item from all others. */
	chosenKey?: string;
}

/** What planning needs to know of its run. */
export interface Planning {
	provider: Provider;
	operation: Operation;
	parameters: Parameters;
	notes: RunNotes;
	/** What the user says tells items from all others, with the item it was first used for. */
	chosenKeys: Map<string, number>;
	apiVersion: string;
}

/** The plan of one item, or the failure that names its wrong fields. */
export function planItem(planning: Planning, itemIndex: number): Outcome<Plan> {
	const { operation } = planning;
	const item = new ItemReader(planning, itemIndex);
	try {
		const request = operation.request(item);
		const limit = operation.list ? item.limit() : undefined;
		const output = operation.simplify ? outputOf(item) : 'raw';
		const repeat = request.repeat ?? operation.repeat;
		const chosenKey = repeat === 'keyed' ? chosenKeyOf(planning, item, request) : undefined;
		if (item.problems.length > 0) return failed(inputFailure(item.problems));
		if (request.note) planning.notes.say(request.note);
		planning.notes.remark(item.remarks);
		return succeeded({
			itemIndex,
			request,
			record: request.record,
			repeat,
			limit,
			output,
			round: 0,
			...(chosenKey === undefined ? {} : { chosenKey }),
		});
	} catch (error) {
		return failed(thrownFailure(error));
	}
}

/**
 * What a person calls an item: its row, counted from 1 as in a sheet, and what it goes by. Nothing where there is one
 * row only, and nothing that it goes by.
 */
export function rowName(planning: Planning, itemIndex: number): string | undefined {
	const row = `Row ${itemIndex + 1}`;
	try {
		const name = new Source(planning, itemIndex).name();
		if (name !== undefined) return `${row} (${name})`;
		return planning.parameters.rowCount > 1 ? row : undefined;
	} catch {
		// An expression that cannot be evaluated is told as such.
		return row;
	}
}

/** A failure whose fields have the labels of the editor where the provider names them as on the wire. */
export function withLabels(planning: Planning, failure: Failure): Failure {
	if (failure.source !== 'provider' || failure.fields.length === 0) return failure;
	const source = new Source(planning, 0);
	const fields = failure.fields.map((problem) => {
		const label = source.labelOfWire(problem.field);
		return label === undefined ? problem : { ...problem, label };
	});
	return { ...failure, fields };
}

/** How much of the record an item asks for. */
function outputOf(item: ItemReader): Output {
	const chosen = item.text('output');
	// Only tools have the choice.
	if (chosen === undefined) return item.flag('simplify') ? 'simplified' : 'raw';
	if (chosen !== 'selected') return chosen === 'raw' ? 'raw' : 'simplified';
	const fields = (item.text('outputFields') ?? '').split(',').map((name) => name.trim());
	const named = fields.filter((name) => name !== '');
	if (named.length === 0) item.refuseMissing('outputFields');
	return named;
}

/** The plan with another request, as a list decided it. */
export function withRequest(plan: Plan, request: ProviderRequest): Plan {
	return { ...plan, request, record: request.record, repeat: request.repeat ?? plan.repeat };
}

/**
 * The idempotency key of what the user says tells an item from all others: any text. It is the same in every workflow,
 * execution and process, and another one for each endpoint, as providers count keys; it must never be made in another
 * way, or what was made before would be made again.
 */
function chosenKeyOf(
	{ provider, chosenKeys }: Planning,
	item: ItemReader,
	{ path }: ProviderRequest,
): string | undefined {
	// The same letters may be written in several ways, as files of a Mac do.
	const chosen = item.setting(AVOID_DUPLICATES_BY)?.normalize('NFC');
	if (chosen === undefined) return undefined;
	const usedBy = chosenKeys.get(chosen);
	if (usedBy !== undefined) {
		item.refuse(
			AVOID_DUPLICATES_BY,
			`is the same as that of row ${usedBy + 1}, whose answer it would get: make it different for each row with an expression`,
			chosen,
		);
	}
	// An item that is refused uses no key.
	if (item.isSound) chosenKeys.set(chosen, item.index);
	return keyOf(JSON.stringify([provider.id, path, chosen]), 0);
}

/**
 * What to tell where a run is to avoid duplicates by a value that some rows, or all of them, do not have: an empty cell
 * or a misspelt column would switch it off in silence.
 */
export function withoutValue(
	{ operation, parameters, chosenKeys }: Planning,
	plans: Plan[],
): string | undefined {
	const asks = operation.properties.some(({ name }) => name === AVOID_DUPLICATES_BY);
	if (!asks || (chosenKeys.size === 0 && parameters.isFixed(AVOID_DUPLICATES_BY))) return undefined;
	const count = plans.filter(({ chosenKey }) => chosenKey === undefined).length;
	if (count === 0) return undefined;
	return count === 1
		? '1 row has no value for Avoid Duplicates By: a new run creates it once more.'
		: `${count} rows have no value for Avoid Duplicates By: a new run creates them once more.`;
}
