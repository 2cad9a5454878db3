// What went wrong with one item. Pure functions; every failure of the package is made here.
import { problemsInModeration, type FieldProblem } from './field';
import type { RejectedRecord } from './provider';

/** A failure of one item. Its texts hold no secret. */
export interface Failure {
	/** `input`: refused here, nothing was sent · `provider`: the provider or the way to it. */
	source: 'input' | 'provider';
	/** What happened, in one sentence. */
	message: string;
	/** How to mend it. */
	hint?: string;
	/** HTTP status of the answer, where there was one. */
	httpCode?: number;
	/** The provider's code, or that of the network error. */
	code?: string;
	fields: FieldProblem[];
	/** Whether the same request may succeed later. */
	retriable: boolean;
	/** Whether the provider may have carried out the request all the same. */
	effect: 'none' | 'unknown';
	/** It did so at once, before anything of this run could have made it: an execution before had asked for it. */
	savedBefore?: boolean;
	/** The provider says that it carried out the request, though not with what result. */
	claimed?: boolean;
	/** What the provider asked to wait, in milliseconds. */
	retryAfter?: number;
	/**
	 * The provider itself judged the request, in its own form. Under an idempotency key that means that it had not been
	 * carried out before, or the answer of then would have come; and the judgement may be saved under the key.
	 */
	judged?: boolean;
	/** The provider repeated the answer it had saved under the idempotency key. */
	replayed?: boolean;
	/** Whom it concerns where it is not one item: all requests alike, batches of this size, or some record of the batch. */
	scope?: 'account' | 'batchSize' | 'batch';
	/** Records of a batch that were refused. Never shown. */
	records?: RejectedRecord[];
}

/** A value, or the failure that came instead. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

export function succeeded<T>(value: T): Outcome<T> {
	return { ok: true, value };
}

export function failed<T>(failure: Failure): Outcome<T> {
	return { ok: false, failure };
}

/** A failure found here: nothing was sent, and trying again does not help, unless told otherwise. */
export function ownFailure(message: string, more: Partial<Failure> = {}): Failure {
	return { source: 'input', message, fields: [], retriable: false, effect: 'none', ...more };
}

/** A failure of the provider or of the way to it: without effect and final, unless told otherwise. */
export function providerFailure(message: string, more: Partial<Failure> = {}): Failure {
	return { ...ownFailure(message, more), source: 'provider' };
}

/** The failure of an item of which nobody knows what came of it: running it again could do the same thing twice. */
export function withOpenOutcome(failure: Failure, providerName: string): Failure {
	const advice = `Whether ${providerName} carried it out is not known: look it up there before you run this item again.`;
	// What was refused here says that nothing was sent; before, something was.
	const sent = 'An earlier try of this node sent it and got no answer.';
	const hint = failure.source === 'input' ? sent : failure.hint;
	return {
		...failure,
		effect: 'unknown',
		retriable: false,
		hint: [hint, advice].filter(Boolean).join(' '),
	};
}

/** The failure of an item whose fields are not valid; they may quote what a provider's list says. */
export function inputFailure(problems: FieldProblem[]): Failure {
	const fields = problemsInModeration(problems);
	const more = problems.length - 1;
	const message = fields.slice(0, 1).map(sentence).join('');
	const rest = `, and ${more} more ${more === 1 ? 'field is' : 'fields are'} not valid`;
	return ownFailure(more > 0 ? message + rest : message, {
		hint: 'Nothing was sent for this row. Correct the field in the node or in the incoming data.',
		fields,
	});
}

/** The failure in what was thrown: by n8n for an expression or a credential that cannot be read, above all. */
export function thrownFailure(error: unknown): Failure {
	const { message, description } = (error ?? {}) as { message?: unknown; description?: unknown };
	const isText = (text: unknown): text is string => typeof text === 'string' && text !== '';
	return ownFailure(isText(message) ? message : 'The node failed for a reason that is not known', {
		hint: isText(description)
			? description
			: 'Correct the expression or the credential; nothing was sent for this row.',
	});
}

/** A field's problem in words: `Email "c@example,com" is not an e-mail address`. */
export function sentence({ field, label = field, value, message }: FieldProblem): string {
	return value === undefined ? `${label} ${message}` : `${label} "${value}" ${message}`;
}
