// The customer an operation works on.
import { locator } from '../../../shared/form/commonFields';

const DESCRIPTION = 'The customer, chosen from the list or given by ';

export const customerId = locator(
	'Customer',
	'customerId',
	'searchCustomers',
	'e.g. cus_abc123',
	`${DESCRIPTION}the ID that Kwik gave it`,
);

/** Where the customer may also be named by its owner's reference. */
export const customerIdOrReference = locator(
	'Customer',
	'customerId',
	'searchCustomers',
	'e.g. cus_abc123',
	`${DESCRIPTION}its ID or your reference`,
	{ displayName: 'By Reference', name: 'reference', placeholder: 'e.g. CLN240919000001' },
);
