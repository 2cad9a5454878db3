import { listIn } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { limit, returnAll } from '../../../shared/form/commonFields';
import { API } from '../../provider';

/** Lists subscriptions. MakePay `GET /subscriptions`, makepay.md 3.4. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many subscriptions',
	description: 'List the subscriptions of your company',
	properties: [returnAll, limit],
	readsOnly: true,
	request: () => ({ method: 'GET', path: `${API}/subscriptions` }),
	repeat: 'safe',
	result: listIn('subscriptions'),
	list: {},
};
