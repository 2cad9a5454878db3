import { withDataMode } from '../../../shared/form/mapping';
import { path, type Operation } from '../../../shared/contract/operation';
import { changeableFields, customerAccountId, missingState } from './fields';
import { customerAccount } from './records';

/** Changes a customer account. SmarterPay `PUT /customeraccount/{id}`, smarterpay.md 3.1. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a customer account',
	description: 'Change fields of a customer account',
	properties: withDataMode([
		customerAccountId,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: changeableFields,
		},
	]),
	request: (item) => {
		const record = item.record();
		const problem = missingState(record);
		if (problem) item.refuse(problem.field, problem.message);
		if (item.isSound && Object.keys(record).length === 0) {
			item.refuse('updateFields', 'is empty: add the fields to change');
		}
		return {
			method: 'PUT',
			path: path`/customeraccount/${item.id('customerAccountId')}`,
			body: { Customer_Account: record },
		};
	},
	repeat: 'keyed',
	result: customerAccount,
};
