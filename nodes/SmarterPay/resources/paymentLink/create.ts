import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../shared/contract/operation';
import { output } from '../../../shared/form/commonFields';
import { withDataMode } from '../../../shared/form/mapping';
import { countAndTotal } from './amounts';
import { additional, everydayFields, linkedRecords, onceFor } from './fields';
import { findOpen, termsKey, whatIsTheSame } from './openLink';
import { findCreated, isForSame, paymentLink, simplifyPaymentLink, termsOf } from './records';

/** Creates a payment link. SmarterPay `POST /paymentlink`, smarterpay.md 2.1. */
export const create: Operation = {
	name: 'Create',
	value: 'create',
	action: 'Create payment link',
	description: 'Create a link to a payment page for one customer',
	properties: withDataMode([...everydayFields, onceFor, linkedRecords, additional, ...output]),
	namedBy: [
		'customerCustomReference',
		'customerAccountId',
		'bankAccount',
		'mandate',
		'recurrenceSchedule',
		'description',
	],
	request: (item) => {
		const record = item.record();
		item.refuseReversedDates(record, 'startDate', 'endDate');
		const request = {
			method: 'POST',
			path: '/paymentlink',
			body: { payment_link: record },
		} as const;
		if (!item.option('reuseOpenLink')) return request;
		const openLink = termsKey(record);
		return { ...request, lookFor: { openLink }, concerns: openLink };
	},
	repeat: 'keyed',
	decide: { openLink: findOpen },
	reconcile: findCreated,
	isFor: isForSame,
	sent: termsOf,
	result: (body) => {
		const link = paymentLink(body);
		return link?.url ? link : undefined;
	},
	simplify: simplifyPaymentLink,
	reuse: whatIsTheSame,
	tell: (done) => {
		if (done.length === 0) return [];
		const links = done
			.filter(({ found }) => !found)
			.map(({ request, record }) => record ?? (request.body!.payment_link as IDataObject));
		const reused = done.length - links.length;
		return [
			...(links.length === 0 ? [] : [countAndTotal(links)]),
			...(reused === 0
				? []
				: [
						reused === 1
							? 'Reuse Open Link: 1 row was given a link that was still open, in place of a second one.'
							: `Reuse Open Link: ${reused} rows were given links that were still open, in place of second ones.`,
					]),
		];
	},
};
