// Output items: records, and the error items of the continue modes.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Failure } from '../contract/failure';
import { details, headline } from './errors';

/**
 * Columns that are not put beside a record: n8n takes an item for a failed one, and tries the node again, by `error`,
 * and by the two others together.
 */
const TAKEN_FOR_FAILURES = ['error', '$error', '$json'];

/** The hint where columns were left out for that. */
export const RESERVED =
	'Columns named "error", "$error" or "$json" are not included: n8n would take their rows for failed ones.';

/** The output items of one input item, one for each record. @param row its columns, where they come out as well */
export function recordItems(
	records: IDataObject[],
	itemIndex: number,
	row: IDataObject | undefined,
): INodeExecutionData[] {
	const columns = row && Object.fromEntries(columnsOf(row));
	return records.map((record) => ({
		json: columns ? { ...columns, ...record } : record,
		pairedItem: { item: itemIndex },
	}));
}

/** Whether a row has columns that cannot come out beside a record. */
export function hasReservedColumns(row: IDataObject): boolean {
	return TAKEN_FOR_FAILURES.some((name) => name in row);
}

function columnsOf(row: IDataObject): Array<[string, IDataObject[string]]> {
	return Object.entries(row).filter(([name]) => !TAKEN_FOR_FAILURES.includes(name));
}

/**
 * The item of a continue mode. n8n moves an item to the error output, joined with its source row, only
 * when it has no other keys than these three.
 * @param row what a person calls the row
 */
export function errorItem(
	failure: Failure,
	provider: string,
	itemIndex: number,
	row: string | undefined,
): INodeExecutionData {
	return {
		json: {
			error: headline(failure, row),
			message: details(failure),
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

/** Whether n8n takes the output for that of a failed node, which it tries again (n8n-core, `checkFailure`). */
export function looksFailed([first]: INodeExecutionData[]): boolean {
	if (!first) return false;
	const { error, $error, $json } = first.json;
	const isError = error !== undefined && error !== null && error !== false;
	return isError || ($error !== undefined && $json !== undefined);
}
