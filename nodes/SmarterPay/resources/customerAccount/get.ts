import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { customerAccountId } from './fields';
import { customerAccount } from './records';

/** Gets one customer account. SmarterPay `GET /customeraccount/{id}`, smarterpay.md 3.1. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get a customer account',
	description: 'Get a customer account by its ID, with name, address and email',
	properties: [customerAccountId],
	request: (item) => ({
		method: 'GET',
		path: path`/customeraccount/${item.id('customerAccountId')}`,
	}),
	repeat: 'safe',
	result: customerAccount,
};
