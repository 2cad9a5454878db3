import type { Operation } from '../../../shared/contract/operation';
import { path } from '../../../shared/contract/request';
import { output } from '../../../shared/form/commonFields';
import { paymentLinkId } from './fields';
import { goesByPath } from '../../answers';
import { paymentLink, simplifyPaymentLink } from './records';

/** Gets one payment link. SmarterPay `GET /paymentlink/{ID}`, smarterpay.md 2.3. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get payment link',
	description: 'Get a payment link, also to see whether it was visited or completed',
	properties: [paymentLinkId, ...output],
	readsOnly: true,
	namedBy: ['paymentLinkId'],
	request: (item) => ({ method: 'GET', path: path`/paymentlink/${item.id('paymentLinkId')}` }),
	repeat: 'safe',
	isFor: goesByPath,
	result: paymentLink,
	simplify: simplifyPaymentLink,
};
