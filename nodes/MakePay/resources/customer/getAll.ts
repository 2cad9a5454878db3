import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll } from '../../../shared/form/commonFields';
import type { Operation } from '../../../shared/contract/operation';
import { API } from '../../provider';

/** Lists the customers of the key's company. MakePay `GET /customers`, makepay.md 3.2; no pages are known. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many customers',
	description: 'List the customers of your company',
	properties: [returnAll, limit],
	request: () => ({ method: 'GET', path: `${API}/customers` }),
	repeat: 'safe',
	result: ({ customers }) => (Array.isArray(customers) ? (customers as IDataObject[]) : undefined),
	list: {},
};
