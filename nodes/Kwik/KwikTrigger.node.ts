// Starts a workflow when a Kwik customer is created or changed. How Kwik signs its webhooks could not be read
// (kwik.md 5), so the list is polled (D26).
import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollChanges, readList, type WatchRule } from '../shared/watch';
import { kwik } from './provider';
import { allRecords } from './resources/customer/records';

const customers: WatchRule = {
	records: async (sender) =>
		await readList(sender, { method: 'GET', path: '/1.0/customers/list' }, allRecords),
	identity: (customer) => String(customer.id),
	// `updated_at` may stay empty after an update (kwik.md 2.3): a change is a change of any field.
	changes: (customer) => [
		{ event: 'customerCreated' },
		{ event: 'customerUpdated', state: content(customer), onlyLater: true },
	],
};

/** All fields of a record in a fixed order. */
function content(record: IDataObject): string {
	return JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export class KwikTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kwik Trigger',
		name: 'kwikTrigger',
		icon: { light: 'file:kwik.svg', dark: 'file:kwik.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
		description:
			'Customers and customer portal links; starts the workflow when a customer is created or updated',
		defaults: { name: 'Kwik Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kwikApi', required: true }],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: [
					{ name: 'Customer Created', value: 'customerCreated' },
					{ name: 'Customer Updated', value: 'customerUpdated' },
				],
				default: ['customerCreated'],
				description:
					'What starts the workflow. Each customer is one item, with the name of its event.',
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollChanges(this, kwik, customers);
	}
}
