import type { Operation } from '../../../shared/contract/operation';
import { limit, returnAll, simplify } from '../../../shared/form/commonFields';
import { API } from '../../provider';
import { paymentLinks, simplifyPaymentLink } from './records';

/** Lists payment links. MakePay `GET /payment-links`, makepay.md 3.3: every link of the company, no pages known. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many payment links',
	description: 'List the payment links of your company',
	properties: [returnAll, limit, simplify],
	request: () => ({ method: 'GET', path: `${API}/payment-links` }),
	repeat: 'safe',
	result: paymentLinks,
	list: {},
	simplify: simplifyPaymentLink,
};
