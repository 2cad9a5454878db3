// Starts a workflow when a SmarterPay payment link is created, visited, completed or expired.
import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { pollChanges } from '../shared/poll';
import { paymentLinks } from './events';
import { smarterPay } from './provider';

export class SmarterPayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SmarterPay Trigger',
		name: 'smarterPayTrigger',
		icon: { light: 'file:smarterPay.svg', dark: 'file:smarterPay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{ $parameter["events"].map((event) => ({ linkCompleted: "Link Completed", linkCreated: "Link Created", linkExpired: "Link Expired", linkVisited: "Link Visited" })[event]).join(", ") }}',
		description:
			'Customer accounts and payment links; starts the workflow when a link is created, visited, completed or expired',
		defaults: { name: 'SmarterPay Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smarterPayApi', required: true }],
		properties: [
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				required: true,
				options: [
					{ name: 'Link Completed', value: 'linkCompleted' },
					{ name: 'Link Created', value: 'linkCreated' },
					{ name: 'Link Expired', value: 'linkExpired' },
					{ name: 'Link Visited', value: 'linkVisited' },
				],
				default: ['linkCompleted'],
				description:
					'What starts the workflow. Each event of a payment link is one item, with the name of the event.',
			},
			{
				displayName: 'Look Back Days',
				name: 'lookBackDays',
				type: 'number',
				typeOptions: { minValue: 1, maxValue: 3650 },
				default: 30,
				description:
					'How old a payment link may be and still be watched, from 1 to 3650 days: older ones no longer start the workflow. Each poll reads all links of this span, 500 per request: every 5 minutes is often enough.',
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollChanges(this, smarterPay, paymentLinks);
	}
}
