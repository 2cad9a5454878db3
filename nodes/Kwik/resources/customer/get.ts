import type { DecideRule, Operation } from '../../../shared/contract/operation';
import { customerIdOrReference } from './customerId';
import { allRecords } from './records';

const inTheList: DecideRule = {
	request: ({ method, path }) => ({ method, path }),
	records: allRecords,
	keysOf: ({ id, reference }) => [`id ${String(id)}`, `reference ${String(reference)}`],
	use: ({ lookFor }, found) => {
		const [record, ...others] = found;
		if (record && others.length === 0) return { record };
		const ids = found.map(({ id }) => String(id)).join(', ');
		return {
			problem: {
				field: 'customerId',
				message: record
					? `is the ${lookFor!} of ${found.length} customers (${ids}): give the ID instead`
					: `is not known: no customer of this account has the ${lookFor!}`,
			},
		};
	},
};

/** Gets one customer. Kwik has no such call: it is found in the list, fetched once per run. kwik.md 2.4. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a customer',
	description: 'Get a customer by its ID or your reference',
	properties: [customerIdOrReference],
	request: (item) => {
		const by = item.locatorMode('customerId') === 'reference' ? 'reference' : 'id';
		return {
			method: 'GET',
			path: '/1.0/customers/list',
			lookFor: `${by} ${item.id('customerId')}`,
		};
	},
	repeat: 'safe',
	decide: inTheList,
	result: allRecords,
};
