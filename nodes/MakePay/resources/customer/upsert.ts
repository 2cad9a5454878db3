import { isObject } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import type { ProviderRequest } from '../../../shared/contract/request';
import { additionalFields } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { API } from '../../provider';
import { email, optionalFields } from './fields';

/** Creates or updates a customer by e-mail. MakePay `POST /customers`, makepay.md 3.1. */
export const upsert: Operation = {
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update a customer',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties: withDataMode([email, additionalFields(optionalFields)]),
	request: (item) => {
		const body = item.record();
		if (item.isSound && !body.email && !body.name && !body.clientId) {
			item.refuse('email', 'is required, unless Name or Client ID is set');
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
	result: ({ customer }) =>
		isObject(customer) && (customer.uid || customer.id) ? customer : undefined,
};

const WITHOUT_EMAIL =
	'Some customers have no email: MakePay may create them again each time, and their portal shows only what carries their Client ID.';
