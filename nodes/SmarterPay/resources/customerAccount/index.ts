// SmarterPay customer accounts.
import type { Resource } from '../../../shared/operation';
import { create } from './create';

export const customerAccount: Resource = {
	name: 'Customer Account',
	value: 'customerAccount',
	operations: [create],
	defaultOperation: create,
};
