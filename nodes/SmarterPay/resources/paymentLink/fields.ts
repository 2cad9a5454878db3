// The fields of a SmarterPay payment link. smarterpay.md 2.1 and 2.2.
import type { CoinUnit, Field, FieldRules } from '../../../shared/contract/field';
import {
	additionalFields,
	avoidDuplicatesBy,
	choiceField,
	locator,
	textField,
} from '../../../shared/form/commonFields';
import { customerAccountId } from '../customerAccount/fields';

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

/** smarterpay.md 2.2: a link is ended by its status, and there is no way back (D6). */
function onlyExpired(value: string): string | undefined {
	return value === 'expired'
		? undefined
		: 'is not "expired", the only status a link can be given: leave it out otherwise';
}

export const paymentLinkId = locator(
	'Payment Link',
	'paymentLinkId',
	'searchPaymentLinks',
	'e.g. PL01GOVWD48GD28N0M76',
	'The payment link, chosen from the list or given by the ID that SmarterPay gave it',
);

/** D3: whoever gives an amount says in which coin. */
const unit: CoinUnit = { parameter: 'amountIn', major: 'pounds', minor: 'pence' };

/** Every amount of the node. */
function amountField(displayName: string, name: string, description: string): Field {
	return textField(displayName, name, description, {
		kind: 'minorUnits',
		unit,
		placeholder: 'e.g. 27.50',
	});
}

/** Note 2: a value of the link's own in place of the page's. */
const ONLY_IF_ALLOWED = 'Works only if the page allows it.';

function dateField(displayName: string, name: string, description: string): Field {
	const rules: FieldRules = { kind: 'date' };
	return { displayName, name, type: 'dateTime', default: '', description, rules };
}

const ecommercePage = textField(
	'Ecommerce Page ID',
	'ecommercePage',
	'The ecommerce page the link is made for: one set up for personalized links. You find its ID, which begins with EP, in the SmarterPay portal.',
	{ placeholder: 'e.g. EP02KO5D0G80XMPERW4V', required: true },
);

/** A field of the request, and not what the operation works on. */
const customerOfLink: Field = {
	...customerAccountId,
	required: false,
	description:
		'The customer the link is for, where the page expects a customer account. This node creates them too.',
	rules: { kind: 'text', wireName: 'customer_account' },
};

/**
 * Always shown: n8n forgets a parameter whose display hangs on a collection, where the first collection amount stands.
 * Without an amount it may stay as it is.
 */
const amountIn: Field = {
	displayName: 'Amount In',
	name: unit.parameter,
	type: 'options',
	options: [
		{ name: 'Choose…', value: 'choose', description: 'Nothing is sent until this is chosen' },
		{ name: 'Pounds', value: unit.major, description: '27.50 means £27.50' },
		{ name: 'Pence', value: unit.minor, description: '2750 means £27.50' },
	],
	default: 'choose',
	description:
		'What the numbers mean, in every amount of this node and of your columns. To be chosen as soon as there is one.',
	rules: { kind: 'text', setting: true },
};

/** What most links are given. */
export const everydayFields: Field[] = [
	ecommercePage,
	customerOfLink,
	amountField('Amount', 'amount', `Amount in place of the page's. ${ONLY_IF_ALLOWED}`),
	amountIn,
	textField(
		'Description',
		'description',
		`Description in place of the page's, at most 255 characters. ${ONLY_IF_ALLOWED}`,
		{ placeholder: 'e.g. Payment Plan', maxLength: 255 },
	),
];

/** smarterpay.md 6. */
export const onceFor = avoidDuplicatesBy(
	'What tells this link from all others, such as the number of its invoice. Where it comes again, also in a new run of the workflow, SmarterPay makes no second link and repeats its first answer, for at least 24 hours.',
);

/** Note 1: which of the four records the link needs depends on the set-up of the page (D2). */
export const linkedRecords: Field = {
	displayName: 'Linked Records',
	name: 'linkedRecords',
	type: 'collection',
	placeholder: 'Add Linked Record',
	default: {},
	description:
		'What the page expects in place of a customer account: its set-up says which one, add exactly that. These records must exist already; they come from the SmarterPay portal or its API, not from this node.',
	options: [
		textField('Bank Account ID', 'bankAccount', 'An existing bank account at SmarterPay', {
			placeholder: 'e.g. BA01VQY3LJO0NLPE61OG',
		}),
		textField('Mandate ID', 'mandate', 'An existing Direct Debit mandate at SmarterPay'),
		textField(
			'Recurrence Schedule ID',
			'recurrenceSchedule',
			'An existing recurrence schedule at SmarterPay',
		),
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

/** What may be changed later (smarterpay.md 2.2): one status, and the metadata. */
export const changeableFields: Field[] = [
	{
		...choiceField(
			'Status',
			'status',
			'Ends the link, so that it can no longer be paid. This cannot be undone.',
			[['Expired', 'expired']],
		),
		rules: { kind: 'text', check: onlyExpired },
	},
	...metadataFields,
];

/** Note 2: values in place of the page's, as far as its set-up allows it; then the metadata. */
export const additional = additionalFields([
	textField(
		'Return URL',
		'returnUrl',
		`Where the payer goes afterwards. Must start with https://, at most 2048 characters, without query parameters named page or payment. ${ONLY_IF_ALLOWED}`,
		{ placeholder: 'e.g. https://example.com/thank-you', maxLength: 2048, check: returnAddress },
	),
	amountField(
		'First Collection Amount',
		'firstCollectionAmount',
		`Amount of the first collection. ${ONLY_IF_ALLOWED}`,
	),
	dateField(
		'First Collection Date',
		'firstCollectionDate',
		`Day of the first collection. ${ONLY_IF_ALLOWED}`,
	),
	dateField('Start Date', 'startDate', `First day of the schedule. ${ONLY_IF_ALLOWED}`),
	dateField('End Date', 'endDate', `Last day of the schedule. ${ONLY_IF_ALLOWED}`),
	textField(
		'AUDDIS Reference',
		'auddis',
		`Mandate reference in place of the one the system makes: A-Z, 0-9, "/", "-", ".", "&" and spaces. ${ONLY_IF_ALLOWED}`,
		{ placeholder: 'e.g. INVOICE-1042', check: auddisReference },
	),
	textField(
		'Customer Custom Reference',
		'customerCustomReference',
		`Your reference for the customer, at most 100 characters. Links can be found by it, but SmarterPay does not return it. ${ONLY_IF_ALLOWED}`,
		{ maxLength: 100 },
	),
	textField(
		'Card Payment Custom Reference',
		'cardPaymentCustomReference',
		`Your reference for the card payment, at most 100 characters. ${ONLY_IF_ALLOWED}`,
		{ maxLength: 100 },
	),
	textField(
		'Bank Account Custom Reference',
		'bankAccountCustomReference',
		`Your reference for the bank account, at most 100 characters. ${ONLY_IF_ALLOWED}`,
		{ maxLength: 100 },
	),
	textField(
		'Recurrence Schedule Custom Reference',
		'recurrenceScheduleCustomReference',
		`Your reference for the schedule, at most 100 characters. ${ONLY_IF_ALLOWED}`,
		{ maxLength: 100 },
	),
	...metadataFields,
]);
