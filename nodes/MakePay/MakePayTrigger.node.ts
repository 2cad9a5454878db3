// Starts a workflow when the status of a MakePay payment changes: a signed webhook. makepay.md 5.
import {
	NodeConnectionTypes,
	NodeOperationError,
	type IDataObject,
	type IHookFunctions,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { refuseDelivery, rememberDelivery } from './delivery';

/** makepay.md 3.3, session statuses. */
const STATUSES = [
	'awaiting_deposit',
	'cancelled',
	'complete',
	'deposit_received',
	'expired',
	'failed',
	'pending',
	'quoted',
	'sending',
	'swapping',
	'underpaid',
];

/** Deliveries that this process received lately. */
const underWay = new Set<string>();
const MAX_UNDER_WAY = 1000;

export class MakePayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MakePay Trigger',
		name: 'makePayTrigger',
		icon: { light: 'file:makePay.svg', dark: 'file:makePay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["statuses"].join(", ") || "all statuses"}}',
		description:
			'Customers, portal and payment links; starts the workflow when the status of a payment changes',
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
				displayName: 'Statuses',
				name: 'statuses',
				type: 'multiOptions',
				options: STATUSES.map((value) => ({ name: statusName(value), value })),
				default: [],
				description: 'Which statuses of a payment start the workflow; choose none for all',
			},
		],
	};

	webhookMethods = {
		default: {
			// MakePay has no call that registers a callback for a key: its user enters the URL by hand.
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			/** On activation: a trigger without its secret would refuse every delivery, so it says so now. */
			async create(this: IHookFunctions): Promise<boolean> {
				const { webhookSecret } = await this.getCredentials('makePayPartnerApi');
				if (String(webhookSecret ?? '').trim() !== '') return true;
				throw new NodeOperationError(
					this.getNode(),
					'The MakePay credential of this trigger has no Webhook Secret: enter the one that MakePay shows when you save the callback URL',
					{
						description:
							'Save the webhook URL as the callback URL in the developer settings of MakePay, then enter the secret it shows as Webhook Secret in the credential.',
					},
				);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	/** 401 for what is not genuine, 200 without a start for what was received before or is not asked for. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const response = this.getResponseObject();
		const answer = (status: number, body: IDataObject): IWebhookResponseData => {
			response.status(status).json(body);
			return { noWebhookResponse: true };
		};
		const { webhookSecret } = await this.getCredentials('makePayPartnerApi');
		const secret = String(webhookSecret ?? '').trim();
		if (secret === '') {
			return answer(401, { error: 'The MakePay credential of this trigger has no Webhook Secret' });
		}
		const headers = this.getHeaderData();
		const { rawBody } = this.getRequestObject();
		const refused = refuseDelivery(rawBody, headers['x-makepay-signature'], secret, Date.now());
		if (refused) return answer(refused.status, { error: refused.reason });
		const delivery = this.getBodyData();
		const statuses = this.getNodeParameter('statuses', []) as string[];
		const status = (delivery.session as IDataObject | undefined)?.status;
		const group = headers['x-makepay-delivery-group-id'] ?? headers['x-makepay-delivery-id'];
		const state = this.getWorkflowStaticData('node');
		// While a person tests the trigger in the editor, the same delivery may be sent again and again.
		if (typeof group === 'string' && this.getMode() !== 'manual') {
			const memory = rememberDelivery(group, (state.seen ?? {}) as IDataObject, Date.now());
			const name = JSON.stringify([this.getWorkflow().id, this.getNode().id, group]);
			const repeated = memory.repeated || underWay.has(name);
			if (repeated) return answer(200, { received: true, repeated: true });
			state.seen = memory.seen;
			// n8n loads the static data anew for each delivery, so two at once cannot see each other there.
			underWay.add(name);
			for (const old of underWay) {
				if (underWay.size <= MAX_UNDER_WAY) break;
				underWay.delete(old);
			}
		}
		if (statuses.length > 0 && !statuses.includes(String(status))) {
			return answer(200, { received: true, ignored: true });
		}
		return { workflowData: [this.helpers.returnJsonArray([delivery])] };
	}
}

/** `awaiting_deposit` → `Awaiting Deposit`. */
function statusName(value: string): string {
	return value
		.split('_')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}
