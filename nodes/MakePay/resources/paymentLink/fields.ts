// The fields of a MakePay payment link. makepay.md 3.3.
import { emailAddress, webAddress } from '../../../shared/contract/address';
import { oneOf, type Field } from '../../../shared/contract/field';
import { locator, textField } from '../../../shared/form/commonFields';

export const paymentLinkId = locator(
	'Payment Link',
	'paymentLinkId',
	'searchPaymentLinks',
	'e.g. pay_123',
	'The payment link, chosen from the list or given by its UID',
);

export const title = textField('Title', 'title', 'Title on the checkout page', {
	placeholder: 'e.g. Order #1042',
	required: true,
});

/** Never a number: decimal text is what MakePay stores, and it may not pass through a float (D13). */
export const amount = textField(
	'Amount',
	'amount',
	'Amount in the fiat currency as decimal text, greater than 0',
	{ placeholder: 'e.g. 129.99', kind: 'decimal', required: true },
);

const TIMES: Array<[string, string]> = [
	['15 Minutes', '15m'],
	['1 Hour', '1h'],
	['12 Hours', '12h'],
	['24 Hours', '24h'],
	['72 Hours', '72h'],
	['Never', 'never'],
];
const expirationTimes = TIMES.map(([name, value]) => ({ name, value }));

const expirationTime = oneOf(...expirationTimes.map(({ value }) => value));

/** Fields of the request itself; all others belong to its `payload`. */
export const OUTSIDE_PAYLOAD = ['status', 'sendPaymentRequestEmail'];

export const optionalFields: Field[] = [
	textField('Asset', 'asset', 'Asset you are paid in, as MakePay names it', {
		placeholder: 'e.g. ETH.USDT-0x…',
	}),
	textField(
		'Client ID',
		'clientId',
		'Your own ID of the customer: it ties the link to their portal',
		{ placeholder: 'e.g. client_1042' },
	),
	textField('Currency', 'currency', 'Currency you are paid in', { placeholder: 'e.g. USDT' }),
	textField(
		'Customer Email',
		'customerEmail',
		'Email of the customer: it ties the link to their portal',
		{ placeholder: 'e.g. name@email.com', check: emailAddress },
	),
	textField('Description', 'description', 'Description of what is paid for'),
	{
		displayName: 'Expiration Time',
		name: 'expirationTime',
		type: 'options',
		options: expirationTimes,
		default: '24h',
		description: 'How long the link can be paid',
		rules: { kind: 'text', check: expirationTime },
	},
	textField('Failure URL', 'failureUrl', 'Where the payer goes after a failed payment', {
		placeholder: 'e.g. https://example.com/pay',
		check: webAddress,
	}),
	textField('Fiat Currency', 'fiatCurrency', 'Currency of the amount, by its ISO 4217 code', {
		placeholder: 'e.g. USD',
	}),
	textField(
		'Merchant Order ID',
		'merchantOrderId',
		'Another ID of the order, if your shop has two',
	),
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"source": "n8n"}',
		description: 'Any further data, as a JSON object',
		rules: { kind: 'jsonObject' },
	},
	textField('Order ID', 'orderId', 'Your own ID of the order', { placeholder: 'e.g. order_1042' }),
	textField('Return URL', 'returnUrl', 'Where the payer goes back to', {
		placeholder: 'e.g. https://example.com/orders/1042',
		check: webAddress,
	}),
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
	textField('Success URL', 'successUrl', 'Where the payer goes after a successful payment', {
		placeholder: 'e.g. https://example.com/orders/1042/success',
		check: webAddress,
	}),
];

export const changeableFields: Field[] = [
	{
		displayName: 'Extend Expiration Time',
		name: 'extendExpirationTime',
		type: 'options',
		options: expirationTimes,
		default: '24h',
		description: 'How much longer the link can be paid; Never takes the end away',
		rules: { kind: 'text', check: expirationTime },
	},
	textField('Invoice PDF URL', 'invoicePdfUrl', 'Address of the invoice as a PDF file', {
		placeholder: 'e.g. https://example.com/invoice.pdf',
		check: webAddress,
	}),
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
