// The fields of a Kwik customer. kwik.md 2.2, 2.3 (V1) and 3.1 (V2).
import { emailAddress } from '../../../shared/contract/address';
import type { Field, FieldRules } from '../../../shared/contract/field';
import { jsonObjectField, switchField, textField } from '../../../shared/form/commonFields';

/** Fields that V1 does not have; which they are stands in their labels. kwik.md 3.1. */
const v2Only: Required<Pick<FieldRules, 'versions'>> = { versions: { '2.0': {} } };

/** A lookup field: V1 names it and its values by ids, V2 by names. kwik.md 3.1, D3. */
function byVersion(v1: string, v2: string): Required<Pick<FieldRules, 'versions'>> {
	return { versions: { '1.0': { wireName: v1, maxLength: 32 }, '2.0': { wireName: v2 } } };
}

/** kwik.md 2.3, side effects. */
export const STATUS_HINT =
	'A customer with running payments cannot be archived or disabled, and archiving does not cancel DebiCheck mandates';

export const reference = textField(
	'Reference',
	'reference',
	'Your own reference for the customer, at most 35 characters',
	{ placeholder: 'e.g. CLN240919000001', maxLength: 35, required: true },
);

export const customerType: Field = {
	displayName: 'Customer Type',
	name: 'customerType',
	type: 'options',
	options: [
		{ name: 'Company', value: 'company' },
		{ name: 'Person', value: 'person' },
	],
	default: 'person',
	description:
		'Whether the customer is a person or a company. DebiCheck mandates work only for persons.',
};

const companyName = textField(
	'Company Name',
	'companyName',
	'Name of the company, at most 64 characters',
	{ placeholder: 'e.g. Superior Meteor Corp', maxLength: 64 },
);

const personName = textField(
	'Person Name',
	'personName',
	'First name of the person, at most 32 characters. Needed for DebiCheck mandates.',
	{ placeholder: 'e.g. Nomsa', maxLength: 32 },
);

const personSurname = textField(
	'Person Surname',
	'personSurname',
	'Surname of the person, at most 32 characters. Needed for DebiCheck mandates.',
	{ placeholder: 'e.g. Dlamini', maxLength: 32 },
);

/** The names as create asks for them: one form for persons, one for companies. */
export const nameFields: Field[] = [
	{
		...personName,
		required: true,
		displayOptions: { show: { customerType: ['person'] } },
	},
	{
		...personSurname,
		required: true,
		displayOptions: { show: { customerType: ['person'] } },
	},
	{
		...companyName,
		required: true,
		displayOptions: { show: { customerType: ['company'] } },
	},
];

/** The names as update takes them: whichever is to change. */
export const changeableNames: Field[] = [
	personName,
	personSurname,
	companyName,
	{
		...reference,
		required: false,
		description:
			'New reference for the customer, at most 35 characters. Kwik documents it as required on update in one place and as optional in another: a customer named by reference or e-mail has it sent along.',
		rules: { kind: 'text', maxLength: 35 },
	},
];

/** How the customer is reached: what most customers have. */
export const contactFields: Field[] = [
	textField('Email', 'email', 'Email address of the customer, at most 128 characters', {
		placeholder: 'e.g. customer@example.com',
		maxLength: 128,
		check: emailAddress,
	}),
	textField(
		'Contact Number',
		'contactNumber',
		'Mobile number with its area code, at most 16 characters; the sample of Kwik has the country code. Needed for DebiCheck mandates.',
		{
			placeholder: 'e.g. +27830000000',
			maxLength: 16,
			remark: (given) =>
				/^0\d/.test(given)
					? 'begins with 0 and was sent as it is. The sample of Kwik has the country code: +27 in place of the 0'
					: undefined,
		},
	),
];

/** Kwik's postal codes are whole numbers. kwik.md 2.2. */
function postalCode(displayName: string, name: string, versions?: FieldRules['versions']): Field {
	return textField(displayName, name, '', {
		placeholder: 'e.g. 1285',
		hint: 'Kwik stores a number, so leading zeros are lost: 0002 becomes 2',
		kind: 'integer',
		...(versions ? { versions } : {}),
		remark: (given) =>
			/^0\d/.test(given)
				? 'loses its leading zeros, since Kwik stores a number: 0002 becomes 2'
				: undefined,
	});
}

/** A field whose values are lookups of Kwik. */
function lookupField(
	displayName: string,
	name: string,
	loadOptionsMethod: string,
	rules: Required<Pick<FieldRules, 'versions'>>,
	hint?: string,
): Field {
	return {
		displayName: `${displayName} Name or ID`,
		name,
		type: 'options',
		typeOptions: { loadOptionsMethod },
		...(hint ? { hint } : {}),
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		rules: { kind: 'text', ...rules },
	};
}

/** The status of a customer, as a field and as a filter. */
export function customerStatus(hint?: string): Field {
	return lookupField(
		'Customer Status',
		'customerStatus',
		'getCustomerStatuses',
		byVersion('customer_status_lookups_id', 'customer_status'),
		hint,
	);
}

/** Every other optional field of create and update, in the order of use. */
export const optionalFields: Field[] = [
	lookupField('ID Type', 'idType', 'getIdTypes', byVersion('id_type_lookups_id', 'id_type')),
	textField(
		'ID Number',
		'idNumber',
		'Number that fits the ID type, at most 13 characters. Needed for DebiCheck. Give it as text: a number would lose its leading zeros.',
		{ placeholder: 'e.g. 9001120000000', maxLength: 13 },
	),
	textField(
		'Billing Address Line 1',
		'billingAddressLine1',
		'Complex, or the street address when there is none. At most 128 characters.',
		{ placeholder: 'e.g. 145 Superior Complex', maxLength: 128 },
	),
	textField(
		'Billing Address Line 2',
		'billingAddressLine2',
		'Street address when line 1 holds a complex. At most 128 characters.',
		{ placeholder: 'e.g. 541 New River Road', maxLength: 128 },
	),
	textField(
		'City or Town',
		'cityOrTown',
		'City or town of the billing address, at most 64 characters',
		{ placeholder: 'e.g. Pretoria', maxLength: 64 },
	),
	postalCode('Postal Code', 'postalCode'),
	customerStatus(STATUS_HINT),
	jsonObjectField('e.g. {"custom_field_1": "custom data 1"}'),
	textField('Billing Email (V2)', 'billingEmail', 'Email address for billing', {
		...v2Only,
		placeholder: 'e.g. billing@example.com',
		check: emailAddress,
	}),
	textField(
		'Billing Province or State (V2)',
		'billingProvinceOrState',
		'Province or state of the billing address',
		{ ...v2Only, placeholder: 'e.g. Gauteng' },
	),
	textField('Billing Country (V2)', 'billingCountry', 'Country of the billing address', {
		...v2Only,
		placeholder: 'e.g. ZA',
	}),
	lookupField('Client Type (V2)', 'clientType', 'getClientTypes', v2Only),
	switchField(
		'Is Tax Registered (V2)',
		'isTax',
		'Whether the customer is registered for tax',
		v2Only,
	),
	textField('Tax Number (V2)', 'taxNumber', 'Tax number of the customer', {
		...v2Only,
		placeholder: 'e.g. 9560000000',
	}),
	textField(
		'Shipping Contact Name (V2)',
		'shippingContactName',
		'Name of the contact for deliveries',
		v2Only,
	),
	textField(
		'Shipping Contact Number (V2)',
		'shippingContactNumber',
		'Phone number of the contact for deliveries',
		{ ...v2Only, placeholder: 'e.g. +27710000000' },
	),
	textField(
		'Shipping Address Line 1 (V2)',
		'shippingAddressLine1',
		'First line of the shipping address',
		v2Only,
	),
	textField(
		'Shipping Address Line 2 (V2)',
		'shippingAddressLine2',
		'Second line of the shipping address',
		v2Only,
	),
	textField(
		'Shipping City or Town (V2)',
		'shippingCityOrTown',
		'City or town of the shipping address',
		v2Only,
	),
	postalCode('Shipping Postal Code (V2)', 'shippingPostalCode', v2Only.versions),
	textField(
		'Shipping Province or State (V2)',
		'shippingProvinceOrState',
		'Province or state of the shipping address',
		v2Only,
	),
	textField('Shipping Country (V2)', 'shippingCountry', 'Country of the shipping address', {
		...v2Only,
		placeholder: 'e.g. ZA',
	}),
];
