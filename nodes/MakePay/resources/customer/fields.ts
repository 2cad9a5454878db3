// The fields of a MakePay customer. makepay.md 3.1.
import { emailAddress } from '../../../shared/contract/address';
import type { Field } from '../../../shared/contract/field';
import { jsonObjectField, textField } from '../../../shared/form/commonFields';

export const email = textField(
	'Email',
	'email',
	'Email address of the customer, by which MakePay finds an existing one. It can be left empty when Name or Client ID is set, but then MakePay may create the customer again each time.',
	{ placeholder: 'e.g. name@email.com', check: emailAddress },
);

export const optionalFields: Field[] = [
	textField('Name', 'name', 'Display name of the customer', { placeholder: 'e.g. Nathan Smith' }),
	textField(
		'Client ID',
		'clientId',
		'Your own ID for the customer. Payments and subscriptions are matched by it or by the email address: a customer without both sees an empty portal.',
		{ placeholder: 'e.g. client_1042' },
	),
	jsonObjectField('e.g. {"source": "n8n"}'),
];
