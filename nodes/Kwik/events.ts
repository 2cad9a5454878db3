// What the Kwik trigger watches: customers. How Kwik signs its webhooks could not be read (kwik.md 5), so their list
// is polled (kwik.md 2.4, D26).
import type { IDataObject } from 'n8n-workflow';
import type { WatchRule } from '../shared/poll';
import { allRecords } from './resources/customer/records';

export const customers: WatchRule = {
	request: { method: 'GET', path: '/1.0/customers/list' },
	records: allRecords,
	identity: (customer) => String(customer.id),
	// `updated_at` may stay empty after an update (kwik.md 2.3): a change is a change of any field.
	changes: (customer) => [
		{ event: 'customerCreated' },
		{ event: 'customerUpdated', state: content(customer), onlyLater: true },
	],
};

/** All fields of a record in a fixed order. */
function content(record: IDataObject): string {
	return JSON.stringify(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
