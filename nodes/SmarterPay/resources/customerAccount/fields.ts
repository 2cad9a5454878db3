// The fields of a SmarterPay customer account. smarterpay.md 3.1 (lengths of the newer revision, D20).
import { emailAddress } from '../../../shared/checks';
import type { Field } from '../../../shared/fields';

/** A state or country code: two letters. */
function twoLetters(value: string): string | undefined {
	return /^[A-Za-z]{2}$/.test(value) ? undefined : 'must be a code of two letters';
}

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
		description: 'At most 50 characters',
		rules: { kind: 'text', maxLength: 50, required: true },
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		required: true,
		default: '',
		description: 'At most 50 characters',
		rules: { kind: 'text', maxLength: 50, required: true },
	},
	{
		displayName: 'Address Line 1',
		name: 'addressLine1',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 74 Example Street',
		description: 'At most 50 characters',
		rules: { kind: 'text', maxLength: 50, required: true, wireName: 'address_line1' },
	},
	{
		displayName: 'City',
		name: 'city',
		type: 'string',
		required: true,
		default: '',
		description: 'At most 50 characters',
		rules: { kind: 'text', maxLength: 50, required: true },
	},
	{
		displayName: 'Postal Code',
		name: 'postalCode',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. EX1 1EX',
		description: 'At most 50 characters',
		rules: { kind: 'text', maxLength: 50, required: true },
	},
];

export const optionalFields: Field[] = [
	{
		displayName: 'Address Line 2',
		name: 'addressLine2',
		type: 'string',
		default: '',
		description: 'At most 50 characters',
		rules: { kind: 'text', maxLength: 50, wireName: 'address_line2' },
	},
	{
		displayName: 'Company Name',
		name: 'companyName',
		type: 'string',
		default: '',
		description: 'At most 160 characters',
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
		description: 'At most 45 characters',
		rules: { kind: 'text', maxLength: 45 },
	},
];
