// The fields of a SmarterPay payment link. smarterpay.md 2.1 and 2.2.
import type { Field } from '../../../shared/contract/field';
import { locator, textField } from '../../../shared/form/commonFields';

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

export const paymentLinkId = locator(
	'Payment Link',
	'paymentLinkId',
	'searchPaymentLinks',
	'e.g. PL01GOVWD48GD28N0M76',
	'The payment link, chosen from the list or given by the ID that SmarterPay gave it',
);

export const ecommercePage = textField(
	'Ecommerce Page ID',
	'ecommercePage',
	'The ecommerce page the link is made for: one set up for personalized links. You find its ID, which begins with EP, in the SmarterPay portal.',
	{ placeholder: 'e.g. EP02KO5D0G80XMPERW4V', required: true },
);

/** Note 1: which of the four the link needs depends on the set-up of the page (D2). */
export const linkedRecords: Field = {
	displayName: 'Linked Records',
	name: 'linkedRecords',
	type: 'collection',
	placeholder: 'Add Linked Record',
	default: {},
	description: 'The existing record the page expects: its set-up says which one, add exactly that',
	options: [
		textField('Bank Account ID', 'bankAccount', '', { placeholder: 'e.g. BA01VQY3LJO0NLPE61OG' }),
		textField('Customer Account ID', 'customerAccount', '', {
			placeholder: 'e.g. CA01OQW39P4GY7J56NXL',
		}),
		textField('Mandate ID', 'mandate', ''),
		textField('Recurrence Schedule ID', 'recurrenceSchedule', ''),
	],
};

/** The seven metadata fields: the only ones that can be changed later. */
export const metadataFields: Field[] = [
	textField(
		'Metadata',
		'metadata',
		'Metadata of the link itself: text, or an object that becomes JSON text. At most 1000 characters.',
		{ kind: 'jsonText', maxLength: 1000 },
	),
	textField(
		'Metadata for Account Validation',
		'metadataAccountValidation',
		'Metadata to set on the account validation record. At most 1000 characters.',
		{ kind: 'jsonText', maxLength: 1000 },
	),
	textField(
		'Metadata for Bank Account',
		'metadataBankAccount',
		'Metadata to set on the bank account record. At most 1000 characters.',
		{ kind: 'jsonText', maxLength: 1000 },
	),
	textField(
		'Metadata for Card',
		'metadataCard',
		'Metadata to set on the card record. At most 1000 characters.',
		{ kind: 'jsonText', maxLength: 1000 },
	),
	textField(
		'Metadata for Customer Account',
		'metadataCustomerAccount',
		'Metadata to set on the customer account record. At most 1000 characters.',
		{ kind: 'jsonText', maxLength: 1000 },
	),
	textField(
		'Metadata for Mandate',
		'metadataMandate',
		'Metadata to set on the mandate record. At most 1000 characters.',
		{ kind: 'jsonText', maxLength: 1000 },
	),
	textField(
		'Metadata for Recurrence Schedule',
		'metadataRecurrenceSchedule',
		'Metadata to set on the recurrence schedule record. At most 1000 characters.',
		{ kind: 'jsonText', maxLength: 1000 },
	),
];

/** Note 2: values that override the page's, as far as its set-up allows it; then the metadata. */
export const optionalFields: Field[] = [
	textField(
		'Amount in Pence',
		'amount',
		"Amount in place of the page's. Works only if the page allows it.",
		{ placeholder: 'e.g. 2750', hint: 'In whole pence: 2750 means £27.50', kind: 'pence' },
	),
	textField(
		'AUDDIS Reference',
		'auddis',
		'Mandate reference in place of the one the system makes: A-Z, 0-9, "/", "-", ".", "&" and spaces. Works only if the page allows it.',
		{ placeholder: 'e.g. INVOICE-1042', check: auddisReference },
	),
	textField(
		'Bank Account Custom Reference',
		'bankAccountCustomReference',
		'Your reference for the bank account, at most 100 characters',
		{ maxLength: 100 },
	),
	textField(
		'Card Payment Custom Reference',
		'cardPaymentCustomReference',
		'Your reference for the card payment, at most 100 characters',
		{ maxLength: 100 },
	),
	textField(
		'Customer Custom Reference',
		'customerCustomReference',
		'Your reference for the customer, at most 100 characters. Links can be found by it, but SmarterPay does not return it.',
		{ maxLength: 100 },
	),
	textField(
		'Description',
		'description',
		"Description in place of the page's, at most 255 characters. Works only if the page allows it.",
		{ placeholder: 'e.g. Payment Plan', maxLength: 255 },
	),
	{
		displayName: 'End Date',
		name: 'endDate',
		type: 'dateTime',
		default: '',
		description: 'Last day of the schedule. Works only if the page allows it.',
		rules: { kind: 'date' },
	},
	textField(
		'First Collection Amount in Pence',
		'firstCollectionAmount',
		'Amount of the first collection in whole pence: 2750 means £27.50. Works only if the page allows it.',
		{ placeholder: 'e.g. 2750', kind: 'pence' },
	),
	{
		displayName: 'First Collection Date',
		name: 'firstCollectionDate',
		type: 'dateTime',
		default: '',
		description: 'Day of the first collection. Works only if the page allows it.',
		rules: { kind: 'date' },
	},
	...metadataFields,
	textField(
		'Recurrence Schedule Custom Reference',
		'recurrenceScheduleCustomReference',
		'Your reference for the schedule, at most 100 characters',
		{ maxLength: 100 },
	),
	textField(
		'Return URL',
		'returnUrl',
		'Where the payer goes afterwards. Must start with https://, at most 2048 characters, without query parameters named page or payment.',
		{ placeholder: 'e.g. https://example.com/thank-you', maxLength: 2048, check: returnAddress },
	),
	{
		displayName: 'Start Date',
		name: 'startDate',
		type: 'dateTime',
		default: '',
		description: 'First day of the schedule. Works only if the page allows it.',
		rules: { kind: 'date' },
	},
];
