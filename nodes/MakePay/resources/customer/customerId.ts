// The customer an operation works on.
import type { Field } from '../../../shared/fields';

export const customerId: Field = {
	displayName: 'Customer',
	name: 'customerId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '' },
	description: 'The customer, by its UUID or its public UID',
	modes: [
		{
			displayName: 'By ID',
			name: 'id',
			type: 'string',
			placeholder: 'e.g. cus_01hzy4k6p4w9y2x7e2z7n8a2xm',
		},
	],
};
