// What went wrong with one item, and the two forms in which n8n gets to know of it.
import type { INode, INodeExecutionData, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import type { FieldProblem } from './field';
import type { RejectedRecord } from './operation';

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

/** The failure of an item whose fields are not valid. */
export function inputFailure(problems: FieldProblem[]): Failure {
	const [first] = problems;
	const message =
		problems.length === 1 && first
			? sentence(first)
			: `${problems.length} fields are not valid: ${problems.map(({ field }) => field).join(', ')}`;
	return {
		source: 'input',
		message,
		hint: 'Nothing was sent for this item. Correct the field in the node or in the incoming data.',
		fields: problems,
		retriable: false,
		effect: 'none',
	};
}

/** Puts stars in place of every secret in a text. */
export function maskSecrets(text: string, secrets: string[]): string {
	// Longest first: a secret may hold another one.
	return [...secrets]
		.sort((a, b) => b.length - a.length)
		.reduce((masked, secret) => masked.split(secret).join('***'), text);
}

/** The same for all texts of a JSON value, names of its fields included. */
export function maskDeep(value: unknown, secrets: string[]): unknown {
	if (typeof value === 'string') return maskSecrets(value, secrets);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => maskDeep(entry, secrets));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			maskSecrets(name, secrets),
			maskDeep(entry, secrets),
		]),
	);
}

/** The start of an answer that is no JSON, without markup. */
export function excerpt(body: unknown, length = 200): string {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	const plain = text
		.replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return plain.length > length ? `${plain.slice(0, length)}…` : plain;
}

/**
 * The item of a continue mode. n8n moves an item to the error output, joined with its source row, only
 * when it has no other keys than these three.
 */
export function errorItem(
	failure: Failure,
	provider: string,
	itemIndex: number,
): INodeExecutionData {
	return {
		json: {
			error: failure.message,
			message: `Item ${itemIndex}: ${failure.message}. ${description(failure, ' ')}`.trim(),
			details: {
				provider,
				httpCode: failure.httpCode ?? null,
				code: failure.code ?? null,
				fields: failure.fields.map(({ field, message }) => ({ field, message })),
				retriable: failure.retriable,
				hint: failure.hint ?? null,
			},
		},
		pairedItem: { item: itemIndex },
	};
}

/**
 * The error of stop mode.
 * @param progress what had been done before, and what running again means
 */
export function nodeError(
	node: INode,
	failure: Failure,
	itemIndex: number,
	progress: string,
): NodeApiError | NodeOperationError {
	const text = [description(failure), progress].filter(Boolean).join('\n');
	if (failure.source === 'input') {
		return new NodeOperationError(node, failure.message, { description: text, itemIndex });
	}
	const response: JsonObject = { message: failure.message };
	const error = new NodeApiError(node, response, {
		message: failure.message,
		description: text,
		itemIndex,
		...(failure.httpCode === undefined ? {} : { httpCode: String(failure.httpCode) }),
	});
	// The constructor replaces messages in which it finds a network code's name.
	error.message = failure.message;
	return error;
}

function description(failure: Failure, separator = '\n'): string {
	return [...fieldLines(failure), failure.hint].filter(Boolean).join(separator);
}

/** The provider's words about each field; our own only where the message could not hold them. */
function fieldLines({ source, fields }: Failure): string[] {
	if (source === 'provider') return fields.map(({ field, message }) => `${field}: ${message}`);
	return fields.length > 1 ? fields.map((problem) => `${sentence(problem)}.`) : [];
}

function sentence({ field, message }: FieldProblem): string {
	return `'${field}' ${message}`;
}
