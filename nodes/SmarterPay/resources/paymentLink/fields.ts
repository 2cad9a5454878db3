// The fields of a SmarterPay payment link. smarterpay.md 2.1 and 2.2.
import type { Field } from '../../../shared/contract/field';

const AUDDIS = /^[A-Z0-9][A-Z0-9/\-.& ]*$/;

/** smarterpay.md 2.1, rules for `auddis`. */
function auddisReference(value: string): string | undefined {
	return AUDDIS.test(value)
		? undefined
		: 'may hold only A-Z, 0-9, "/", "-", ".", "&" and spaces, and must begin with a letter or digit';
}

/** smarterpay.md 2.1, rules for `return_url` (D15). */
function returnAddress(value: string): string | undefined {
	if (!value.startsWith('https://') || !URL.canParse(value)) {
		return 'must be a complete address that starts with https://';
	}
	const taken = [...new URL(value).searchParams.keys()].find((name) =>
		['page', 'payment'].includes(name.toLowerCase()),
	);
	return taken === undefined
		? undefined
		: `must not have a query parameter named "${taken}": SmarterPay adds it itself`;
}

export const paymentLinkId: Field = {
	displayName: 'Payment Link',
	name: 'paymentLinkId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description: 'The payment link, chosen from the list or given by the ID that SmarterPay gave it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a payment link…',
			typeOptions: { searchListMethod: 'searchPaymentLinks', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. PL01GOVWD48GD28N0M76' },
	],
};

export const ecommercePage: Field = {
	displayName: 'Ecommerce Page ID',
	name: 'ecommercePage',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. EP02KO5D0G80XMPERW4V',
	description:
		'The ecommerce page the link is made for: one set up for personalized links. You find its ID, which begins with EP, in the SmarterPay portal.',
	rules: { kind: 'text', required: true },
};

/** Note 1: which of the four the link needs depends on the set-up of the page (D2). */
export const linkedRecords: Field = {
	displayName: 'Linked Records',
	name: 'linkedRecords',
	type: 'collection',
	placeholder: 'Add Linked Record',
	default: {},
	description: 'The existing record the page expects: its set-up says which one, add exactly that',
	options: [
		{
			displayName: 'Bank Account ID',
			name: 'bankAccount',
			type: 'string',
			default: '',
			placeholder: 'e.g. BA01VQY3LJO0NLPE61OG',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Customer Account ID',
			name: 'customerAccount',
			type: 'string',
			default: '',
			placeholder: 'e.g. CA01OQW39P4GY7J56NXL',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Mandate ID',
			name: 'mandate',
			type: 'string',
			default: '',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Recurrence Schedule ID',
			name: 'recurrenceSchedule',
			type: 'string',
			default: '',
			rules: { kind: 'text' },
		},
	],
};

/** The seven metadata fields: the only ones that can be changed later. */
export const metadataFields: Field[] = [
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'string',
		default: '',
		description:
			'Metadata of the link itself: text, or an object that becomes JSON text. At most 1000 characters.',
		rules: { kind: 'jsonText', maxLength: 1000 },
	},
	{
		displayName: 'Metadata for Account Validation',
		name: 'metadataAccountValidation',
		type: 'string',
		default: '',
		description: 'Metadata to set on the account validation record. At most 1000 characters.',
		rules: { kind: 'jsonText', maxLength: 1000 },
	},
	{
		displayName: 'Metadata for Bank Account',
		name: 'metadataBankAccount',
		type: 'string',
		default: '',
		description: 'Metadata to set on the bank account record. At most 1000 characters.',
		rules: { kind: 'jsonText', maxLength: 1000 },
	},
	{
		displayName: 'Metadata for Card',
		name: 'metadataCard',
		type: 'string',
		default: '',
		description: 'Metadata to set on the card record. At most 1000 characters.',
		rules: { kind: 'jsonText', maxLength: 1000 },
	},
	{
		displayName: 'Metadata for Customer Account',
		name: 'metadataCustomerAccount',
		type: 'string',
		default: '',
		description: 'Metadata to set on the customer account record. At most 1000 characters.',
		rules: { kind: 'jsonText', maxLength: 1000 },
	},
	{
		displayName: 'Metadata for Mandate',
		name: 'metadataMandate',
		type: 'string',
		default: '',
		description: 'Metadata to set on the mandate record. At most 1000 characters.',
		rules: { kind: 'jsonText', maxLength: 1000 },
	},
	{
		displayName: 'Metadata for Recurrence Schedule',
		name: 'metadataRecurrenceSchedule',
		type: 'string',
		default: '',
		description: 'Metadata to set on the recurrence schedule record. At most 1000 characters.',
		rules: { kind: 'jsonText', maxLength: 1000 },
	},
];

/** Note 2: values that override the page's, as far as its set-up allows it; then the metadata. */
export const additionalFields: Field[] = [
	{
		displayName: 'Amount in Pence',
		name: 'amount',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2750',
		hint: 'In whole pence: 2750 means £27.50',
		description: "Amount in place of the page's. Works only if the page allows it.",
		rules: { kind: 'pence' },
	},
	{
		displayName: 'AUDDIS Reference',
		name: 'auddis',
		type: 'string',
		default: '',
		placeholder: 'e.g. INVOICE-1042',
		description:
			'Mandate reference in place of the one the system makes: A-Z, 0-9, "/", "-", ".", "&" and spaces. Works only if the page allows it.',
		rules: { kind: 'text', check: auddisReference },
	},
	{
		displayName: 'Bank Account Custom Reference',
		name: 'bankAccountCustomReference',
		type: 'string',
		default: '',
		description: 'Your reference for the bank account, at most 100 characters',
		rules: { kind: 'text', maxLength: 100 },
	},
	{
		displayName: 'Card Payment Custom Reference',
		name: 'cardPaymentCustomReference',
		type: 'string',
		default: '',
		description: 'Your reference for the card payment, at most 100 characters',
		rules: { kind: 'text', maxLength: 100 },
	},
	{
		displayName: 'Customer Custom Reference',
		name: 'customerCustomReference',
		type: 'string',
		default: '',
		description:
			'Your reference for the customer, at most 100 characters. Links can be found by it, but SmarterPay does not return it.',
		rules: { kind: 'text', maxLength: 100 },
	},
	{
		displayName: 'Description',
		name: 'description',
		type: 'string',
		default: '',
		placeholder: 'e.g. Payment Plan',
		description:
			"Description in place of the page's, at most 255 characters. Works only if the page allows it.",
		rules: { kind: 'text', maxLength: 255 },
	},
	{
		displayName: 'End Date',
		name: 'endDate',
		type: 'dateTime',
		default: '',
		description: 'Last day of the schedule. Works only if the page allows it.',
		rules: { kind: 'date' },
	},
	{
		displayName: 'First Collection Amount in Pence',
		name: 'firstCollectionAmount',
		type: 'string',
		default: '',
		placeholder: 'e.g. 2750',
		description:
			'Amount of the first collection in whole pence: 2750 means £27.50. Works only if the page allows it.',
		rules: { kind: 'pence' },
	},
	{
		displayName: 'First Collection Date',
		name: 'firstCollectionDate',
		type: 'dateTime',
		default: '',
		description: 'Day of the first collection. Works only if the page allows it.',
		rules: { kind: 'date' },
	},
	...metadataFields,
	{
		displayName: 'Recurrence Schedule Custom Reference',
		name: 'recurrenceScheduleCustomReference',
		type: 'string',
		default: '',
		description: 'Your reference for the schedule, at most 100 characters',
		rules: { kind: 'text', maxLength: 100 },
	},
	{
		displayName: 'Return URL',
		name: 'returnUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/thank-you',
		description:
			'Where the payer goes afterwards. Must start with https://, at most 2048 characters, without query parameters named page or payment.',
		rules: { kind: 'text', maxLength: 2048, check: returnAddress },
	},
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		description: 'First day of the schedule. Works only if the page allows it.',
		rules: { kind: 'date' },
	},
];
