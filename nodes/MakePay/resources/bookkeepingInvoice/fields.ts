// The fields of an invoice in MakePay's bookkeeping. makepay.md 3.8.
import { emailAddress } from '../../../shared/contract/address';
import type { Field } from '../../../shared/contract/field';
import {
	choiceField,
	dateField,
	jsonObjectField,
	locator,
	textField,
} from '../../../shared/form/commonFields';

export const invoiceId = locator(
	'Invoice',
	'invoiceId',
	'searchInvoices',
	'e.g. inv_123',
	'The invoice, chosen from the list or given by its UID',
);

export const title = textField('Title', 'title', 'What the invoice is for', {
	placeholder: 'e.g. Consulting in March',
});

export const currency = textField('Currency', 'currency', 'Currency of the amounts', {
	placeholder: 'e.g. USD',
});

export const lineItems = textField(
	'Line Items',
	'lineItems',
	'What is charged for, as a list of JSON objects. Each needs a <code>description</code>, and may have <code>quantity</code>, <code>unitAmount</code>, <code>taxAmount</code>, <code>totalAmount</code> and <code>sortOrder</code>.',
	{
		type: 'json',
		kind: 'jsonList',
		required: true,
		placeholder: 'e.g. [{"description": "Consulting", "quantity": "2", "unitAmount": "64.99"}]',
	},
);

/** Fields of the one who is charged: the API has them in an object of their own. */
const counterparty = (name: string) => ({ wireName: `counterparty.${name}` });

export const counterpartyName = textField(
	'Customer Name',
	'customerName',
	'Name of the one who is charged',
	{ ...counterparty('name'), placeholder: 'e.g. Nathan Smith' },
);

export const counterpartyEmail = textField(
	'Customer Email',
	'customerEmail',
	'Email address of the one who is charged',
	{ ...counterparty('email'), placeholder: 'e.g. name@email.com', check: emailAddress },
);

const type = choiceField('Customer Type', 'customerType', 'What the other side is to you', [
	['Customer', 'customer'],
	['Vendor', 'vendor'],
	['Both', 'both'],
]);
const customerType: Field = { ...type, rules: { ...type.rules!, ...counterparty('type') } };

/** The optional fields of a new invoice, in the order of use. */
export const optionalFields: Field[] = [
	textField('Invoice Number', 'invoiceNumber', 'Your own number of the invoice', {
		placeholder: 'e.g. INV-1042',
	}),
	dateField('Issue Date', 'issueDate', 'Date of the invoice'),
	dateField('Due Date', 'dueDate', 'Until when the invoice is to be paid'),
	textField('Description', 'description', 'Description of the invoice'),
	textField('Notes', 'notes', 'Notes on the invoice'),
	choiceField('Status', 'status', 'First status of the invoice', [
		['Draft', 'draft'],
		['Open', 'open'],
		['Overdue', 'overdue'],
		['Paid', 'paid'],
		['Partially Paid', 'partially_paid'],
		['Uncollectible', 'uncollectible'],
		['Void', 'void'],
	]),
	choiceField('Payment Status', 'paymentStatus', 'What has been paid of the invoice', [
		['Unpaid', 'unpaid'],
		['Pending', 'pending'],
		['Paid', 'paid'],
		['Partially Paid', 'partially_paid'],
		['Overpaid', 'overpaid'],
	]),
	textField('Customer Client ID', 'customerClientId', 'Your own ID of the one who is charged', {
		...counterparty('clientId'),
		placeholder: 'e.g. client_1042',
	}),
	textField('Customer Tax ID', 'customerTaxId', 'Tax ID of the one who is charged', {
		...counterparty('taxId'),
	}),
	textField('Customer Address', 'customerAddress', 'Address as a JSON object', {
		...counterparty('address'),
		type: 'json',
		kind: 'jsonObject',
		default: '{}',
	}),
	customerType,
	textField(
		'Document IDs',
		'documentIds',
		'IDs of documents that belong to the invoice, separated by commas',
		{ kind: 'textList' },
	),
	jsonObjectField('e.g. {"source": "n8n"}'),
];
