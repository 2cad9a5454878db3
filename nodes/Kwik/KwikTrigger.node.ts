// Starts a workflow when a Kwik customer is created or changed.
import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollTimes } from '../shared/form/commonFields';
import { pollChanges } from '../shared/poll';
import { customers } from './events';
import { kwik } from './provider';

export class KwikTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kwik Trigger',
		name: 'kwikTrigger',
		icon: { light: 'file:kwik.svg', dark: 'file:kwik.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].map((event) => ({ customerCreated: "Customer Created", customerUpdated: "Customer Updated" })[event]).join(", ") }}',
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
			// Each poll loads the whole list of customers.
			pollTimes(5),
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollChanges(this, kwik, customers);
	}
}
