import { listIn } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { limit, returnAll } from '../../../shared/form/commonFields';
import { API, listQuery } from '../../provider';

/** Lists deliveries of webhooks. MakePay `GET /webhook-requests`, makepay.md 3.7: the form of a record is not known. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many webhook requests',
	description: 'List what MakePay has lately sent to your callback URL',
	properties: [returnAll, limit],
	readsOnly: true,
	request: (item) => ({
		method: 'GET',
		path: `${API}/webhook-requests`,
		query: listQuery(item),
	}),
	repeat: 'safe',
	result: listIn('webhookRequests', 'requests'),
	list: {},
};
