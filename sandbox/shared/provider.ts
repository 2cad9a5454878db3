// One provider's server: address, log, faults, latency, rate limit and clock around its routes and state.
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { Ajv } from 'ajv';
import type { ApiRequest } from './apiRequest';
import { readBodies } from './body';
import { Clock } from './clock';
import { FaultPlan } from './faults';
import { IdempotencyStore, type IdempotencyRules } from './idempotency';
import { RateLimiter } from './rateLimiter';
import { sendRefusal, type Refusal, type RefusalReason } from './refusal';
import { createAjv, type SchemaFailure } from './schema';

/** What a provider keeps; `seeders` fill it quickly, by name and number of records. */
export interface ProviderState {
	reset(): void;
	counts(): Record<string, number>;
	seeders: Record<string, (count: number) => unknown>;
}

/** What is peculiar to a provider. */
export interface ProviderSpec<Credentials, State extends ProviderState, Switches extends object> {
	name: string;
	bodyLimit: number;
	state(clock: Clock, origin: () => string): State;
	/** The switches as they are after a reset. */
	switches: Switches;
	credentials(origin: string): Credentials;
	/** The path after version or base path; undefined for anything that is not the API. */
	apiPath(path: string): string | undefined;
	rewriteUrl?: (request: IncomingMessage) => string;
	/** Throws a refusal unless the request may pass. */
	authorize(request: FastifyRequest, switches: Switches): void;
	/** The provider's wording of a refusal that the server itself decides. */
	refuse(reason: RefusalReason, switches: Switches): Refusal;
	/** The provider's wording of a request that does not fit its schema. */
	refuseSchema(failure: SchemaFailure, request: FastifyRequest, switches: Switches): Refusal;
	/** The body of a refusal sent with HTTP 200. */
	refusedOk(): object;
	idempotency?: IdempotencyRules;
	prepareAjv?(ajv: Ajv, switches: Switches): void;
}

/** A request that followed a redirect made by a fault. */
export interface FollowedRedirect {
	method: string;
	url: string;
	headers: ApiRequest['headers'];
}

/** A stand-in of one provider; `serve` gives it its routes and starts it. */
export class Provider<Credentials, State extends ProviderState, Switches extends object> {
	readonly app: FastifyInstance;
	/** Origin, e.g. `http://127.0.0.1:4010`; empty until started. */
	url = '';
	/** Every API request since the last reset, oldest first. Empty it with `requests.length = 0`. */
	readonly requests: ApiRequest[] = [];
	/** Every visit of a page, in the same form. */
	readonly pageRequests: ApiRequest[] = [];
	readonly redirectsFollowed: FollowedRedirect[] = [];
	readonly faults = new FaultPlan();
	readonly clock = new Clock();
	readonly state: State;
	readonly switches: Switches;
	readonly saved: IdempotencyStore | undefined;
	/** Milliseconds between arrival and effect of every API request. */
	latencyMs = 0;
	/** `Retry-After` that goes with the 429 of the rate limit. */
	rateLimitRetryAfter: 'none' | 'seconds' | 'date' = 'none';
	readonly limiter = new RateLimiter();

	constructor(readonly spec: ProviderSpec<Credentials, State, Switches>) {
		this.switches = { ...spec.switches };
		this.state = spec.state(this.clock, () => this.url);
		if (spec.idempotency) {
			this.saved = new IdempotencyStore(spec.idempotency, () => this.clock.now());
		}
		const ajv = createAjv();
		spec.prepareAjv?.(ajv, this.switches);
		this.app = Fastify({
			bodyLimit: spec.bodyLimit,
			forceCloseConnections: true,
			routerOptions: { maxParamLength: 4096 },
			frameworkErrors: (_error, _request, reply: FastifyReply) => {
				sendRefusal(reply, spec.refuse('bad-url', this.switches));
			},
			...(spec.rewriteUrl && { rewriteUrl: spec.rewriteUrl }),
		});
		this.app.setValidatorCompiler(({ schema }) => ajv.compile(schema as object));
		readBodies(this.app);
	}

	/** The accepted demo keys, named like the fields of the n8n credential. */
	get credentials(): Credentials {
		return this.spec.credentials(this.url);
	}

	/** API requests per second; 0 means no limit. */
	get rateLimit(): number {
		return this.limiter.limit;
	}

	set rateLimit(perSecond: number) {
		this.limiter.limit = perSecond;
	}

	/** Listens on a port of 127.0.0.1 (0: a free one). @throws when the port is taken. */
	async listen(port: number): Promise<void> {
		this.url = await this.app.listen({ port, host: '127.0.0.1' });
	}

	/** Back to the state after the start: records, log, faults, switches, clock, saved answers. */
	reset(): void {
		this.state.reset();
		this.requests.length = 0;
		this.pageRequests.length = 0;
		this.redirectsFollowed.length = 0;
		this.faults.clear();
		this.saved?.clear();
		this.clock.reset();
		this.latencyMs = 0;
		this.rateLimit = 0;
		this.rateLimitRetryAfter = 'none';
		Object.assign(this.switches, this.spec.switches);
	}

	/** Stops the server and closes every connection, waiting ones included. */
	async stop(): Promise<void> {
		await this.app.close();
	}
}

/** What the mechanics, which serve every provider alike, know of one. */
export type AnyProvider = Provider<unknown, ProviderState, object>;
