// MakePay customers.
import type { Resource } from '../../../shared/contract/operation';
import { getAll } from './getAll';
import { upsert } from './upsert';

export const customer: Resource = {
	name: 'Customer',
	value: 'customer',
	operations: [upsert, getAll],
	defaultOperation: upsert,
};
