// Filters and order of the list of payment links. smarterpay.md 2.4.
import type { Field } from '../../../shared/contract/field';

export const filters: Field = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	description:
		'Only links to which all of these apply. SmarterPay has no filter for status, dates or amounts.',
	options: [
		{
			displayName: 'AUDDIS Reference Contains',
			name: 'auddis',
			type: 'string',
			default: '',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Bank Account Custom Reference Contains',
			name: 'bankAccountCustomReference',
			type: 'string',
			default: '',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Bank Account ID',
			name: 'bankAccountId',
			type: 'string',
			default: '',
			placeholder: 'e.g. BA01VQY3LJO0NLPE61OG',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Card Payment Custom Reference Contains',
			name: 'cardPaymentCustomReference',
			type: 'string',
			default: '',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Customer Account ID',
			name: 'customerAccountId',
			type: 'string',
			default: '',
			placeholder: 'e.g. CA01OQW39P4GY7J56NXL',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Customer Custom Reference Contains',
			name: 'customerCustomReference',
			type: 'string',
			default: '',
			description: 'The reference given when the link was created; SmarterPay does not return it',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Ecommerce Page ID',
			name: 'ecommercePageId',
			type: 'string',
			default: '',
			placeholder: 'e.g. EP02KO5D0G80XMPERW4V',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Mandate ID',
			name: 'mandateId',
			type: 'string',
			default: '',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Payment Link ID',
			name: 'id',
			type: 'string',
			default: '',
			placeholder: 'e.g. PL01GOVWD48GD28N0M76',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Recurrence Schedule Custom Reference Contains',
			name: 'recurrenceScheduleCustomReference',
			type: 'string',
			default: '',
			rules: { kind: 'text' },
		},
		{
			displayName: 'Recurrence Schedule ID',
			name: 'recurrenceScheduleId',
			type: 'string',
			default: '',
			rules: { kind: 'text' },
		},
	],
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
