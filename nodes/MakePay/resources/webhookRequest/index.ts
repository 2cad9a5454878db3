// The log of what MakePay has sent to callback URLs.
import type { Resource } from '../../../shared/contract/operation';
import { getAll } from './getAll';

export const webhookRequest: Resource = {
	name: 'Webhook Request',
	value: 'webhookRequest',
	operations: [getAll],
	defaultOperation: getAll,
};
