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
		subtitle:
			'={{ $parameter["events"].map((event) => ({ paymentCancelledByPayer: "Payment Cancelled by Payer", paymentRequestExpired: "Payment Request Expired", quoteCreated: "Quote Created", quoteExpired: "Quote Expired", statusChanged: "Payment Status Changed", subscriptionStatusChanged: "Subscription Status Changed" })[event]).join(", ") || "All Events" }}',
		description:
			'Customers, portal and payment links; starts the workflow when a payment or a subscription changes',
		defaults: { name: 'MakePay Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'makePayPartnerApi', required: true }],
		triggerPanel: {
			header: 'Waiting for a signed delivery of MakePay',
			executionsHelp: {
				inactive:
					'<b>To test:</b> click Listen for test event and let MakePay send to the <b>Test URL</b>, which works once and for two minutes. <b>For real:</b> publish the workflow and enter the <b>Production URL</b> as the callback URL at MakePay. These runs are listed among the executions and do not show here.',
				active:
					'<b>To test:</b> click Listen for test event and let MakePay send to the <b>Test URL</b>, which works once and for two minutes. <b>For real:</b> the <b>Production URL</b> is listening, if it is the callback URL at MakePay. These runs are listed among the executions and do not show here.',
			},
			activationHint:
				'Once you publish the workflow it listens at the Production URL: enter that one as the callback URL in the developer settings of MakePay, or as Webhook URL of a payment link.',
		},
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
				displayName:
					'To see an event, pay a payment link, or send a delivery again from the webhook logs of MakePay. Without an account: in the sandbox of this package (npm start in its repository), create a payment link with the Test URL as its Webhook URL, open it and press the button.',
				name: 'testNotice',
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
