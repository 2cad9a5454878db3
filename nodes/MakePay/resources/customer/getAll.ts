import type { Operation } from '../../../shared/contract/operation';
import { limit, output, returnAll } from '../../../shared/form/commonFields';
import { API } from '../../provider';
import { customersIn, simplifiedCustomer } from './records';

/** Lists the customers of the key's company. MakePay `GET /customers`, makepay.md 3.2; no pages are known. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many customers',
	description: 'List the customers of your company',
	properties: [returnAll, limit, ...output],
	readsOnly: true,
	request: () => ({ method: 'GET', path: `${API}/customers` }),
	repeat: 'safe',
	result: customersIn,
	list: {},
	simplify: simplifiedCustomer,
};
