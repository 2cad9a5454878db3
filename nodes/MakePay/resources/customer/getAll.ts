import { listIn } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { limit, returnAll } from '../../../shared/form/commonFields';
import { API } from '../../provider';

/** The customers of a list. */
export const customersIn = listIn('customers');

/** Lists the customers of the key's company. MakePay `GET /customers`, makepay.md 3.2; no pages are known. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many customers',
	description: 'List the customers of your company',
	properties: [returnAll, limit],
	request: () => ({ method: 'GET', path: `${API}/customers` }),
	repeat: 'safe',
	result: customersIn,
	list: {},
};
