// SmarterPay customer accounts.
import type { Resource } from '../../../shared/contract/operation';
import { create } from './create';
import { get } from './get';
import { update } from './update';

export const customerAccount: Resource = {
	name: 'Customer Account',
	value: 'customerAccount',
	operations: [create, get, update],
	defaultOperation: create,
};
