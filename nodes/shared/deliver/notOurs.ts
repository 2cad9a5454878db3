// Answers whose record is not what was asked for: it is given to nobody.
import { providerFailure, type Failure } from '../contract/failure';
import type { ProviderRequest } from '../contract/request';

const ONCE_ONLY = 'send the fields of then, or give the row another value.';

/** The failure of a request whose answer holds another's record. */
export function anotherAnswer(providerName: string, { method }: ProviderRequest): Failure {
	return providerFailure(`${providerName} gave the answer to another request`, {
		hint: 'The record in it is not the one that was asked for, so it is not given out: a proxy on the way may mix up answers.',
		effect: method === 'GET' ? 'none' : 'unknown',
	});
}

/** The failure of a request under a key under which something else was done before; the key may be the user's. */
export function otherEffect(providerName: string, fields: string[], isChosen: boolean): Failure {
	const before = isChosen
		? `What this row holds for Avoid Duplicates By was sent before, with other fields: ${ONCE_ONLY}`
		: 'The idempotency key of this item was used before, in an execution that is being retried or for another item.';
	return providerFailure(
		`${providerName} had done this before with other values, and gives back what it made then`,
		{
			hint: `${before} Different there: ${fields.join(', ')}.`,
			fields: fields.map((field) => ({ field, message: 'is different in what was made before' })),
		},
	);
}

/**
 * The failure of a request under a key of the user's, with what the key has to do with it: providers save refusals too,
 * and refuse a key that comes with another body.
 */
export function aboutChosenKey(failure: Failure, providerName: string): Failure {
	if (failure.effect === 'unknown') return failure;
	if (failure.replayed) {
		const saved = `${providerName} had refused this row before, and repeats the answer of then to the same Avoid Duplicates By: once the cause is mended, give the row another value.`;
		return { ...failure, hint: [failure.hint, saved].filter(Boolean).join(' ') };
	}
	if (failure.httpCode !== 409 && !/idempoten/i.test(failure.message)) return failure;
	const hint = `What this row holds for Avoid Duplicates By was sent before, it seems with other fields: ${ONCE_ONLY}`;
	return { ...failure, hint };
}
