// The customer an operation works on.
import { locator } from '../../../shared/form/commonFields';

export const customerId = locator(
	'Customer',
	'customerId',
	'searchCustomers',
	'e.g. cus_01hzy4k6p4w9y2x7e2z7n8a2xm',
	'The customer, chosen from the list or given by its UUID or its public UID',
);
