// The fields of a MakePay payment link. makepay.md 3.3.
import { emailAddress, webAddress } from '../../../shared/contract/address';
import type { Field } from '../../../shared/contract/field';
import {
	avoidDuplicatesBy,
	choiceField,
	jsonObjectField,
	locator,
	switchField,
	textField,
} from '../../../shared/form/commonFields';

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

export const fiatCurrency = textField(
	'Fiat Currency',
	'fiatCurrency',
	'Currency of the amount, by its ISO 4217 code. Left empty MakePay chooses it.',
	{ placeholder: 'e.g. USD' },
);

export const customerEmail = textField(
	'Customer Email',
	'customerEmail',
	'Email of the customer: it ties the link to their portal',
	{ placeholder: 'e.g. name@email.com', check: emailAddress },
);

/** makepay.md 6. */
export const onceFor = avoidDuplicatesBy(
	'What tells this link from all others, such as the number of its invoice. Where it comes again with the same fields, also in a new run of the workflow, MakePay makes no second link and gives back the first; with other fields it refuses. For how long is not documented.',
);

const TIMES: Array<[string, string]> = [
	['15 Minutes', '15m'],
	['1 Hour', '1h'],
	['12 Hours', '12h'],
	['24 Hours', '24h'],
	['72 Hours', '72h'],
	['Never', 'never'],
];

/** The optional fields of a new link, in the order of use. */
export const optionalFields: Field[] = [
	textField('Order ID', 'orderId', 'Your own ID of the order', { placeholder: 'e.g. order_1042' }),
	textField('Description', 'description', 'Description of what is paid for'),
	choiceField('Expiration Time', 'expirationTime', 'How long the link can be paid', TIMES, {
		default: '24h',
	}),
	switchField(
		'Send Payment Request Email',
		'sendPaymentRequestEmail',
		'Whether MakePay sends the link to Customer Email',
	),
	textField(
		'Client ID',
		'clientId',
		'Your own ID of the customer: it ties the link to their portal',
		{ placeholder: 'e.g. client_1042' },
	),
	textField(
		'Receipt Email',
		'receiptEmail',
		'Email address that the webhooks of this link name as that of the client',
		{ placeholder: 'e.g. name@email.com', check: emailAddress },
	),
	textField('Currency', 'currency', 'Currency you are paid in', { placeholder: 'e.g. USDT' }),
	textField('Asset', 'asset', 'Asset you are paid in, as MakePay names it', {
		placeholder: 'e.g. ETH.USDT-0x…',
	}),
	textField(
		'Settlement Currency',
		'settlementCurrency',
		'Sent as it is: the documents of MakePay do not say what it does beside Currency',
		{ placeholder: 'e.g. USDT' },
	),
	textField(
		'Display Currency',
		'displayCurrency',
		'Sent as it is: the documents of MakePay do not say what it does',
		{
			placeholder: 'e.g. EUR',
		},
	),
	textField('Return URL', 'returnUrl', 'Where the payer goes back to', {
		placeholder: 'e.g. https://example.com/orders/1042',
		check: webAddress,
	}),
	textField('Success URL', 'successUrl', 'Where the payer goes after a successful payment', {
		placeholder: 'e.g. https://example.com/orders/1042/success',
		check: webAddress,
	}),
	textField('Failure URL', 'failureUrl', 'Where the payer goes after a failed payment', {
		placeholder: 'e.g. https://example.com/pay',
		check: webAddress,
	}),
	textField(
		'Webhook URL',
		'webhookUrl',
		'Where MakePay reports what happens to this link, in place of the callback URL of your company. It may be that of a MakePay Trigger with the same credential.',
		{ placeholder: 'e.g. https://n8n.example.com/webhook/…/makepay', check: webAddress },
	),
	textField('Label', 'label', 'Label of the link, where it is not its title'),
	textField(
		'Merchant Order ID',
		'merchantOrderId',
		'Another ID of the order, if your shop has two',
	),
	jsonObjectField('e.g. {"source": "n8n"}'),
	choiceField('Status', 'status', 'First status of the link', [
		['Active', 'active'],
		['Paused', 'paused'],
	]),
];

/** The fields of a link that can be changed, in the order of use. */
export const changeableFields: Field[] = [
	choiceField('Status', 'status', 'A link whose payer has begun to pay cannot be archived', [
		['Active', 'active'],
		['Archived', 'archived'],
		['Paused', 'paused'],
	]),
	choiceField(
		'Extend Expiration Time',
		'extendExpirationTime',
		'How much longer the link can be paid; Never takes the end away',
		TIMES,
		{ default: '24h' },
	),
	textField('Invoice PDF URL', 'invoicePdfUrl', 'Address of the invoice as a PDF file', {
		placeholder: 'e.g. https://example.com/invoice.pdf',
		check: webAddress,
	}),
	switchField(
		'Skip Quote Acceptance',
		'skipQuoteAcceptance',
		'Whether the payer skips accepting the exchange quote',
	),
];

/** What narrows the list of links. */
export const statusFilter: Field = choiceField(
	'Status',
	'status',
	'Which links to return. What is paid tells the payment and not the link, which may stay active.',
	[
		['Active', 'active'],
		['Expired', 'expired'],
		['Failed', 'failed'],
		['Paid', 'paid'],
	],
);
