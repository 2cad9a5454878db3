import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { output, updateFields } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { changeableFields, customerAccountId, missingState } from './fields';
import { goesByPath } from '../../answers';
import { customerAccount, simplifyCustomerAccount } from './records';

/** Changes a customer account. SmarterPay `PUT /customeraccount/{id}`, smarterpay.md 3.1. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update customer account',
	description: 'Change fields of a customer account',
	properties: withDataMode([customerAccountId, updateFields(changeableFields), ...output]),
	changes: 'SmarterPay does not say how a field is emptied.',
	namedBy: ['customReference', 'email', 'customerAccountId'],
	request: (item) => {
		const record = item.record();
		const problem = missingState(record);
		if (problem) item.refuseMissing(problem.field, problem.message);
		item.refuseEmptyUpdate(record);
		return {
			method: 'PUT',
			path: path`/customeraccount/${item.id('customerAccountId')}`,
			body: { Customer_Account: record },
		};
	},
	repeat: 'keyed',
	isFor: goesByPath,
	sent: ({ body }) => body!.Customer_Account as IDataObject,
	result: customerAccount,
	simplify: simplifyCustomerAccount,
};
