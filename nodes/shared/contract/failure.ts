// What went wrong with one item. Pure functions; every failure of the package is made here.
import type { FieldProblem } from './field';
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
	/** What the provider asked to wait, in milliseconds. */
	retryAfter?: number;
	/** The provider repeated the answer it had saved under the idempotency key. */
	replayed?: boolean;
	scope?: 'account' | 'batchSize';
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

/** The failure of an item whose fields are not valid. */
export function inputFailure(problems: FieldProblem[]): Failure {
	const [first] = problems;
	const message =
		problems.length === 1 && first
			? sentence(first)
			: `${problems.length} fields are not valid: ${problems.map(({ field }) => field).join(', ')}`;
	return ownFailure(message, {
		hint: 'Nothing was sent for this item. Correct the field in the node or in the incoming data.',
		fields: problems,
	});
}

/** The failure in what n8n throws while it reads parameters: an expression that cannot be evaluated, above all. */
export function thrownFailure(error: unknown): Failure {
	const { message, description } = error as { message: string; description?: string | null };
	return ownFailure(message, {
		hint: description ?? 'Correct the expression; nothing was sent for this item.',
	});
}

/** A field's problem in words. */
export function sentence({ field, message }: FieldProblem): string {
	return `'${field}' ${message}`;
}
