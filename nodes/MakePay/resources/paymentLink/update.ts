import { simplify } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { path, type Operation } from '../../../shared/contract/operation';
import { API } from '../../provider';
import { paymentLinkId, updateFields } from './fields';
import { paymentLink, simplifyPaymentLink } from './records';

/** Changes a payment link. MakePay `PATCH /payment-links/{uid}`, makepay.md 3.3. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a payment link',
	description: 'Pause, activate, archive or extend a payment link',
	properties: withDataMode([
		paymentLinkId,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: updateFields,
		},
		simplify,
	]),
	request: (item) => {
		const body = item.record();
		if (item.isSound && Object.keys(body).length === 0) {
			item.refuse('updateFields', 'is empty: add the fields to change');
		}
		return {
			method: 'PATCH',
			path: API + path`/payment-links/${item.id('paymentLinkId')}`,
			body,
		};
	},
	repeat: 'keyed',
	result: paymentLink,
	// D17: archiving twice is no error.
	alreadyDone: {
		code: 'payment_link_already_archived',
		instead: (request) => ({ method: 'GET', path: request.path }),
		note: 'Some payment links had been archived before.',
	},
	simplify: simplifyPaymentLink,
};
