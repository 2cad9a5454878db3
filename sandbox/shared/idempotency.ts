// Saved answers of requests that carry an idempotency key.
import type { FastifyRequest } from 'fastify';

export interface SavedAnswer {
	/** What the first request asked for: its path and exact body. */
	fingerprint: string;
	status: number;
	contentType: string;
	payload: string;
	savedAt: number;
}

export interface IdempotencyRules {
	/** Keys of another form are refused. */
	keyForm: RegExp;
	/** Header that marks a replay, in the provider's spelling. */
	replayHeader: string;
	lifetimeMs: number;
	/** Which answers are kept. */
	saves(status: number): boolean;
	/** The status of a replay, given the saved one. */
	replayStatus(status: number): number;
}

/** The answers one provider has saved, by endpoint and key. */
export class IdempotencyStore {
	private saved = new Map<string, SavedAnswer>();

	constructor(
		readonly rules: IdempotencyRules,
		private readonly now: () => number,
	) {}

	get size(): number {
		return this.saved.size;
	}

	clear(): void {
		this.saved.clear();
	}

	/** The key of a request to an endpoint that honours keys; undefined when there is none. */
	keyOf(request: FastifyRequest): string | undefined {
		if (!request.routeOptions.config.idempotent) return undefined;
		const header = request.headers['idempotency-key'];
		const key = Array.isArray(header) ? header.join(',') : header;
		return key?.trim();
	}

	/** What is saved for a key: nothing, the answer to this very request, or one to another request. */
	find(request: FastifyRequest, key: string): SavedAnswer | 'other-request' | undefined {
		const slot = this.slot(request, key);
		const answer = this.saved.get(slot);
		if (!answer) return undefined;
		if (this.now() - answer.savedAt > this.rules.lifetimeMs) {
			this.saved.delete(slot);
			return undefined;
		}
		return answer.fingerprint === this.fingerprint(request) ? answer : 'other-request';
	}

	save(
		request: FastifyRequest,
		key: string,
		answer: Pick<SavedAnswer, 'status' | 'contentType' | 'payload'>,
	): void {
		this.saved.set(this.slot(request, key), {
			...answer,
			fingerprint: this.fingerprint(request),
			savedAt: this.now(),
		});
	}

	// Both documents scope a key to the endpoint; the id in a path is part of what is asked for, so one key
	// used for two records is a reuse and not two keys.
	private slot(request: FastifyRequest, key: string): string {
		return `${request.method} ${request.routeOptions.url ?? ''} ${key}`;
	}

	private fingerprint(request: FastifyRequest): string {
		return `${request.url}\n${request.rawText}`;
	}
}
