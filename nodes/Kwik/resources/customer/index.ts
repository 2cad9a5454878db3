// Kwik customers.
import type { Resource } from '../../../shared/contract/operation';
import { archive } from './archive';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';
import { upsert } from './upsert';

export const customer: Resource = {
	name: 'Customer',
	value: 'customer',
	operations: [archive, create, upsert, get, getAll, update],
	defaultOperation: create,
};
