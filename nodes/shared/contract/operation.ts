// The shapes an operation, a resource and a provider are made of. The engine knows nothing else of them.
import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestMethods,
} from 'n8n-workflow';
import type { Field, FieldProblem } from './field';
import type { Item } from '../plan/item';

/**
 * What may be sent twice when the outcome of the first time is not known:
 * `safe` anything goes · `keyed` an idempotency key makes it safe · `reconciled` only after looking the
 * effect up · `never`.
 */
export type Repeat = 'safe' | 'keyed' | 'reconciled' | 'never';

/** One request to the provider, without host and credentials. */
export interface ProviderRequest {
	method: IHttpRequestMethods;
	/** Path below the provider's base URL; values in it are percent-encoded (see `path`). */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	/** Sent in the provider's idempotency header. */
	idempotencyKey?: string;
	/** What the item looks for where its operation has a look-up; undefined when this item needs none. */
	lookFor?: string;
	/** Where this very request differs from its operation. */
	repeat?: Repeat;
	/** A sentence for the hint in the node's output panel. */
	note?: string;
}

/** How an operation that lists records walks pages and narrows what came. */
export interface ListRule {
	/** Page parameters; without them the whole list is one request. */
	paging?: {
		sizeParameter: string;
		numberParameter: string;
		/** The largest page the API takes. */
		maxSize: number;
		/** A hard stop against endless lists. */
		maxPages: number;
		/** What tells two records apart. */
		identity: (record: IDataObject) => string;
	};
	/** What the API's filters do not promise: says which records belong to this request. */
	keep?: (request: ProviderRequest) => (record: IDataObject) => boolean;
}

/** How an operation's records are sent many at once. */
export interface BatchRule {
	/** The array of the request's body that holds the records; a request of one item has one. */
	recordsKey: string;
	/** The field by which an answer's records, whose order is not promised, are told apart. */
	matchBy: string;
}

/** How to find out whether a request whose answer was lost had its effect. */
export interface ReconcileRule {
	/** The list that shows records made since a moment (epoch milliseconds). */
	list: (request: ProviderRequest, since: number) => ProviderRequest;
	/** The list's records; undefined when the answer is not what is documented. */
	records: (body: IDataObject) => IDataObject[] | undefined;
	/** What a request asked to be stored, as one record for each of its items. */
	sent: (request: ProviderRequest) => IDataObject;
	/** Whether a stored record may be the effect of a sent one. */
	matches: (stored: IDataObject, sent: IDataObject) => boolean;
	/** When a record was made, by the provider's clock (epoch milliseconds). */
	createdAt: (stored: IDataObject) => number;
	/** How much earlier than the request the record may seem to be made, in milliseconds. */
	tolerance: number;
}

/** What an item turns into after its look-up. */
export type LookedUp =
	{ request: ProviderRequest } | { record: IDataObject } | { problem: FieldProblem };

/** A list that is fetched once per run, before anything else, to decide what each item needs. */
export interface LookUpRule {
	/** The list an item's request needs; equal requests of a run share one call. */
	request: (planned: ProviderRequest) => ProviderRequest;
	/** The list's records; undefined when the answer is not what is documented. */
	records: (body: IDataObject) => IDataObject[] | undefined;
	/** Everything a record can be looked for by. */
	keysOf: (record: IDataObject) => string[];
	/** What is looked for instead where nothing is found. */
	fallback?: string;
	/** What the item turns into, given the records found for its `lookFor`. */
	use: (planned: ProviderRequest, found: IDataObject[]) => LookedUp;
	/** Items that look for the same are carried out one after another, each finding what the one before made. */
	oneAfterAnother?: boolean;
}

/** A refusal that says the effect is there already, and the request whose answer stands in for it. */
export interface AlreadyDoneRule {
	code: string;
	instead: (request: ProviderRequest) => ProviderRequest;
	/** A sentence for the hint in the output panel. */
	note: string;
}

/** One operation of a node: what the editor shows, and two pure functions. */
export interface Operation {
	name: string;
	value: string;
	action: string;
	description: string;
	/** Properties below the operation's selector; `displayOptions` for the operation are added by the engine. */
	properties: Field[];
	repeat: Repeat;
	/** Parameters → request. Problems are reported through the item, not thrown. */
	request: (item: Item) => ProviderRequest;
	/** Answer → record, or records where `list` or `batch` is set; undefined when the answer is not what is documented. */
	result: (body: IDataObject) => IDataObject | IDataObject[] | undefined;
	list?: ListRule;
	batch?: BatchRule;
	reconcile?: ReconcileRule;
	lookUp?: LookUpRule;
	alreadyDone?: AlreadyDoneRule;
	/** Record → the few fields most workflows need. Shown as the *Simplify* switch, which is part of `properties`. */
	simplify?: (record: IDataObject) => IDataObject;
}

/** A group of operations on the same thing. */
export interface Resource {
	name: string;
	value: string;
	operations: Operation[];
	/** The operation chosen when a node is dropped on the canvas. */
	defaultOperation: Operation;
}

/** What the provider's answer says when it is no success. */
export interface Refusal {
	/** The provider's own words. */
	message: string;
	/** The provider's own code, e.g. `005`. */
	code?: string;
	fields?: FieldProblem[];
	/** How to mend it. */
	hint?: string;
	/** `account`: every request would be refused alike · `batchSize`: too many records, or perhaps so. */
	scope?: 'account' | 'batchSize';
	/** Which records of a batch were refused, as they were sent. Never shown: they hold personal data. */
	records?: RejectedRecord[];
}

/** A record of a batch that the provider refused. */
export interface RejectedRecord {
	record: IDataObject;
	fields: FieldProblem[];
}

/** An HTTP answer; `body` is a parsed object where it was JSON, else text. */
export interface ProviderResponse {
	statusCode: number;
	statusMessage?: string;
	headers: Record<string, string | string[] | undefined>;
	body: unknown;
}

/** A provider's idempotency keys. */
export interface IdempotencyRule {
	header: string;
	/** The header (lower case) of an answer that was saved under the key. */
	replayHeader: string;
	/** The documented form of a key, and the same in words: "must be …". */
	pattern: RegExp;
	form: string;
}

/** What is peculiar to one provider. */
export interface Provider {
	/** As it stands in outputs: `kwik`. */
	id: string;
	/** As people write it: `Kwik`. */
	name: string;
	credentialType: string;
	/** Credential fields that must not be empty, with their labels. */
	requiredCredentials: Record<string, string>;
	/** Base URL for a path; may depend on it (API versions on hosts of their own). */
	baseUrl: (credentials: ICredentialDataDecryptedObject, path: string) => string;
	/** The address a user typed into the credential, with its field: it is checked before anything is sent there. */
	typedUrl: (
		credentials: ICredentialDataDecryptedObject,
	) => { field: string; url: string; originOnly: boolean } | undefined;
	/** Headers of every request besides authentication. */
	headers?: Record<string, string>;
	/** Parameter name → name on the wire. */
	wireName: (name: string) => string;
	/** The provider's rule of success and its error format: nothing when the answer is a success. */
	refusal: (response: ProviderResponse) => Refusal | undefined;
	/** Texts that may appear nowhere: keys, tokens, what is derived from them. */
	secrets: (credentials: ICredentialDataDecryptedObject) => string[];
	/** Default of *Max Concurrent Requests*. */
	maxConcurrentRequests: number;
	/** Default of *Requests per Second*: the documented limit, or what is taken where none is documented. */
	requestsPerSecond: number;
	/** The account of a credential: requests to it share one pace. */
	account: (credentials: ICredentialDataDecryptedObject) => string;
	/** Where idempotency keys go, and the documented form of a key. */
	idempotency?: IdempotencyRule;
}

/** Joins a path with percent-encoded values: path`/paymentlink/${id}`. */
export function path(parts: TemplateStringsArray, ...values: string[]): string {
	return parts.reduce((whole, part, i) => whole + encodeURIComponent(values[i - 1] ?? '') + part);
}

/** The object without its undefined entries. */
export function compact(object: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(object).filter(([, value]) => value !== undefined),
	) as IDataObject;
}
