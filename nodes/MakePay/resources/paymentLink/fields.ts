// The fields of a MakePay payment link. makepay.md 3.3.
import { emailAddress, webAddress } from '../../../shared/plan/checks';
import type { Field } from '../../../shared/contract/field';

export const paymentLinkId: Field = {
	displayName: 'Payment Link',
	name: 'paymentLinkId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The payment link, chosen from the list or given by its UID',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a payment link…',
			typeOptions: { searchListMethod: 'searchPaymentLinks', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. pay_123' },
	],
};

export const title: Field = {
	displayName: 'Title',
	name: 'title',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. Order #1042',
	description: 'Title on the checkout page',
	rules: { kind: 'text', required: true },
};

/** Never a number: decimal text is what MakePay stores, and it may not pass through a float (D13). */
export const amount: Field = {
	displayName: 'Amount',
	name: 'amount',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 129.99',
	description: 'Amount in the fiat currency as decimal text, greater than 0',
	rules: { kind: 'decimal', required: true },
};

const TIMES: Array<[string, string]> = [
	['15 Minutes', '15m'],
	['1 Hour', '1h'],
	['12 Hours', '12h'],
	['24 Hours', '24h'],
	['72 Hours', '72h'],
	['Never', 'never'],
];
const expirationTimes = TIMES.map(([name, value]) => ({ name, value }));

function expirationTime(value: string): string | undefined {
	return expirationTimes.some((time) => time.value === value)
		? undefined
		: `must be one of ${expirationTimes.map((time) => time.value).join(', ')}`;
}

function oneOf(...values: string[]): (value: string) => string | undefined {
	return (value) => (values.includes(value) ? undefined : `must be one of ${values.join(', ')}`);
}

/** Fields of the request itself; all others belong to its `payload`. */
export const OUTSIDE_PAYLOAD = ['status', 'sendPaymentRequestEmail'];

export const additionalFields: Field[] = [
	{
		displayName: 'Asset',
		name: 'asset',
		type: 'string',
		default: '',
		placeholder: 'e.g. ETH.USDT-0x…',
		description: 'Asset you are paid in, as MakePay names it',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		default: '',
		placeholder: 'e.g. client_1042',
		description: 'Your own ID of the customer: it ties the link to their portal',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Currency',
		name: 'currency',
		type: 'string',
		default: '',
		placeholder: 'e.g. USDT',
		description: 'Currency you are paid in',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Customer Email',
		name: 'customerEmail',
		type: 'string',
		default: '',
		placeholder: 'e.g. name@email.com',
		description: 'Email of the customer: it ties the link to their portal',
		rules: { kind: 'text', check: emailAddress },
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		description: 'Description of what is paid for',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Expiration Time',
		name: 'expirationTime',
		type: 'options',
		options: expirationTimes,
		default: '24h',
		description: 'How long the link can be paid',
		rules: { kind: 'text', check: expirationTime },
	},
	{
		displayName: 'Failure URL',
		name: 'failureUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/pay',
		description: 'Where the payer goes after a failed payment',
		rules: { kind: 'text', check: webAddress },
	},
	{
		displayName: 'Fiat Currency',
		name: 'fiatCurrency',
		type: 'string',
		default: '',
		placeholder: 'e.g. USD',
		description: 'Currency of the amount, by its ISO 4217 code',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Merchant Order ID',
		name: 'merchantOrderId',
		type: 'string',
		default: '',
		description: 'Another ID of the order, if your shop has two',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"source": "n8n"}',
		description: 'Any further data, as a JSON object',
		rules: { kind: 'jsonObject' },
	},
	{
		displayName: 'Order ID',
		name: 'orderId',
		type: 'string',
		default: '',
		placeholder: 'e.g. order_1042',
		description: 'Your own ID of the order',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Return URL',
		name: 'returnUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/orders/1042',
		description: 'Where the payer goes back to',
		rules: { kind: 'text', check: webAddress },
	},
	{
		displayName: 'Send Payment Request Email',
		name: 'sendPaymentRequestEmail',
		type: 'boolean',
		default: false,
		description: 'Whether MakePay sends the link to Customer Email',
		rules: { kind: 'boolean' },
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Active', value: 'active' },
			{ name: 'Paused', value: 'paused' },
		],
		default: 'active',
		description: 'First status of the link',
		rules: { kind: 'text', check: oneOf('active', 'paused') },
	},
	{
		displayName: 'Success URL',
		name: 'successUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/orders/1042/success',
		description: 'Where the payer goes after a successful payment',
		rules: { kind: 'text', check: webAddress },
	},
];

export const updateFields: Field[] = [
	{
		displayName: 'Extend Expiration Time',
		name: 'extendExpirationTime',
		type: 'options',
		options: expirationTimes,
		default: '24h',
		description: 'How much longer the link can be paid; Never takes the end away',
		rules: { kind: 'text', check: expirationTime },
	},
	{
		displayName: 'Invoice PDF URL',
		name: 'invoicePdfUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/invoice.pdf',
		description: 'Address of the invoice as a PDF file',
		rules: { kind: 'text', check: webAddress },
	},
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		default: '{}',
		description: 'A JSON object. MakePay accepts only keys that it allows.',
		rules: { kind: 'jsonObject' },
	},
	{
		displayName: 'Skip Quote Acceptance',
		name: 'skipQuoteAcceptance',
		type: 'boolean',
		default: false,
		description: 'Whether the payer skips accepting the exchange quote',
		rules: { kind: 'boolean' },
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: [
			{ name: 'Active', value: 'active' },
			{ name: 'Archived', value: 'archived' },
			{ name: 'Paused', value: 'paused' },
		],
		default: 'active',
		description: 'A link whose payer has begun to pay cannot be archived',
		rules: { kind: 'text', check: oneOf('active', 'archived', 'paused') },
	},
];
