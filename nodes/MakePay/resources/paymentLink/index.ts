// MakePay payment links.
import type { Resource } from '../../../shared/contract/operation';
import { create } from './create';
import { get } from './get';
import { getAll } from './getAll';
import { sendEmail } from './sendEmail';
import { update } from './update';

export const paymentLink: Resource = {
	name: 'Payment Link',
	value: 'paymentLink',
	operations: [create, get, getAll, sendEmail, update],
	defaultOperation: create,
};
