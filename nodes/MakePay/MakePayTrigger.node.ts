// Starts a workflow when something happens to a MakePay payment or subscription: a signed webhook.
import {
	NodeConnectionTypes,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { receive, requireSecret } from '../shared/receive';
import { deliveries, events, statuses } from './events';
import { makePay } from './provider';

export class MakePayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MakePay Trigger',
		name: 'makePayTrigger',
		icon: { light: 'file:makePay.svg', dark: 'file:makePay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ") || "all events"}}',
		description:
			'Customers, portal and payment links; starts the workflow when a payment or a subscription changes',
		defaults: { name: 'MakePay Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'makePayPartnerApi', required: true }],
		webhooks: [
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'makepay' },
		],
		properties: [
			{
				displayName:
					'Open Webhook URLs above and enter the Production URL as the callback URL in the developer settings of MakePay. Enter the secret that MakePay then shows as Webhook Secret in the credential.',
				name: 'setUpNotice',
				type: 'notice',
				default: '',
			},
			{
				displayName: 'Events',
				name: 'events',
				type: 'multiOptions',
				options: events,
				default: [],
				description:
					'What starts the workflow. Choose none for everything that MakePay sends, also what comes to be added later.',
			},
			{
				displayName: 'Statuses',
				name: 'statuses',
				type: 'multiOptions',
				options: statuses,
				default: [],
				hint: 'MakePay does not send again what this leaves out',
				description:
					'Which statuses of a payment start the workflow when its status changes. Choose none for all. Other events are not affected.',
			},
		],
	};

	webhookMethods = {
		default: {
			// MakePay has no call that registers a callback for a key: its user enters the URL by hand.
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await requireSecret(this, makePay, deliveries);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive(this, makePay, deliveries);
	}
}
