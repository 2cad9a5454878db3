// SmarterPay payment links.
import type { Resource } from '../../../shared/contract/operation';
import { create } from './create';
import { expire } from './expire';
import { get } from './get';
import { getAll } from './getAll';
import { update } from './update';

export const paymentLink: Resource = {
	name: 'Payment Link',
	value: 'paymentLink',
	operations: [create, expire, get, getAll, update],
	defaultOperation: create,
};
