import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { output } from '../../../shared/form/commonFields';
import { paymentLinkId } from './fields';
import { goesByPath } from '../../answers';
import { paymentLink, simplifyPaymentLink, stillActive } from './records';

/**
 * Ends a payment link. SmarterPay `PUT /paymentlink/{ID}` with status `expired`, smarterpay.md 2.2.
 * The answer may still say `active` (D6): only a later *Get* tells.
 */
export const expire: Operation = {
	name: 'Expire',
	value: 'expire',
	action: 'Expire payment link',
	description: 'End a payment link so that it can no longer be paid. This cannot be undone.',
	properties: [paymentLinkId, ...output],
	namedBy: ['paymentLinkId'],
	request: (item) => ({
		method: 'PUT',
		path: path`/paymentlink/${item.id('paymentLinkId')}`,
		body: { payment_link: { status: 'expired' } },
	}),
	repeat: 'keyed',
	isFor: goesByPath,
	result: paymentLink,
	simplify: simplifyPaymentLink,
	tell: stillActive,
};
