import type { Operation } from '../../../shared/contract/operation';
import { output } from '../../../shared/form/commonFields';
import { customerId, customerNamed, keyOf } from './customerId';
import { allRecords, simplifiedCustomer } from './records';

/** Gets one customer. Kwik has no such call: it is found in the list, fetched once per run. kwik.md 2.4. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get customer',
	description: 'Get a customer by its ID, your reference or its e-mail address',
	properties: [customerId, ...output],
	readsOnly: true,
	namedBy: ['customerId'],
	request: (item) => ({
		method: 'GET',
		path: `/${item.apiVersion}/customers/list`,
		lookFor: { customer: keyOf(item.located('customerId')) },
	}),
	repeat: 'safe',
	decide: { customer: customerNamed((_planned, record) => ({ record })) },
	result: allRecords,
	simplify: simplifiedCustomer,
};
