// The error of stop mode, and the words of any failure.
import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { sentence, type Failure } from '../contract/failure';

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

/** Everything there is to say about a failure besides its message: its fields, and how to mend it. */
export function description(failure: Failure, separator = '\n'): string {
	return [...fieldLines(failure), failure.hint].filter(Boolean).join(separator);
}

/** The provider's words about each field; our own only where the message could not hold them. */
function fieldLines({ source, fields }: Failure): string[] {
	if (source === 'provider') return fields.map(({ field, message }) => `${field}: ${message}`);
	return fields.length > 1 ? fields.map((problem) => `${sentence(problem)}.`) : [];
}
