import { simplify } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { path, type Operation } from '../../../shared/contract/operation';
import { metadataFields, paymentLinkId } from './fields';
import { paymentLink, simplifyPaymentLink } from './records';

/** Changes a payment link's metadata, all that can be changed. SmarterPay `PUT /paymentlink/{ID}`, smarterpay.md 2.2. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a payment link',
	description:
		'Change the metadata of a payment link. For other changes expire it and create a new one.',
	properties: withDataMode([
		paymentLinkId,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: metadataFields,
		},
		simplify,
	]),
	request: (item) => {
		const record = item.record();
		if (item.isSound && Object.keys(record).length === 0)
			item.refuse('updateFields', 'is empty: add the fields to change');
		return {
			method: 'PUT',
			path: path`/paymentlink/${item.id('paymentLinkId')}`,
			body: { payment_link: record },
		};
	},
	repeat: 'keyed',
	result: paymentLink,
	simplify: simplifyPaymentLink,
};
