import { withDataMode } from '../../../shared/form/mapping';
import type { Operation } from '../../../shared/contract/operation';
import { missingState, optionalFields, requiredFields } from './fields';
import { customerAccount } from './records';

/** Creates a customer account. SmarterPay `POST /customeraccount`, smarterpay.md 3.1. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a customer account',
	description: 'Create a customer account that payment links can be made for',
	properties: withDataMode([
		...requiredFields,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: optionalFields,
		},
	]),
	request: (item) => {
		const record = item.record();
		const problem = missingState(record);
		if (problem) item.refuse(problem.field, problem.message);
		return { method: 'POST', path: '/customeraccount', body: { Customer_Account: record } };
	},
	repeat: 'keyed',
	result: customerAccount,
};
