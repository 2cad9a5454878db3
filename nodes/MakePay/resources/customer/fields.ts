// The fields of a MakePay customer. makepay.md 3.1.
import { emailAddress } from '../../../shared/plan/checks';
import type { Field } from '../../../shared/contract/field';

export const email: Field = {
	displayName: 'Email',
	name: 'email',
	type: 'string',
	default: '',
	placeholder: 'e.g. name@email.com',
	description:
		'Email address of the customer, by which MakePay finds an existing one. It can be left empty when Name or Client ID is set, but then MakePay may create the customer again each time.',
	rules: { kind: 'text', check: emailAddress },
};

export const additionalFields: Field[] = [
	{
		displayName: 'Client ID',
		name: 'clientId',
		type: 'string',
		default: '',
		placeholder: 'e.g. client_1042',
		description:
			'Your own ID for the customer. Payments and subscriptions are matched by it or by the email address: a customer without both sees an empty portal.',
		rules: { kind: 'text' },
	},
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		default: '{}',
		placeholder: 'e.g. {"source": "n8n"}',
		description: 'Any further data, as a JSON object',
		rules: { kind: 'jsonObject' },
	},
	{
		displayName: 'Name',
		name: 'name',
		type: 'string',
		default: '',
		placeholder: 'e.g. Nathan Smith',
		description: 'Display name of the customer',
		rules: { kind: 'text' },
	},
];
