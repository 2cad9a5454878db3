// Invoices of MakePay's bookkeeping, and the links by which they are paid.
import type { Resource } from '../../../shared/contract/operation';
import { create } from './create';
import { createPaymentLink } from './createPaymentLink';
import { get } from './get';
import { getAll } from './getAll';

export const bookkeepingInvoice: Resource = {
	name: 'Bookkeeping Invoice',
	value: 'bookkeepingInvoice',
	operations: [create, createPaymentLink, get, getAll],
	defaultOperation: create,
};
