import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { simplify, updateFields } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { metadataFields, paymentLinkId } from './fields';
import { paymentLink, simplifyPaymentLink } from './records';

/** Changes a payment link's metadata, all that can be changed. SmarterPay `PUT /paymentlink/{ID}`, smarterpay.md 2.2. */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update a payment link',
	description:
		'Change the metadata of a payment link. For other changes expire it and create a new one.',
	properties: withDataMode([paymentLinkId, updateFields(metadataFields), simplify]),
	request: (item) => {
		const record = item.record();
		item.refuseEmptyUpdate(record);
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
