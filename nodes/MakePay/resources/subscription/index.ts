// MakePay subscriptions. They are only read: creating one makes an invoice (makepay.md 3.4).
import type { Resource } from '../../../shared/contract/operation';
import { getAll } from './getAll';

export const subscription: Resource = {
	name: 'Subscription',
	value: 'subscription',
	operations: [getAll],
	defaultOperation: getAll,
};
