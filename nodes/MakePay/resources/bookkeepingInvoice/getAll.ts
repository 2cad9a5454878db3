import type { Operation } from '../../../shared/contract/operation';
import { limit, output, returnAll } from '../../../shared/form/commonFields';
import { API } from '../../provider';
import { invoicesIn, simplifyInvoice } from './records';

/** Lists invoices. MakePay `GET /bookkeeping/invoices`, makepay.md 3.8; no pages and no parameters are known. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many bookkeeping invoices',
	description: 'List the invoices of your bookkeeping',
	properties: [returnAll, limit, ...output],
	readsOnly: true,
	request: () => ({ method: 'GET', path: `${API}/bookkeeping/invoices` }),
	repeat: 'safe',
	result: invoicesIn,
	list: {},
	simplify: simplifyInvoice,
};
