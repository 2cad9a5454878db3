// A request on its way through the server, and what Fastify's own types are to know of it.
import type { ApiRequest } from './apiRequest';
import type { FiredFault } from './faults';

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
