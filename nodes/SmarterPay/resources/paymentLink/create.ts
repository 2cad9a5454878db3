import type { Operation } from '../../../shared/contract/operation';
import { additionalFields, simplify } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { ecommercePage, linkedRecords, optionalFields } from './fields';
import { findCreated, paymentLink, simplifyPaymentLink, termsOf } from './records';

/** Creates a payment link. SmarterPay `POST /paymentlink`, smarterpay.md 2.1. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create a payment link',
	description: 'Create a link to a payment page for one customer',
	properties: withDataMode([
		ecommercePage,
		linkedRecords,
		additionalFields(optionalFields),
		simplify,
	]),
	request: (item) => {
		const record = item.record();
		item.refuseReversedDates(record, 'startDate', 'endDate');
		return { method: 'POST', path: '/paymentlink', body: { payment_link: record } };
	},
	repeat: 'keyed',
	reconcile: findCreated,
	sent: termsOf,
	result: (body) => {
		const link = paymentLink(body);
		return link?.url ? link : undefined;
	},
	simplify: simplifyPaymentLink,
};
