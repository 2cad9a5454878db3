// Kwik customers.
import type { Resource } from '../../../shared/operation';
import { create } from './create';
import { getAll } from './getAll';
import { update } from './update';

export const customer: Resource = {
	name: 'Customer',
	value: 'customer',
	operations: [create, getAll, update],
	defaultOperation: create,
};
