import type { IDataObject } from 'n8n-workflow';
import { compact } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { additionalFields, simplify } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { API } from '../../provider';
import { amount, optionalFields, OUTSIDE_PAYLOAD, title } from './fields';
import { paymentLink, simplifyPaymentLink } from './records';

/** Creates a payment link. MakePay `POST /payment-links`, makepay.md 3.3. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a payment link',
	description: 'Create a link to a checkout page',
	properties: withDataMode([title, amount, additionalFields(optionalFields), simplify]),
	request: (item) => {
		const body: IDataObject = {};
		const payload: IDataObject = {};
		for (const [name, value] of Object.entries(item.record())) {
			(OUTSIDE_PAYLOAD.includes(name) ? body : payload)[name] = value;
		}
		if (body.sendPaymentRequestEmail && !payload.customerEmail) {
			item.refuse('customerEmail', 'is required when the link is to be sent by email');
		}
		return { method: 'POST', path: `${API}/payment-links`, body: { ...body, payload } };
	},
	repeat: 'keyed',
	// What tells whose link it is and what it is for.
	sent: ({ body }) => {
		const { amount, fiatCurrency, orderId, customerEmail, clientId } = body!.payload as IDataObject;
		return compact({ amount, fiatCurrency, orderId, customerEmail, clientId });
	},
	result: (body) => {
		const link = paymentLink(body);
		return link?.publicUrl || link?.checkoutUrl ? link : undefined;
	},
	simplify: simplifyPaymentLink,
};
