// What the Kwik trigger watches: customers. How Kwik signs its webhooks could not be read (kwik.md 5), so their list
// is polled (kwik.md 2.4, D26).
import { canonical } from '../shared/contract/json';
import type { WatchRule } from '../shared/contract/watch';
import { allRecords } from './resources/customer/records';

export const customers: WatchRule = {
	request: (apiVersion) => ({ method: 'GET', path: `/${apiVersion}/customers/list` }),
	records: allRecords,
	nothingYet: 'No customer was created or changed',
	identity: (customer) => String(customer.id),
	// `updated_at` may stay empty after an update (kwik.md 2.3): a change is a change of any field. A new customer that
	// has one was changed before it was seen.
	changes: (customer) => [
		{ event: 'customerCreated' },
		{
			event: 'customerUpdated',
			state: canonical(customer),
			onlyLater: !customer.updated_at,
		},
	],
};
