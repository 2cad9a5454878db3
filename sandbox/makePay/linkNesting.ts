// The two forms of a create body: nested with a key, flat for an anonymous link (makepay.md 3.3).
import type { preValidationAsyncHookHandler } from 'fastify';
import { refusal } from './errors';
import type { MakePaySandbox } from './makePay';

/** Brings a flat body into the nested form where it may be flat, and refuses it where it may not. */
export function nesting(makePay: MakePaySandbox): preValidationAsyncHookHandler {
	return async (request) => {
		const { body } = request;
		if (typeof body !== 'object' || body === null || Array.isArray(body)) return;
		if ('payload' in body) return;
		if (makePay.switches.flatBody === 'refused' && !makePay.isAnonymous(request)) {
			throw refusal(400, 'payload is required');
		}
		const { status, sendPaymentRequestEmail, ...payload } = body as Record<string, unknown>;
		request.body = {
			...(status !== undefined && { status }),
			...(sendPaymentRequestEmail !== undefined && { sendPaymentRequestEmail }),
			payload,
		};
	};
}
