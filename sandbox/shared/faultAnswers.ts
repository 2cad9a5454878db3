// How each fault shows on the wire: before the effect, or on an answer whose effect has happened.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FaultRule } from './faults';
import type { Refusal } from './refusal';

const UNAVAILABLE =
	'<html><head><title>503 Service Temporarily Unavailable</title></head><body><center><h1>503 Service Temporarily Unavailable</h1></center></body></html>';
const GREETING = '<!doctype html><html><body><p>Welcome to the maintenance page.</p></body></html>';

/** What the faults need to know of the provider. */
export interface FaultForms {
	/** The refusal the provider would send with HTTP 200. */
	refusedOk(): object;
	rateLimited(): Refusal;
	internal(): Refusal;
	/** Path on this server that records whoever follows a redirect. */
	redirectTarget: string;
}

function retryAfter(reply: FastifyReply, rule: FaultRule): void {
	if (rule.retryAfterDate !== undefined) {
		// An HTTP date has whole seconds: rounded up, so that the wait is never shorter than asked for.
		const moment = Math.ceil((Date.now() + rule.retryAfterDate * 1000) / 1000) * 1000;
		reply.header('retry-after', new Date(moment).toUTCString());
	} else if (rule.retryAfter !== undefined) {
		reply.header('retry-after', String(rule.retryAfter));
	}
}

function html(reply: FastifyReply, status: number, text: string): void {
	reply.code(status).type('text/html; charset=utf-8').send(text);
}

function reset(request: FastifyRequest): void {
	const { socket } = request.raw;
	// A real RST where the platform can, so that the client sees ECONNRESET and not a clean end.
	if (typeof socket.resetAndDestroy === 'function') socket.resetAndDestroy();
	else socket.destroy();
}

/** Answers (or does not answer) a request before it has any effect. @returns whether it did. */
export function faultBefore(
	request: FastifyRequest,
	reply: FastifyReply,
	rule: FaultRule,
	forms: FaultForms,
): boolean {
	switch (rule.kind) {
		case 'rate-limited':
			retryAfter(reply, rule);
			reply.code(429).send(forms.rateLimited().body);
			return true;
		case 'unavailable-html':
			retryAfter(reply, rule);
			html(reply, 503, UNAVAILABLE);
			return true;
		case 'error-json':
			reply.code(500).send(forms.internal().body);
			return true;
		case 'refused-ok':
			reply.code(200).send(forms.refusedOk());
			return true;
		case 'html-ok':
			html(reply, 200, GREETING);
			return true;
		case 'redirect':
			reply
				.code(302)
				.header('location', rule.location ?? forms.redirectTarget)
				.send('');
			return true;
		case 'reset-before':
			reply.hijack();
			reset(request);
			return true;
		case 'hang':
			if (rule.effect) return false;
			reply.hijack();
			return true;
		default:
			return false;
	}
}

/**
 * Spoils an answer whose effect has happened.
 * @returns the payload to send, or undefined when nothing is to be sent at all.
 */
export function faultAfter(
	request: FastifyRequest,
	reply: FastifyReply,
	rule: FaultRule,
	payload: unknown,
): unknown {
	switch (rule.kind) {
		case 'cut-json':
			if (typeof payload !== 'string') return payload;
			return payload.slice(0, Math.max(1, Math.floor(payload.length / 2)));
		case 'unavailable-after':
			retryAfter(reply, rule);
			reply.code(503).type('text/html; charset=utf-8');
			return UNAVAILABLE;
		case 'reset-after':
			reset(request);
			return undefined;
		case 'hang':
			return undefined;
		default:
			return payload;
	}
}
