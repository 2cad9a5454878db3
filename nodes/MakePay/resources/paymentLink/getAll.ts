import type { Operation } from '../../../shared/contract/operation';
import { filters, limit, output, returnAll } from '../../../shared/form/commonFields';
import { API, listQuery } from '../../provider';
import { statusFilter } from './fields';
import { hasStatus, paymentLinks, simplifyPaymentLink } from './records';

/** Lists payment links. MakePay `GET /payment-links`, makepay.md 3.3: every link of the company, no pages known. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many payment links',
	description: 'List the payment links of your company',
	properties: [returnAll, limit, filters([statusFilter]), ...output],
	readsOnly: true,
	request: (item) => {
		const status = item.collection('filters')?.status;
		// A server that limits first and filters then would leave links out.
		const query = status ? { status } : listQuery(item);
		return { method: 'GET', path: `${API}/payment-links`, query };
	},
	repeat: 'safe',
	result: paymentLinks,
	list: {
		// MakePay may ignore the filter (D15).
		keep: ({ query }) => {
			const status = query?.status;
			return status === undefined ? undefined : (link) => hasStatus(link, String(status));
		},
	},
	simplify: simplifyPaymentLink,
};
