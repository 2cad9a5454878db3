// A throw-away node that sends item after item, as nearly every payment node of n8n does: read the item's
// parameters, wait for the answer, next. It is as light as such a node can be: one parameter with all fields,
// credentials read once, no retries, no pace.
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
} from 'n8n-workflow';

export class ItemByItem implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Item by Item',
		name: 'itemByItem',
		group: ['transform'],
		version: 1,
		description: 'Sends one request for each item, one after the other',
		defaults: { name: 'Item by Item' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'httpCustomAuth', required: true }],
		properties: [
			{ displayName: 'URL', name: 'url', type: 'string', default: '' },
			{
				displayName: 'Fields',
				name: 'fields',
				type: 'fixedCollection',
				typeOptions: { multipleValues: true },
				default: {},
				options: [
					{
						displayName: 'Field',
						name: 'field',
						values: [
							{ displayName: 'Name', name: 'name', type: 'string', default: '' },
							{ displayName: 'Value', name: 'value', type: 'string', default: '' },
						],
					},
				],
			},
			{ displayName: 'In Records', name: 'inRecords', type: 'boolean', default: false },
		],
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const { json } = await this.getCredentials('httpCustomAuth');
		const { headers } = JSON.parse(String(json)) as { headers: IDataObject };
		const output: INodeExecutionData[] = [];
		for (let item = 0; item < this.getInputData().length; item++) {
			const url = this.getNodeParameter('url', item) as string;
			const inRecords = this.getNodeParameter('inRecords', item) as boolean;
			const fields = this.getNodeParameter('fields.field', item, []) as Array<{
				name: string;
				value: string;
			}>;
			const record = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
			const body = inRecords ? { records: [record] } : record;
			const answer = (await this.helpers.httpRequest({
				method: 'POST',
				url,
				headers,
				json: true,
				...(fields.length > 0 && { body }),
			})) as IDataObject;
			output.push({ json: answer, pairedItem: { item } });
		}
		return [output];
	}
}
