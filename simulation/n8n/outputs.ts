// What n8n makes of the items that a node is given and gives. After n8n-core's `WorkflowExecute` (2.41.1).
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

export const itemsOf = (rows: IDataObject[]): INodeExecutionData[] =>
	rows.map((json, item) => ({ json, pairedItem: { item } }));

/** Whether n8n takes the output for a failure. */
export const hasFailed = (output: INodeExecutionData[][] | undefined) => {
	const error = output?.[0]?.[0]?.json.error;
	return error !== undefined && error !== null && error !== false;
};

const OF_AN_ERROR = ['error', 'message', 'details'];

/** n8n-core, `handleNodeErrorOutput`: success and error items part, the latter joined with their rows. */
export function routed(
	rows: IDataObject[],
	outputs: INodeExecutionData[][],
): INodeExecutionData[][] {
	const success: INodeExecutionData[] = [];
	const errors: INodeExecutionData[] = [];
	for (const item of outputs[0] ?? []) {
		const isError =
			item.json.error && Object.keys(item.json).every((key) => OF_AN_ERROR.includes(key));
		if (!isError) {
			success.push(item);
			continue;
		}
		const { item: index } = item.pairedItem as { item: number };
		errors.push({ ...item, json: { ...rows[index], ...item.json } });
	}
	return [success, errors];
}
