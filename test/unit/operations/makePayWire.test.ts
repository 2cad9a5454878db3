// MakePay on the wire: each call of the vendor's SDK that the node has, with the method, path, query and body that the
// SDK sends. makepay.md 2.1 and 3.1 to 3.8.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, makePay } from '../support/nodeUnderTest';

const BASE = '/api/partner/v1/makepay';
const ofLink = { paymentLinkId: byId('pay_123') };
const ofInvoice = { invoiceId: byId('inv_123') };
const all = { returnAll: true };
const lines = [{ description: 'Implementation services', quantity: '1', unitAmount: '500' }];

interface Call {
	name: string;
	node: [resource: string, operation: string, parameters?: INodeParameters];
	wire: [method: string, path: string];
	body?: IDataObject;
	query?: IDataObject;
}

const calls: Call[] = [
	{
		name: 'createPaymentLink(payload)',
		node: ['paymentLink', 'create', { title: 'Order #1042', amount: '129.99' }],
		wire: ['POST', '/payment-links'],
		body: {
			status: 'active',
			sendPaymentRequestEmail: false,
			payload: { title: 'Order #1042', amount: '129.99' },
		},
	},
	{
		name: 'createPaymentLink(payload, options)',
		node: [
			'paymentLink',
			'create',
			{
				title: 'Order #1042',
				amount: '129.99',
				customerEmail: 'buyer@example.com',
				additionalFields: { status: 'paused', sendPaymentRequestEmail: true },
			},
		],
		wire: ['POST', '/payment-links'],
		body: {
			status: 'paused',
			sendPaymentRequestEmail: true,
			payload: { title: 'Order #1042', amount: '129.99', customerEmail: 'buyer@example.com' },
		},
	},
	{
		name: 'listPaymentLinks()',
		node: ['paymentLink', 'getAll', all],
		wire: ['GET', '/payment-links'],
	},
	{
		name: 'getPaymentLink(uid)',
		node: ['paymentLink', 'get', ofLink],
		wire: ['GET', '/payment-links/pay_123'],
	},
	{
		name: 'updatePaymentLink(uid, updates)',
		node: ['paymentLink', 'update', { ...ofLink, updateFields: { status: 'paused' } }],
		wire: ['PATCH', '/payment-links/pay_123'],
		body: { status: 'paused' },
	},
	{
		name: 'sendPaymentRequestEmail(uid)',
		node: ['paymentLink', 'sendEmail', ofLink],
		wire: ['POST', '/payment-links/pay_123/send-request-email'],
		body: {},
	},
	{
		name: 'sendPaymentRequestEmail(uid, email)',
		node: ['paymentLink', 'sendEmail', { ...ofLink, email: 'buyer@example.com' }],
		wire: ['POST', '/payment-links/pay_123/send-request-email'],
		body: { email: 'buyer@example.com' },
	},
	{ name: 'listCustomers()', node: ['customer', 'getAll', all], wire: ['GET', '/customers'] },
	{
		name: 'upsertCustomer(payload)',
		node: [
			'customer',
			'upsert',
			{ email: 'buyer@example.com', additionalFields: { name: 'Sample', clientId: 'crm_123' } },
		],
		wire: ['POST', '/customers'],
		body: { email: 'buyer@example.com', name: 'Sample', clientId: 'crm_123' },
	},
	{
		// The SDK sends `{}`; the document says that there is no body (D1).
		name: 'createCustomerPortal(customerId)',
		node: ['customerPortal', 'createLink', { customerId: byId('cus_123') }],
		wire: ['POST', '/customers/cus_123/portal'],
	},
	{
		name: 'listSubscriptions()',
		node: ['subscription', 'getAll', all],
		wire: ['GET', '/subscriptions'],
	},
	{
		name: 'listWebhookRequests({ limit })',
		node: ['webhookRequest', 'getAll', { limit: 25 }],
		wire: ['GET', '/webhook-requests'],
		query: { limit: 25 },
	},
	{
		name: 'listBookkeepingInvoices()',
		node: ['bookkeepingInvoice', 'getAll', all],
		wire: ['GET', '/bookkeeping/invoices'],
	},
	{
		name: 'createBookkeepingInvoice(payload)',
		node: [
			'bookkeepingInvoice',
			'create',
			{
				title: 'Invoice #1042',
				currency: 'USD',
				customerName: 'Sample Buyer',
				customerEmail: 'buyer@example.com',
				lineItems: JSON.stringify(lines),
				additionalFields: {
					issueDate: '2026-05-15',
					dueDate: '2026-05-30',
					customerClientId: 'crm_123',
					metadata: '{"orderId": "order_1042"}',
				},
			},
		],
		wire: ['POST', '/bookkeeping/invoices'],
		body: {
			title: 'Invoice #1042',
			currency: 'USD',
			issueDate: '2026-05-15',
			dueDate: '2026-05-30',
			counterparty: { name: 'Sample Buyer', email: 'buyer@example.com', clientId: 'crm_123' },
			lineItems: lines,
			metadata: { orderId: 'order_1042' },
		},
	},
	{
		name: 'getBookkeepingInvoice(invoiceId)',
		node: ['bookkeepingInvoice', 'get', ofInvoice],
		wire: ['GET', '/bookkeeping/invoices/inv_123'],
	},
	{
		name: 'createBookkeepingInvoicePaymentLink(invoiceId, options)',
		node: ['bookkeepingInvoice', 'createPaymentLink', ofInvoice],
		wire: ['POST', '/bookkeeping/invoices/inv_123/payment-link'],
		body: { sendPaymentRequestEmail: false },
	},
];

test.each(calls)('$name', ({ node: [resource, operation, parameters], wire, body, query }) => {
	const request = makePay.request({ resource, operation, ...parameters });
	expect([request.method, request.path]).toEqual([wire[0], BASE + wire[1]]);
	expect(request.body).toStrictEqual(body);
	expect(request.query ?? {}).toStrictEqual(query ?? {});
});

test('nothing else is in the node: each operation stands in the table', () => {
	const tried = new Set(calls.map(({ node: [resource, operation] }) => `${resource}.${operation}`));
	const known = makePay.resources.flatMap(({ value, operations }) =>
		operations.map((operation) => `${value}.${operation.value}`),
	);
	expect([...tried].sort()).toEqual(known.sort());
});
