import type { Operation } from '../../../shared/operation';
import { apiVersion, customerType, nameFields, optionalFields, reference } from './fields';
import { storedRecords } from './records';

/** Creates a customer. Kwik `POST /1.0|2.0/customers/create`, kwik.md 2.2 and 3.1. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a customer',
	description: 'Create a customer that portal links can be issued for',
	properties: [
		apiVersion,
		reference,
		customerType,
		...nameFields,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: optionalFields,
		},
	],
	request: (item) => ({
		method: 'POST',
		path: `/${item.text('apiVersion')}/customers/create`,
		body: { records: [item.record()] },
	}),
	repeat: 'reconciled',
	result: (body) => storedRecords(body, 1),
};
