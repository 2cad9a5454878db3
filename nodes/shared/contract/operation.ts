// The shapes an operation and a resource are made of. The engine knows nothing else of them.
import type { IDataObject } from 'n8n-workflow';
import { ownFailure, type Failure } from './failure';
import type { Field, FieldProblem } from './field';
import type { Item } from './item';
import type { ListReader } from './json';
import type { ProviderRequest, Repeat } from './request';

/** How a list comes in pages. */
export interface Paging {
	sizeParameter: string;
	numberParameter: string;
	/** The largest page the API takes. */
	maxSize: number;
	/** A hard stop against endless lists. */
	maxPages: number;
	/** What tells two records apart. */
	identity: (record: IDataObject) => string;
	/** Whether new records come at the end of the list only, so that its pages do not shift while they are read. */
	growsAtEnd?: (request: ProviderRequest) => boolean;
}

/** How an operation that lists records walks pages and narrows what came. */
export interface ListRule {
	/** Without it the whole list is one request. */
	paging?: Paging;
	/** What the API's filters do not promise: says which records belong to this request; undefined where all do. */
	keep?: (request: ProviderRequest) => ((record: IDataObject) => boolean) | undefined;
}

/** How an operation's records are sent many at once. */
export interface BatchRule {
	/** The array of the request's body that holds the records. */
	recordsKey: string;
	/** The field by which an answer's records, whose order is not promised, are told apart. */
	matchBy: string;
}

/** How to find out whether a request whose answer was lost had its effect. */
export interface ReconcileRule {
	/** The list that shows records made since a moment (epoch milliseconds); all of them where there is none. */
	list: (request: ProviderRequest, since: number | undefined) => ProviderRequest;
	records: ListReader;
	/** What the request of one item asks to be stored. */
	sent: (request: ProviderRequest) => IDataObject;
	/** Whether a stored record may be the effect of a sent one. Whether anything contradicts it is judged besides. */
	matches: (stored: IDataObject, sent: IDataObject) => boolean;
	/**
	 * The field that holds the owner's own reference, where records have one that was given on creation: what has the
	 * same reference and says the same is the same, whenever it was made.
	 */
	reference?: string;
	/** What to do about a reference that turns out to be there twice, in a sentence. */
	whenTwice?: string;
	/** When a record was made, by the provider's clock (epoch milliseconds). */
	createdAt: (stored: IDataObject) => number;
	/** How much earlier than the request the record may seem to be made, in milliseconds. */
	tolerance: number;
}

/** What an item turns into once the list has been read; with a sentence for the hint in the output panel. */
export type Decision = (
	{ request: ProviderRequest } | { record: IDataObject } | { problem: FieldProblem }
) & { note?: string };

/** A list that is fetched once per run, before anything else, to decide what each item needs. */
export interface DecideRule {
	/** The list an item's request needs; equal requests of a run share one call. */
	request: (planned: ProviderRequest, apiVersion: string) => ProviderRequest;
	records: ListReader;
	/** Without it the whole list is one request. */
	paging?: Paging;
	/** Everything a record can be looked for by. */
	keysOf: (record: IDataObject) => string[];
	/** What is looked for instead where nothing is found. */
	fallback?: string;
	/** What the item turns into, given the records found for what it looks for. */
	use: (planned: ProviderRequest, found: IDataObject[], key: string) => Decision;
	/** Items that look for the same are carried out one after another, each finding what the one before made. */
	oneAfterAnother?: boolean;
	/** What it does, for *Check Only*, which asks the provider nothing: "finds the customer by its reference". */
	purpose: string;
}

/** A refusal that says the effect is there already, and the request whose answer stands in for it. */
export interface AlreadyDoneRule {
	code: string;
	/** Whether the request asked for that effect and nothing else. */
	fits: (request: ProviderRequest) => boolean;
	instead: (request: ProviderRequest) => ProviderRequest;
	/** A sentence for the hint in the output panel. */
	note: string;
}

/** What was asked for and what came of it; in *Check Only* nothing came of it. */
export interface Done {
	request: ProviderRequest;
	record: IDataObject | undefined;
	/** A list had the record already: nothing was sent for it. */
	found?: boolean;
}

/** One operation of a node: what the editor shows, and two pure functions. */
export interface Operation {
	name: string;
	value: string;
	action: string;
	description: string;
	/** Properties below the operation's selector; `displayOptions` for the operation are added by the engine. */
	properties: Field[];
	/** Nothing is changed by it. */
	readsOnly?: boolean;
	/** Where a record is changed: how a field is emptied, which leaving it out does not do; or nothing to say. */
	changes?: string;
	/** Parameters that say which row an error is about, the best one first. */
	namedBy?: string[];
	repeat: Repeat;
	/** Parameters → request. Problems are reported through the item, not thrown. */
	request: (item: Item) => ProviderRequest;
	/** Answer → record, or records where `list` or `batch` is set; undefined when the answer is not what is documented. */
	result: (body: IDataObject, request: ProviderRequest) => IDataObject | IDataObject[] | undefined;
	list?: ListRule;
	batch?: BatchRule;
	reconcile?: ReconcileRule;
	/** By the names under which requests look for something, in the order in which they decide. */
	decide?: Record<string, DecideRule>;
	/** Whether a record is that of a request: a proxy may mix up two answers. Where it is told by the key of a batch, none. */
	isFor?: (record: IDataObject, request: ProviderRequest) => boolean;
	/** What the record of an item holds if it is the one that was asked for: an answer from before is held against it. */
	sent?: (request: ProviderRequest) => IDataObject;
	/**
	 * What tells an answer that is repeated under its key where the provider does not mark it: its status, and when the
	 * record was made, by the provider's clock (epoch milliseconds).
	 */
	repeated?: { statusCode: number; createdAt: (record: IDataObject) => number };
	alreadyDone?: AlreadyDoneRule;
	/** Record → the few fields most workflows need. Shown as the *Simplify* switch, which is part of `properties`. */
	simplify?: (record: IDataObject) => IDataObject;
	/** Where an open link can be given back in place of a new one: what makes two the same, for the form. */
	reuse?: string;
	/** Sentences on what a run has done, for the hint in the output panel. */
	tell?: (done: Done[]) => string[];
}

/** A group of operations on the same thing. */
export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
	/** The operation chosen when a node is dropped on the canvas. */
	defaultOperation: Operation;
}

/** Finds an operation by the values of the two selectors. */
export function findOperation(
	resources: Resource[],
	resource: unknown,
	operation: unknown,
): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}

/** The failure of a node whose selectors name no operation. */
export function unknownOperation(resource: unknown, operation: unknown): Failure {
	return ownFailure(
		`There is no operation "${String(operation)}" for the resource "${String(resource)}"`,
		{ hint: 'Choose the resource and the operation again.' },
	);
}
