import type { IDataObject } from 'n8n-workflow';
import { mayBeSame } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { additionalFields, output } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { missingState, onceFor, optionalFields, requiredFields } from './fields';
import { customerAccount, simplifyCustomerAccount } from './records';

/** Creates a customer account. SmarterPay `POST /customeraccount`, smarterpay.md 3.1. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create customer account',
	description: 'Create a customer account that payment links can be made for',
	properties: withDataMode([
		...requiredFields,
		onceFor,
		additionalFields(optionalFields),
		...output,
	]),
	namedBy: ['customReference', 'email', 'externalId'],
	request: (item) => {
		const record = item.record();
		const problem = missingState(record);
		if (problem) item.refuseMissing(problem.field, problem.message);
		return { method: 'POST', path: '/customeraccount', body: { Customer_Account: record } };
	},
	repeat: 'keyed',
	sent: ({ body }) => body!.Customer_Account as IDataObject,
	isFor: (account, { body }) => {
		const sent = body!.Customer_Account as IDataObject;
		return ['email', 'external_id', 'custom_reference'].every((name) =>
			mayBeSame(account[name], sent[name]),
		);
	},
	result: customerAccount,
	simplify: simplifyCustomerAccount,
};
