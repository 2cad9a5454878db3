// Starts a workflow when a SmarterPay payment link is created, visited, completed or expired. No webhook about
// payment links is documented (smarterpay.md 5), so the list is polled (D24).
import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { failed, inputFailure, succeeded, type Outcome } from '../shared/failures';
import type { Sender } from '../shared/repeat';
import { pollChanges, readList, type Change, type WatchRule } from '../shared/watch';
import { smarterPay } from './provider';

const DAY = 24 * 60 * 60 * 1000;
const PAGE_SIZE = 500;

const paymentLinks: WatchRule = {
	records: async (sender, context) => {
		const days = Number(context.getNodeParameter('lookBackDays', 30));
		if (!Number.isInteger(days) || days < 1 || days > 3650) {
			const message = 'must be a whole number of days from 1 to 3650';
			return failed(inputFailure([{ field: 'lookBackDays', message }]));
		}
		return await linksSince(sender, Date.now() - days * DAY);
	},
	identity: (link) => String(link.id),
	changes: (link) => {
		const changes: Change[] = [{ event: 'linkCreated' }];
		if (link.visited_at) changes.push({ event: 'linkVisited' });
		if (link.completed_at) changes.push({ event: 'linkCompleted' });
		if (link.status === 'expired') changes.push({ event: 'linkExpired' });
		return changes;
	},
};

/** Links created since a moment (epoch milliseconds), oldest first. smarterpay.md 2.4. */
async function linksSince(sender: Sender, since: number): Promise<Outcome<IDataObject[]>> {
	const links = new Map<string, IDataObject>();
	// Newest first: links made meanwhile push others to a later page, where they are seen again, not missed.
	for (let page = 1; ; page++) {
		const query = {
			limit: PAGE_SIZE,
			page_no: page,
			sort_field: 'created_at',
			sort_order: 'desc',
		};
		const records = await readList(
			sender,
			{ method: 'GET', path: '/paymentlinks', query },
			({ payment_links: list }) => (Array.isArray(list) ? (list as IDataObject[]) : undefined),
		);
		if (!records.ok) return records;
		const before = links.size;
		for (const link of records.value) {
			if (!(createdAt(link) < since) && !links.has(String(link.id))) {
				links.set(String(link.id), link);
			}
		}
		// A page without a new link is older than the span, or repeats the one before.
		if (records.value.length < PAGE_SIZE || links.size === before) break;
	}
	return succeeded([...links.values()].reverse());
}

/** The zone is not documented; an hour does not matter here. */
function createdAt({ created_at }: IDataObject): number {
	return Date.parse(`${String(created_at).replace(' ', 'T')}Z`);
}

export class SmarterPayTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SmarterPay Trigger',
		name: 'smarterPayTrigger',
		icon: { light: 'file:smarterPay.svg', dark: 'file:smarterPay.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["events"].join(", ")}}',
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
					'How old a payment link may be and still be watched, from 1 to 3650 days: older ones no longer start the workflow. Each poll reads the links of this span, 500 per request.',
			},
		],
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await pollChanges(this, smarterPay, paymentLinks);
	}
}
