// The error of stop mode, and the words of any failure.
import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { sentence, type Failure } from '../contract/failure';
import type { FieldProblem } from '../contract/field';

const NOTHING_SENT = 'Nothing was sent for';

/** What else an error of stop mode says. */
export interface Told {
	itemIndex: number;
	/** The row it is about, where it is about one. */
	row?: string | undefined;
	/** How to mend it where the failure does not know. */
	advice?: string;
	/** What had been done before, and what running again means. */
	progress?: string;
}

/** The error of stop mode. */
export function nodeError(
	node: INode,
	failure: Failure,
	{ itemIndex, row, advice, progress }: Told,
): NodeApiError | NodeOperationError {
	const message = headline(failure, row);
	const said = details(failure, '\n');
	// Said of all rows already.
	const rest = progress?.startsWith(NOTHING_SENT)
		? said.replace(`${NOTHING_SENT} this row. `, '')
		: said;
	const description = [progress, advice, rest].filter(Boolean).join('\n');
	if (failure.source === 'input') {
		return new NodeOperationError(node, message, { description, itemIndex });
	}
	const response: JsonObject = { message };
	const error = new NodeApiError(node, response, {
		message,
		description,
		itemIndex,
		...(failure.httpCode === undefined ? {} : { httpCode: String(failure.httpCode) }),
	});
	// The constructor replaces messages in which it finds a network code's name.
	error.message = message;
	return error;
}

/** What happened, and to which row, with the first field the provider names. What concerns all rows alike names none. */
export function headline(failure: Failure, row: string | undefined): string {
	const { message, scope, source, fields } = failure;
	const [first] = source === 'provider' ? fields : [];
	const whole = first ? `${message.replace(/[.:]$/, '')}. ${fieldLine(first)}` : message;
	return row === undefined || scope === 'account' || scope === 'batch' ? whole : `${row}: ${whole}`;
}

/** Everything there is to say besides: how to mend it, then the fields that the headline has no room for. */
export function details({ source, fields, hint }: Failure, separator = ' '): string {
	const others = fields.slice(1);
	const lines =
		source === 'input'
			? others.map((problem) => `${sentence(problem)}.`).concat(hint ?? [])
			: [hint, ...others.map(fieldLine)];
	return lines.filter(Boolean).join(separator);
}

/** The provider's words about a field. */
function fieldLine({ label, field, message }: FieldProblem): string {
	return `${label ?? field}: ${message}`;
}

/**
 * How many rows had been completed when a run stopped, and what running again means for them.
 * @param isSafe whether repeating them does no harm
 * @param isLater whether an earlier try of the node may have sent some
 */
export function progress(
	{ completed, itemCount, isPlanned }: { completed: number; itemCount: number; isPlanned: boolean },
	isSafe: boolean,
	isLater: boolean,
): string {
	if (!isPlanned) return `${NOTHING_SENT} any row${isLater ? ' in this try' : ''}.`;
	const count = `${completed} of ${itemCount} ${itemCount === 1 ? 'row' : 'rows'} had been completed.`;
	if (completed === 0) return count;
	return isSafe
		? `${count} Running again repeats them, which does no harm.`
		: `${count} Running again carries them out once more: leave them out first, or set On Error to continue.`;
}
