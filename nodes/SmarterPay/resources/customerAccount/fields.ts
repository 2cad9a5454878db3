// The fields of a SmarterPay customer account. smarterpay.md 3.1 (lengths of the newer revision, D20).
import type { IDataObject } from 'n8n-workflow';
import { emailAddress } from '../../../shared/contract/address';
import type { Field, FieldProblem } from '../../../shared/contract/field';
import { avoidDuplicatesBy, locator, textField } from '../../../shared/form/commonFields';

/** A state or country code: two letters. */
function twoLetters(value: string): string | undefined {
	return /^[A-Za-z]{2}$/.test(value) ? undefined : 'must be a code of two letters';
}

export const customerAccountId = locator(
	'Customer Account',
	'customerAccountId',
	'searchCustomerAccounts',
	'e.g. CA01OQW39P4GY7J56NXL',
	'The customer account, chosen from the list or given by the ID that SmarterPay gave it',
);

export const requiredFields: Field[] = [
	textField('Email', 'email', 'Email address of the customer, at most 100 characters', {
		placeholder: 'e.g. name@email.com',
		maxLength: 100,
		required: true,
		check: emailAddress,
	}),
	textField('First Name', 'firstName', 'First name of the customer, at most 50 characters', {
		maxLength: 50,
		required: true,
	}),
	textField('Last Name', 'lastName', 'Last name of the customer, at most 50 characters', {
		maxLength: 50,
		required: true,
	}),
	textField('Address Line 1', 'addressLine1', 'First line of the address, at most 50 characters', {
		placeholder: 'e.g. 74 Example Street',
		maxLength: 50,
		required: true,
		wireName: 'address_line1',
	}),
	textField('City', 'city', 'City of the address, at most 50 characters', {
		maxLength: 50,
		required: true,
	}),
	textField('Postal Code', 'postalCode', 'Postal code of the address, at most 50 characters', {
		placeholder: 'e.g. EX1 1EX',
		maxLength: 50,
		required: true,
	}),
];

/** smarterpay.md 6. */
export const onceFor = avoidDuplicatesBy(
	'What tells this account from all others, such as your reference for the customer. Where it comes again, also in a new run of the workflow, SmarterPay makes no second account and repeats its first answer, for at least 24 hours.',
	'reference',
);

export const optionalFields: Field[] = [
	textField(
		'Custom Reference',
		'customReference',
		'Your own reference for the customer, at most 50 characters',
		{ maxLength: 50 },
	),
	textField('Company Name', 'companyName', 'Name of the company, at most 160 characters', {
		maxLength: 160,
	}),
	textField('Title', 'title', 'Form of address, at most 45 characters', {
		placeholder: 'e.g. Mx',
		maxLength: 45,
	}),
	textField('Address Line 2', 'addressLine2', 'Second line of the address, at most 50 characters', {
		maxLength: 50,
		wireName: 'address_line2',
	}),
	textField('Country Code', 'countryCode', 'Two letters (ISO 3166-1). Left empty it means GB.', {
		placeholder: 'e.g. GB',
		maxLength: 2,
		check: twoLetters,
	}),
	textField('State Code', 'stateCode', 'Two letters. Required when the country code is US.', {
		placeholder: 'e.g. NY',
		maxLength: 2,
		check: twoLetters,
	}),
	textField(
		'External ID',
		'externalId',
		'ID of the customer in another system, at most 50 characters',
		{ maxLength: 50 },
	),
	textField(
		'Metadata',
		'metadata',
		'Text, or an object that becomes JSON text. At most 1000 characters.',
		{ kind: 'jsonText', maxLength: 1000 },
	),
];

/** All of them, as update takes them: whichever are to change. */
export const changeableFields: Field[] = [...requiredFields, ...optionalFields].map((field) => ({
	...field,
	required: false,
	rules: { ...field.rules!, required: false },
}));

/** smarterpay.md 3.1: `state_code` is required when `country_code` is `US`. */
export function missingState(record: IDataObject): FieldProblem | undefined {
	return /^us$/i.test(String(record.country_code)) && record.state_code === undefined
		? { field: 'stateCode', message: 'is required when the country code is US' }
		: undefined;
}
