// Output items: records, and the error items of the continue modes.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Failure, Outcome } from '../contract/failure';
import { description } from './errors';

/** The output items of one input item: one for each record, or its error item; none while that is open. */
export function outputItems(
	providerId: string,
	outcome: Outcome<IDataObject[]> | undefined,
	itemIndex: number,
): INodeExecutionData[] {
	if (!outcome) return [];
	if (!outcome.ok) return [errorItem(outcome.failure, providerId, itemIndex)];
	return outcome.value.map((json) => ({ json, pairedItem: { item: itemIndex } }));
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
