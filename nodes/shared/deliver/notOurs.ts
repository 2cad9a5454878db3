// Answers whose record is not what was asked for: it is given to nobody.
import { providerFailure, type Failure } from '../contract/failure';
import type { ProviderRequest } from '../contract/request';

/** The failure of a request whose answer holds another's record. */
export function anotherAnswer(providerName: string, { method }: ProviderRequest): Failure {
	return providerFailure(`${providerName} gave the answer to another request`, {
		hint: 'The record in it is not the one that was asked for, so it is not given out: a proxy on the way may mix up answers.',
		effect: method === 'GET' ? 'none' : 'unknown',
	});
}

/** The failure of a request under a key under which something else was done before. */
export function otherEffect(providerName: string, fields: string[]): Failure {
	return providerFailure(
		`${providerName} had done this before with other values, and gives back what it made then`,
		{
			hint: `The idempotency key of this item was used before, in an execution that is being retried or for another item. Different there: ${fields.join(', ')}.`,
			fields: fields.map((field) => ({ field, message: 'is different in what was made before' })),
		},
	);
}
