// The fields of a SmarterPay customer account. smarterpay.md 3.1 (lengths of the newer revision, D20).
import type { IDataObject } from 'n8n-workflow';
import { emailAddress } from '../../../shared/plan/checks';
import type { Field, FieldProblem } from '../../../shared/contract/field';

/** A state or country code: two letters. */
function twoLetters(value: string): string | undefined {
	return /^[A-Za-z]{2}$/.test(value) ? undefined : 'must be a code of two letters';
}

export const customerAccountId: Field = {
	displayName: 'Customer Account',
	name: 'customerAccountId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'list', value: '' },
	description:
		'The customer account, chosen from the list or given by the ID that SmarterPay gave it',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			placeholder: 'Select a customer account…',
			typeOptions: { searchListMethod: 'searchCustomerAccounts', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. CA01OQW39P4GY7J56NXL' },
	],
};

export const requiredFields: Field[] = [
	{
		displayName: 'Email',
		name: 'email',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. name@email.com',
		description: 'Email address of the customer, at most 100 characters',
		rules: { kind: 'text', maxLength: 100, required: true, check: emailAddress },
	},
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		required: true,
		default: '',
		description: 'First name of the customer, at most 50 characters',
		rules: { kind: 'text', maxLength: 50, required: true },
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		required: true,
		default: '',
		description: 'Last name of the customer, at most 50 characters',
		rules: { kind: 'text', maxLength: 50, required: true },
	},
	{
		displayName: 'Address Line 1',
		name: 'addressLine1',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 74 Example Street',
		description: 'First line of the address, at most 50 characters',
		rules: { kind: 'text', maxLength: 50, required: true, wireName: 'address_line1' },
	},
	{
		displayName: 'City',
		name: 'city',
		type: 'string',
		required: true,
		default: '',
		description: 'City of the address, at most 50 characters',
		rules: { kind: 'text', maxLength: 50, required: true },
	},
	{
		displayName: 'Postal Code',
		name: 'postalCode',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. EX1 1EX',
		description: 'Postal code of the address, at most 50 characters',
		rules: { kind: 'text', maxLength: 50, required: true },
	},
];

export const optionalFields: Field[] = [
	{
		displayName: 'Address Line 2',
		name: 'addressLine2',
		type: 'string',
		default: '',
		description: 'Second line of the address, at most 50 characters',
		rules: { kind: 'text', maxLength: 50, wireName: 'address_line2' },
	},
	{
		displayName: 'Company Name',
		name: 'companyName',
		type: 'string',
		default: '',
		description: 'Name of the company, at most 160 characters',
		rules: { kind: 'text', maxLength: 160 },
	},
	{
		displayName: 'Country Code',
		name: 'countryCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. GB',
		description: 'Two letters (ISO 3166-1). Left empty it means GB.',
		rules: { kind: 'text', maxLength: 2, check: twoLetters },
	},
	{
		displayName: 'Custom Reference',
		name: 'customReference',
		type: 'string',
		default: '',
		description: 'Your own reference for the customer, at most 50 characters',
		rules: { kind: 'text', maxLength: 50 },
	},
	{
		displayName: 'External ID',
		name: 'externalId',
		type: 'string',
		default: '',
		description: 'ID of the customer in another system, at most 50 characters',
		rules: { kind: 'text', maxLength: 50 },
	},
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'string',
		default: '',
		description: 'Text, or an object that becomes JSON text. At most 1000 characters.',
		rules: { kind: 'jsonText', maxLength: 1000 },
	},
	{
		displayName: 'State Code',
		name: 'stateCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. NY',
		description: 'Two letters. Required when the country code is US.',
		rules: { kind: 'text', maxLength: 2, check: twoLetters },
	},
	{
		displayName: 'Title',
		name: 'title',
		type: 'string',
		default: '',
		placeholder: 'e.g. Mx',
		description: 'Form of address, at most 45 characters',
		rules: { kind: 'text', maxLength: 45 },
	},
];

/** All of them, as update takes them: whichever are to change. */
export const changeableFields: Field[] = [...requiredFields, ...optionalFields]
	.map((field) => ({ ...field, required: false, rules: { ...field.rules!, required: false } }))
	.sort((a, b) => a.displayName.localeCompare(b.displayName));

/** smarterpay.md 3.1: `state_code` is required when `country_code` is `US`. */
export function missingState(record: IDataObject): FieldProblem | undefined {
	return /^us$/i.test(String(record.country_code)) && record.state_code === undefined
		? { field: 'stateCode', message: 'is required when the country code is US' }
		: undefined;
}
