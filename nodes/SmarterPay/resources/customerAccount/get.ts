import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { output } from '../../../shared/form/commonFields';
import { customerAccountId } from './fields';
import { goesByPath } from '../../answers';
import { customerAccount, simplifyCustomerAccount } from './records';

/** Gets one customer account. SmarterPay `GET /customeraccount/{id}`, smarterpay.md 3.1. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get customer account',
	description: 'Get a customer account by its ID, to have its name and email',
	properties: [customerAccountId, ...output],
	readsOnly: true,
	namedBy: ['customerAccountId'],
	request: (item) => ({
		method: 'GET',
		path: path`/customeraccount/${item.id('customerAccountId')}`,
	}),
	repeat: 'safe',
	isFor: goesByPath,
	result: customerAccount,
	simplify: simplifyCustomerAccount,
};
