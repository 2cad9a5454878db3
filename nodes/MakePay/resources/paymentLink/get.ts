import { goesBy } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import { idIn, path } from '../../../shared/contract/request';
import { output } from '../../../shared/form/commonFields';
import { API } from '../../provider';
import { paymentLinkId } from './fields';
import { paymentLink, simplifyPaymentLink } from './records';

/** Gets one payment link with its latest session. MakePay `GET /payment-links/{uid}`, makepay.md 3.3. */
export const get: Operation = {
	name: 'Get',
	value: 'get',
	action: 'Get payment link',
	description: 'Get a payment link with its latest payment session and timeline',
	properties: [paymentLinkId, ...output],
	readsOnly: true,
	namedBy: ['paymentLinkId'],
	request: (item) => ({
		method: 'GET',
		path: API + path`/payment-links/${item.id('paymentLinkId')}`,
	}),
	repeat: 'safe',
	isFor: (link, { path: asked }) => goesBy(link, idIn(asked)),
	result: paymentLink,
	simplify: simplifyPaymentLink,
};
