// What the sandbox remembers of one request, for assertions and for the steps the request passes.
import type { FaultKind, FiredFault } from './faults';

/** One API request as it arrived and as it was answered. */
export interface ApiRequest {
	method: string;
	/** Path as sent, without the query. */
	path: string;
	query: Record<string, unknown>;
	headers: Record<string, string | string[] | undefined>;
	/** The parsed JSON body; undefined when there was none or it was not JSON. */
	body: unknown;
	rawBody: string;
	/** Milliseconds since 1970 by the machine's clock. */
	receivedAt: number;
	/** The answered HTTP status; undefined as long as, or because, nothing was answered. */
	status: number | undefined;
	/** How many requests, this one included, were in flight when it arrived. */
	inFlight: number;
	/** The fault this request met, if any. */
	fault?: FaultKind;
	/** True when the answer was a saved one (idempotency key). */
	replayed?: boolean;
}

/** The state of a request on its way through the server. */
export interface Exchange {
	record: ApiRequest;
	/** Path after the version or base path, by which faults match. */
	apiPath: string;
	rateLimited: boolean;
	fault?: FiredFault;
	/** True once the request passed every check of the server: its answer is the endpoint's own. */
	reachedRoute: boolean;
	/** True when a failure made by a fault is to be saved as the answer of the idempotency key. */
	saveFailure: boolean;
}

declare module 'fastify' {
	interface FastifyRequest {
		/** Set for API requests, not for pages and control routes. */
		exchange: Exchange | null;
		rawText: string;
		badJson: boolean;
	}
	interface FastifyContextConfig {
		/** The endpoint honours an idempotency key. */
		idempotent?: boolean;
	}
}

/** Adds to a log that tests hold on to, forgetting the oldest entries when it grows very long. */
export function appendBounded<T>(log: T[], entry: T, maximum = 100_000): void {
	if (log.length >= maximum) log.splice(0, maximum / 10);
	log.push(entry);
}
