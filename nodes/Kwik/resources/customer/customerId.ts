// The customer an operation works on.
import { locator } from '../../../shared/form/commonFields';

export const customerId = locator(
	'Customer',
	'customerId',
	'searchCustomers',
	'e.g. cus_abc123',
	'The customer, chosen from the list or given by the ID that Kwik gave it',
);

/** Where the customer may also be named by its owner's reference. */
export const customerIdOrReference = locator(
	'Customer',
	'customerId',
	'searchCustomers',
	'e.g. cus_abc123',
	'The customer, chosen from the list or given by its ID or your reference',
	[
		{
			displayName: 'By Reference',
			name: 'reference',
			type: 'string',
			placeholder: 'e.g. CLN240919000001',
		},
	],
);
