// The customer an operation works on.
import type { Field } from '../../../shared/fields';

export const customerId: Field = {
	displayName: 'Customer',
	name: 'customerId',
	type: 'resourceLocator',
	required: true,
	default: { mode: 'id', value: '' },
	description: 'The customer, by the ID that Kwik gave it',
	modes: [{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. cus_abc123' }],
};
