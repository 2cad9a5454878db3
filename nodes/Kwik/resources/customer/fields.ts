// The fields of a Kwik customer. kwik.md 2.2, 2.3 (V1) and 3.1 (V2).
import { emailAddress } from '../../../shared/checks';
import { definedBelow } from '../../../shared/dataMode';
import type { Field } from '../../../shared/fields';

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

export const reference: Field = {
	displayName: 'Reference',
	name: 'reference',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. CLN240919000001',
	description: 'Your own reference for the customer, at most 35 characters',
	rules: { kind: 'text', maxLength: 35, required: true },
};

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

const companyName: Field = {
	displayName: 'Company Name',
	name: 'companyName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Superior Meteor Corp',
	description: 'Name of the company, at most 64 characters',
	rules: { kind: 'text', maxLength: 64 },
};

const personName: Field = {
	displayName: 'Person Name',
	name: 'personName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Nomsa',
	description: 'First name of the person, at most 32 characters. Needed for DebiCheck mandates.',
	rules: { kind: 'text', maxLength: 32 },
};

const personSurname: Field = {
	displayName: 'Person Surname',
	name: 'personSurname',
	type: 'string',
	default: '',
	placeholder: 'e.g. Dlamini',
	description: 'Surname of the person, at most 32 characters. Needed for DebiCheck mandates.',
	rules: { kind: 'text', maxLength: 32 },
};

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
	{
		displayName: 'Billing Address Line 1',
		name: 'billingAddressLine1',
		type: 'string',
		default: '',
		placeholder: 'e.g. 145 Superior Complex',
		description: 'Complex, or the street address when there is none. At most 128 characters.',
		rules: { kind: 'text', maxLength: 128 },
	},
	{
		displayName: 'Billing Address Line 2',
		name: 'billingAddressLine2',
		type: 'string',
		default: '',
		placeholder: 'e.g. 541 New River Road',
		description: 'Street address when line 1 holds a complex. At most 128 characters.',
		rules: { kind: 'text', maxLength: 128 },
	},
	{
		displayName: 'Billing Country',
		name: 'billingCountry',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		placeholder: 'e.g. ZA',
		description: 'Country of the billing address',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Billing Email',
		name: 'billingEmail',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		placeholder: 'e.g. billing@example.com',
		description: 'Email address for billing',
		rules: { kind: 'text', check: emailAddress },
	},
	{
		displayName: 'Billing Province or State',
		name: 'billingProvinceOrState',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		placeholder: 'e.g. Gauteng',
		description: 'Province or state of the billing address',
		rules: { kind: 'text' },
	},
	{
		displayName: 'City or Town',
		name: 'cityOrTown',
		type: 'string',
		default: '',
		placeholder: 'e.g. Pretoria',
		description: 'City or town of the billing address, at most 64 characters',
		rules: { kind: 'text', maxLength: 64 },
	},
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
	{
		displayName: 'Contact Number',
		name: 'contactNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +27830000000',
		description:
			'Mobile number, at most 16 characters. It must include the area code; the sample of Kwik has the country code. Needed for DebiCheck mandates.',
		rules: { kind: 'text', maxLength: 16 },
	},
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
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		default: '',
		placeholder: 'e.g. customer@example.com',
		description: 'Email address of the customer, at most 128 characters',
		rules: { kind: 'text', maxLength: 128, check: emailAddress },
	},
	{
		displayName: 'ID Number',
		name: 'idNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. 9001120000000',
		description:
			'Number that fits the ID type, at most 13 characters. Needed for DebiCheck. Give it as text: a number would lose its leading zeros.',
		rules: { kind: 'text', maxLength: 13 },
	},
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
	{
		displayName: 'Postal Code',
		name: 'postalCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 1285',
		hint: 'Kwik stores a number, so leading zeros are lost: 0002 becomes 2',
		description: 'Postal code of the billing address',
		rules: { kind: 'integer' },
	},
	{
		displayName: 'Shipping Address Line 1',
		name: 'shippingAddressLine1',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		description: 'First line of the shipping address',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Shipping Address Line 2',
		name: 'shippingAddressLine2',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		description: 'Second line of the shipping address',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Shipping City or Town',
		name: 'shippingCityOrTown',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		description: 'City or town of the shipping address',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Shipping Contact Name',
		name: 'shippingContactName',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		description: 'Name of the contact for deliveries',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Shipping Contact Number',
		name: 'shippingContactNumber',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		placeholder: 'e.g. +27710000000',
		description: 'Phone number of the contact for deliveries',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Shipping Country',
		name: 'shippingCountry',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		placeholder: 'e.g. ZA',
		description: 'Country of the shipping address',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Shipping Postal Code',
		name: 'shippingPostalCode',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		placeholder: 'e.g. 1285',
		hint: 'Kwik stores a number, so leading zeros are lost: 0002 becomes 2',
		rules: { kind: 'integer' },
	},
	{
		displayName: 'Shipping Province or State',
		name: 'shippingProvinceOrState',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		description: 'Province or state of the shipping address',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Tax Number',
		name: 'taxNumber',
		type: 'string',
		displayOptions: v2Only,
		default: '',
		placeholder: 'e.g. 9560000000',
		description: 'Tax number of the customer',
		rules: { kind: 'text' },
	},
];
