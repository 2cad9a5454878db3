// Filters and order of the list of payment links. smarterpay.md 2.4.
import type { Field } from '../../../shared/contract/field';
import { filters, textField } from '../../../shared/form/commonFields';

export const listFilters: Field = {
	...filters([
		textField('Customer Account ID', 'customerAccountId', '', {
			placeholder: 'e.g. CA01OQW39P4GY7J56NXL',
		}),
		textField('Ecommerce Page ID', 'ecommercePageId', '', {
			placeholder: 'e.g. EP02KO5D0G80XMPERW4V',
		}),
		textField(
			'Customer Custom Reference Contains',
			'customerCustomReference',
			'The reference given when the link was created; SmarterPay does not return it',
		),
		textField('Card Payment Custom Reference Contains', 'cardPaymentCustomReference', ''),
		textField('Payment Link ID', 'id', '', { placeholder: 'e.g. PL01GOVWD48GD28N0M76' }),
		textField('AUDDIS Reference Contains', 'auddis', ''),
		textField('Mandate ID', 'mandateId', ''),
		textField('Recurrence Schedule ID', 'recurrenceScheduleId', ''),
		textField(
			'Recurrence Schedule Custom Reference Contains',
			'recurrenceScheduleCustomReference',
			'',
		),
		textField('Bank Account ID', 'bankAccountId', '', { placeholder: 'e.g. BA01VQY3LJO0NLPE61OG' }),
		textField('Bank Account Custom Reference Contains', 'bankAccountCustomReference', ''),
	]),
	description:
		'Only links to which all of these apply. SmarterPay has no filter for status, dates or amounts.',
};

/** D9: the API's third sort field, `type`, means nothing for payment links. */
export const sort: Field = {
	displayName: 'Sort',
	name: 'sort',
	type: 'collection',
	placeholder: 'Add Sort',
	default: {},
	options: [
		{
			displayName: 'Sort Field',
			name: 'sortField',
			type: 'options',
			options: [
				{ name: 'Created At', value: 'created_at' },
				{ name: 'ID', value: 'id' },
			],
			default: 'created_at',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Sort Order',
			name: 'sortOrder',
			type: 'options',
			options: [
				{ name: 'Ascending (Oldest First)', value: 'asc' },
				{ name: 'Descending (Newest First)', value: 'desc' },
			],
			default: 'asc',
			rules: { kind: 'text' },
		},
	],
};
