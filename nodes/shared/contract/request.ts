// One request to a provider and its answer.
import type { IDataObject, IHttpRequestMethods } from 'n8n-workflow';

/**
 * What may be sent twice when the outcome of the first time is not known:
 * `safe` anything goes · `keyed` an idempotency key makes it safe · `reconciled` only after finding out what the
 * first one did · `never`.
 */
export type Repeat = 'safe' | 'keyed' | 'reconciled' | 'never';

/** One request to the provider, without host and credentials. */
export interface ProviderRequest {
	method: IHttpRequestMethods;
	/** Path below the provider's base URL; values in it are percent-encoded (see `path`). */
	path: string;
	query?: IDataObject;
	body?: IDataObject;
	/** The item's record where the operation sends many in one request: the engine puts them into the body. */
	record?: IDataObject;
	/** Sent in the provider's idempotency header. */
	idempotencyKey?: string;
	/** Names the record the item concerns: items that concern the same go one after another. */
	concerns?: string;
	/** What the item goes by in each list that decides what it needs, by the names of the operation's rules. */
	lookFor?: Record<string, string>;
	/** Whether the answer may be long: whoever reads lists says so. */
	isList?: boolean;
	/** Where this very request differs from its operation. */
	repeat?: Repeat;
	/** A sentence for the hint in the node's output panel. */
	note?: string;
}

/** An HTTP answer; `body` is a parsed object where it was JSON, else text. */
export interface ProviderResponse {
	statusCode: number;
	statusMessage?: string;
	headers: Record<string, string | string[] | undefined>;
	body: unknown;
	/** Whether an attempt before this answer may have done the same. */
	isSecond?: boolean;
}

/** How the engine sends the requests of one run. */
export interface RunOptions {
	/** Records in one request, where the API takes many. */
	batchSize: number;
	/** Requests under way at once. */
	maxConcurrentRequests: number;
	/** Repetitions of a request after its first failure. */
	maxRetries: number;
	/** The rate the account allows. */
	requestsPerSecond: number;
	/** Milliseconds until a request without an answer is given up. */
	timeout: number;
}

/** Joins a path with percent-encoded values: path`/paymentlink/${id}`. */
export function path(parts: TemplateStringsArray, ...values: string[]): string {
	return parts.reduce((whole, part, i) => whole + encodeURIComponent(values[i - 1] ?? '') + part);
}

/** The id at the end of a path, or before so many parts of it. */
export function idIn(joined: string, before = 0): string {
	return decodeURIComponent(joined.split('/').at(-1 - before) ?? '');
}
