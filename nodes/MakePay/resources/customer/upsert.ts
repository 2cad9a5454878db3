import { isObject, mayBeSame } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import type { ProviderRequest } from '../../../shared/contract/request';
import { additionalFields, output } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { API, NOTHING_IS_EMPTIED } from '../../provider';
import { email, optionalFields } from './fields';
import { simplifiedCustomer } from './records';

/** Creates or updates a customer by e-mail. MakePay `POST /customers`, makepay.md 3.1. */
export const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update customer',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties: withDataMode(
		[email, additionalFields(optionalFields), ...output],
		'Email, or else Name or Client ID',
	),
	changes: NOTHING_IS_EMPTIED,
	namedBy: ['email', 'clientId', 'name'],
	request: (item) => {
		const body = item.record();
		if (item.isSound && !body.email && !body.name && !body.clientId) {
			item.refuseMissing('email', 'is required, unless Name or Client ID is set');
		}
		const { email: address, clientId } = body;
		const request: ProviderRequest = {
			method: 'POST',
			path: `${API}/customers`,
			body,
			...(address || clientId ? { concerns: String(address ?? clientId).toLowerCase() } : {}),
		};
		// Without an e-mail it is not documented how MakePay matches: a repeat could make a second customer (D8).
		return address ? request : { ...request, repeat: 'never', note: WITHOUT_EMAIL };
	},
	repeat: 'safe',
	isFor: (customer, { body }) =>
		['email', 'clientId'].every((name) => mayBeSame(customer[name], body![name])),
	result: ({ customer }) =>
		isObject(customer) && (customer.uid || customer.id) ? customer : undefined,
	simplify: simplifiedCustomer,
};

const WITHOUT_EMAIL =
	'Some customers have no email: MakePay may create them again each time, and their portal shows only what carries their Client ID.';
