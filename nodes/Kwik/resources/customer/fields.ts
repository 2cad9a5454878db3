// The fields of a Kwik customer. kwik.md 2.2, 2.3 (V1) and 3.1 (V2).
import { emailAddress } from '../../../shared/contract/address';
import type { Field } from '../../../shared/contract/field';
import { textField } from '../../../shared/form/commonFields';
import { definedBelow } from '../../../shared/form/mapping';

/** Shows a field in the V1 form only: V1 names lookup values by their ids. */
const v1Only = { show: { '/apiVersion': ['1.0'] } };
/** Shows a field in the V2 form only: V2 names lookup values by enum texts and has more fields. */
const v2Only = { show: { '/apiVersion': ['2.0'] } };

/** kwik.md 2.3, side effects. */
export const STATUS_HINT =
	'A customer with running payments cannot be archived or disabled, and archiving does not cancel DebiCheck mandates';

export const apiVersion: Field = {
	displayName: 'API Version',
	name: 'apiVersion',
	type: 'options',
	noDataExpression: true,
	options: [
		{ name: 'V1', value: '1.0', description: 'Status and ID type are given by their IDs' },
		{
			name: 'V2',
			value: '2.0',
			description:
				'Status and ID type are given by name; adds billing email, shipping address and tax fields',
		},
	],
	default: '1.0',
	description: 'Which version of the Kwik API to use; with live keys both see the same customers',
};

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
	displayOptions: definedBelow,
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
	companyName,
	personName,
	personSurname,
	{
		...reference,
		required: false,
		description:
			'New reference for the customer, at most 35 characters. Kwik documents it as required on update in one place and as optional in another: give it if Kwik refuses an update without it.',
		rules: { kind: 'text', maxLength: 35 },
	},
];

/** Every optional field of create and update, in the order of their labels. */
export const optionalFields: Field[] = [
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
	textField('Billing Country', 'billingCountry', 'Country of the billing address', {
		displayOptions: v2Only,
		placeholder: 'e.g. ZA',
	}),
	textField('Billing Email', 'billingEmail', 'Email address for billing', {
		displayOptions: v2Only,
		placeholder: 'e.g. billing@example.com',
		check: emailAddress,
	}),
	textField(
		'Billing Province or State',
		'billingProvinceOrState',
		'Province or state of the billing address',
		{ displayOptions: v2Only, placeholder: 'e.g. Gauteng' },
	),
	textField(
		'City or Town',
		'cityOrTown',
		'City or town of the billing address, at most 64 characters',
		{ placeholder: 'e.g. Pretoria', maxLength: 64 },
	),
	{
		displayName: 'Client Type Name or ID',
		name: 'clientType',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getClientTypeEnums' },
		displayOptions: v2Only,
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		rules: { kind: 'text' },
	},
	textField(
		'Contact Number',
		'contactNumber',
		'Mobile number, at most 16 characters. It must include the area code; the sample of Kwik has the country code. Needed for DebiCheck mandates.',
		{ placeholder: 'e.g. +27830000000', maxLength: 16 },
	),
	{
		displayName: 'Customer Status Name or ID',
		name: 'customerStatus',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getCustomerStatusEnums' },
		hint: STATUS_HINT,
		displayOptions: v2Only,
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Customer Status Name or ID',
		name: 'customerStatusLookupsId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getCustomerStatuses' },
		hint: STATUS_HINT,
		displayOptions: v1Only,
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		rules: { kind: 'text', maxLength: 32 },
	},
	textField('Email', 'email', 'Email address of the customer, at most 128 characters', {
		placeholder: 'e.g. customer@example.com',
		maxLength: 128,
		check: emailAddress,
	}),
	textField(
		'ID Number',
		'idNumber',
		'Number that fits the ID type, at most 13 characters. Needed for DebiCheck. Give it as text: a number would lose its leading zeros.',
		{ placeholder: 'e.g. 9001120000000', maxLength: 13 },
	),
	{
		displayName: 'ID Type Name or ID',
		name: 'idType',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getIdTypeEnums' },
		displayOptions: v2Only,
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		rules: { kind: 'text' },
	},
	{
		displayName: 'ID Type Name or ID',
		name: 'idTypeLookupsId',
		type: 'options',
		typeOptions: { loadOptionsMethod: 'getIdTypes' },
		displayOptions: v1Only,
		default: '',
		description:
			'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
		rules: { kind: 'text', maxLength: 32 },
	},
	{
		displayName: 'Is Tax Registered',
		name: 'isTax',
		type: 'boolean',
		displayOptions: v2Only,
		default: false,
		description: 'Whether the customer is registered for tax',
		rules: { kind: 'boolean' },
	},
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"custom_field_1": "custom data 1"}',
		description: 'Any further data, as a JSON object',
		rules: { kind: 'jsonObject' },
	},
	textField('Postal Code', 'postalCode', 'Postal code of the billing address', {
		placeholder: 'e.g. 1285',
		hint: 'Kwik stores a number, so leading zeros are lost: 0002 becomes 2',
		kind: 'integer',
	}),
	textField(
		'Shipping Address Line 1',
		'shippingAddressLine1',
		'First line of the shipping address',
		{ displayOptions: v2Only },
	),
	textField(
		'Shipping Address Line 2',
		'shippingAddressLine2',
		'Second line of the shipping address',
		{ displayOptions: v2Only },
	),
	textField('Shipping City or Town', 'shippingCityOrTown', 'City or town of the shipping address', {
		displayOptions: v2Only,
	}),
	textField('Shipping Contact Name', 'shippingContactName', 'Name of the contact for deliveries', {
		displayOptions: v2Only,
	}),
	textField(
		'Shipping Contact Number',
		'shippingContactNumber',
		'Phone number of the contact for deliveries',
		{ displayOptions: v2Only, placeholder: 'e.g. +27710000000' },
	),
	textField('Shipping Country', 'shippingCountry', 'Country of the shipping address', {
		displayOptions: v2Only,
		placeholder: 'e.g. ZA',
	}),
	textField('Shipping Postal Code', 'shippingPostalCode', '', {
		displayOptions: v2Only,
		placeholder: 'e.g. 1285',
		hint: 'Kwik stores a number, so leading zeros are lost: 0002 becomes 2',
		kind: 'integer',
	}),
	textField(
		'Shipping Province or State',
		'shippingProvinceOrState',
		'Province or state of the shipping address',
		{ displayOptions: v2Only },
	),
	textField('Tax Number', 'taxNumber', 'Tax number of the customer', {
		displayOptions: v2Only,
		placeholder: 'e.g. 9560000000',
	}),
];
