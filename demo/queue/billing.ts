// Billing runs for the queue mode: a workflow that turns rows into customers and links, and what the sandbox holds of them.
import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../host/client';
import { SMARTER_PAY_PAGES } from '../../sandbox';
import { DEMO_CREDENTIALS, type Sandbox } from '../demonstration';

export type ProviderName = 'kwik' | 'smarterPay' | 'makePay';

/** A row of a billing run; its `id` goes along into the customer and the link. */
export interface BillingRow {
	id: string;
	name: string;
	surname: string;
	email: string;
}

/** Rows whose ids begin with `mark`, each of them once. */
export const billingRows = (mark: string, count: number): BillingRow[] =>
	Array.from({ length: count }, (_, index) => ({
		id: `${mark}-${index + 1}`,
		name: 'Sample',
		surname: `Customer ${index + 1}`,
		email: `${mark}-${index + 1}@example.com`.toLowerCase(),
	}));

/** A billing run at one provider: the parameters of its two nodes, and the row ids of what the sandbox holds. */
interface Billing {
	credential: keyof typeof DEMO_CREDENTIALS;
	customers: INodeParameters;
	links: INodeParameters;
	/** Where the provider takes what makes them; for faults. */
	routes: { customers: string; links: string };
	customersIn: (sandbox: Sandbox) => Array<string | null | undefined>;
	linksIn: (sandbox: Sandbox) => Array<string | null | undefined>;
	/** Whether issuing a link again bills nobody: it is the address of a page. */
	linksMayRepeat: boolean;
}

const customerOf = (id: string) => ({ __rl: true, mode: 'id', value: `={{ ${id} }}` });
const inRow = (field: keyof BillingRow) => `={{ $('Rows').item.json.${field} }}`;

export const BILLING: Record<ProviderName, Billing> = {
	kwik: {
		credential: 'kwikApi',
		customers: {
			resource: 'customer',
			operation: 'create',
			reference: '={{ $json.id }}',
			personName: '={{ $json.name }}',
			personSurname: '={{ $json.surname }}',
			email: '={{ $json.email }}',
		},
		links: {
			resource: 'customerPortal',
			operation: 'createLink',
			customerId: customerOf('$json.id'),
		},
		routes: { customers: 'POST /customers/create', links: 'POST /customer-portal/link' },
		customersIn: ({ kwik }) => [...kwik.state.customers.values()].map((one) => one.reference),
		linksIn: ({ kwik: { state } }) =>
			[...state.portalLinks.values()].map((one) => state.customers.get(one.customerId)?.reference),
		linksMayRepeat: true,
	},
	smarterPay: {
		credential: 'smarterPayApi',
		customers: {
			resource: 'customerAccount',
			operation: 'create',
			email: '={{ $json.email }}',
			firstName: '={{ $json.name }}',
			lastName: '={{ $json.surname }}',
			addressLine1: '74 Example Street',
			city: 'Exampleton',
			postalCode: 'EX1 1EX',
			additionalFields: { customReference: '={{ $json.id }}' },
		},
		links: {
			resource: 'paymentLink',
			operation: 'create',
			ecommercePage: SMARTER_PAY_PAGES.customerAccount.id,
			customerAccountId: customerOf('$json.id'),
			amount: '1000',
			amountIn: 'pence',
			additionalFields: { metadata: inRow('id') },
		},
		routes: { customers: 'POST /customeraccount', links: 'POST /paymentlink' },
		customersIn: ({ smarterPay }) =>
			[...smarterPay.state.customerAccounts.values()].map((one) => one.custom_reference),
		linksIn: ({ smarterPay }) =>
			[...smarterPay.state.links.values()].map(({ sent }) => sent.metadata),
		linksMayRepeat: false,
	},
	makePay: {
		credential: 'makePayPartnerApi',
		customers: {
			resource: 'customer',
			operation: 'upsert',
			email: '={{ $json.email }}',
			additionalFields: { clientId: '={{ $json.id }}' },
		},
		links: {
			resource: 'paymentLink',
			operation: 'create',
			title: 'Membership',
			amount: '10.00',
			customerEmail: '={{ $json.email }}',
			additionalFields: { orderId: inRow('id') },
		},
		routes: { customers: 'POST /customers', links: 'POST /payment-links' },
		customersIn: ({ makePay }) =>
			[...makePay.state.customers.values()].map(({ clientId }) => clientId),
		linksIn: ({ makePay }) =>
			[...makePay.state.links.values()].map(({ payload }) => payload.orderId),
		linksMayRepeat: false,
	},
};

/** A published webhook starts it with `{ rows }` and is answered at once; `path` is where it listens. */
export function billingRun(
	provider: ProviderName,
	more: { customers?: INodeParameters; links?: INodeParameters } = {},
): WorkflowFile & { path: string } {
	const { credential, customers, links } = BILLING[provider];
	const path = randomUUID();
	const ours = (name: string, parameters: INodeParameters): Partial<INode> => ({
		name,
		type: `n8n-nodes-billing-links.${provider}`,
		parameters,
		credentials: { [credential]: { id: null, name: DEMO_CREDENTIALS[credential] } },
	});
	const chain: Array<Partial<INode>> = [
		{
			name: 'Webhook',
			type: 'n8n-nodes-base.webhook',
			typeVersion: 2.1,
			parameters: { httpMethod: 'POST', path, responseMode: 'onReceived' },
			webhookId: path,
		},
		{
			name: 'Rows',
			type: 'n8n-nodes-base.splitOut',
			parameters: { fieldToSplitOut: 'body.rows', options: {} },
		},
		ours('Customers', { ...customers, ...more.customers }),
		ours('Links', { ...links, ...more.links }),
	];
	const nodes = chain.map(
		(one, index) =>
			({ typeVersion: 1, ...one, id: randomUUID(), position: [index * 240, 0] }) as INode,
	);
	const connections = Object.fromEntries(
		nodes
			.slice(1)
			.map(({ name }, index) => [
				nodes[index]!.name,
				{ main: [[{ node: name, type: 'main' as const, index: 0 }]] },
			]),
	);
	const name = `Billing run, ${provider}, ${path.slice(0, 8)}`;
	return { name, nodes, connections, settings: { executionOrder: 'v1' }, path };
}

/** What became of rows, by what the sandbox stored. */
export interface Outcome {
	/** Rows that have a customer, and rows that have a link. */
	customers: number;
	links: number;
	/** Row ids that lack a customer or a link. */
	lost: string[];
	/** Row ids with more than one customer, or more than one link where that bills twice. */
	doubled: string[];
	/** Links issued once more for a row, where that bills nobody. */
	again: number;
}

/** Judges rows by what the sandbox stored, and by nothing that n8n says. */
export function outcomeOf(sandbox: Sandbox, provider: ProviderName, rows: BillingRow[]): Outcome {
	const { customersIn, linksIn, linksMayRepeat } = BILLING[provider];
	const customers = counted(customersIn(sandbox));
	const links = counted(linksIn(sandbox));
	const ids = rows.map(({ id }) => id);
	const more = (counts: Map<string, number>) => (id: string) => (counts.get(id) ?? 0) > 1;
	return {
		customers: ids.filter((id) => customers.has(id)).length,
		links: ids.filter((id) => links.has(id)).length,
		lost: ids.filter((id) => !customers.has(id) || !links.has(id)),
		doubled: ids.filter((id) => more(customers)(id) || (!linksMayRepeat && more(links)(id))),
		again: linksMayRepeat
			? ids.reduce((sum, id) => sum + Math.max(0, (links.get(id) ?? 0) - 1), 0)
			: 0,
	};
}

function counted(ids: Array<string | null | undefined>): Map<string, number> {
	const counts = new Map<string, number>();
	for (const id of ids) if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
	return counts;
}
