import { isObject } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { output } from '../../../shared/form/commonFields';
import { API } from '../../provider';
import { invoiceId } from './fields';
import { simplifyInvoice } from './records';

/** Gets one invoice. MakePay `GET /bookkeeping/invoices/{id}`, makepay.md 3.8. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get bookkeeping invoice',
	description: 'Get an invoice with its lines and its payment link',
	properties: [invoiceId, ...output],
	readsOnly: true,
	namedBy: ['invoiceId'],
	request: (item) => ({
		method: 'GET',
		path: API + path`/bookkeeping/invoices/${item.id('invoiceId')}`,
	}),
	repeat: 'safe',
	result: ({ invoice }) => (isObject(invoice) ? invoice : undefined),
	simplify: simplifyInvoice,
};
