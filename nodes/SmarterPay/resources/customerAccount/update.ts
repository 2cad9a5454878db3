import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { updateFields } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { changeableFields, customerAccountId, missingState } from './fields';
import { customerAccount } from './records';

/** Changes a customer account. SmarterPay `PUT /customeraccount/{id}`, smarterpay.md 3.1. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a customer account',
	description: 'Change fields of a customer account',
	properties: withDataMode([customerAccountId, updateFields(changeableFields)]),
	request: (item) => {
		const record = item.record();
		const problem = missingState(record);
		if (problem) item.refuse(problem.field, problem.message);
		item.refuseEmptyUpdate(record);
		return {
			method: 'PUT',
			path: path`/customeraccount/${item.id('customerAccountId')}`,
			body: { Customer_Account: record },
		};
	},
	repeat: 'keyed',
	result: customerAccount,
};
