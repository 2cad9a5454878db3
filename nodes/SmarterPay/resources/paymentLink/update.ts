import type { IDataObject } from 'n8n-workflow';
import { compact } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { output, updateFields } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { changeableFields, paymentLinkId } from './fields';
import { goesByPath } from '../../answers';
import { paymentLink, simplifyPaymentLink, stillActive } from './records';

/**
 * Ends a payment link or changes its metadata, or both in one call: all that can be changed. SmarterPay
 * `PUT /paymentlink/{ID}`, smarterpay.md 2.2.
 */
export const update: Operation = {
	name: 'Update',
	value: 'update',
	action: 'Update payment link',
	description:
		'Change the metadata of a payment link, end it, or both at once. For other changes end it and create a new one.',
	properties: withDataMode([paymentLinkId, updateFields(changeableFields), ...output]),
	changes: 'SmarterPay does not say how a field is emptied.',
	namedBy: ['paymentLinkId'],
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
	isFor: goesByPath,
	// Its answer may still say that a link is active that was to end (D6).
	sent: ({ body }) => compact({ metadata: (body!.payment_link as IDataObject).metadata }),
	result: paymentLink,
	simplify: simplifyPaymentLink,
	tell: stillActive,
};
