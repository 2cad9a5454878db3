// A refusal is an answer, not a crash: routes throw it and the server sends it in the provider's form.
import type { FastifyReply } from 'fastify';

/** Why the server itself refuses; each provider says it in its own words. */
export type RefusalReason =
	| 'bad-json'
	| 'bad-url'
	| 'unknown-path'
	| 'too-large'
	| 'media-type'
	| 'rate-limited'
	| 'internal'
	| 'idempotency-key-invalid'
	| 'idempotency-key-reused';

/** An answer that stops the request: an object body is sent as JSON, a text body as HTML. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly body: object | string,
		readonly headers: Record<string, string> = {},
	) {
		super(`refused with ${status}`);
	}
}

/** Sends a refusal as the answer. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
	const type = typeof refusal.body === 'string' ? 'text/html; charset=utf-8' : undefined;
	if (type) reply.type(type);
	return reply.code(refusal.status).headers(refusal.headers).send(refusal.body);
}
