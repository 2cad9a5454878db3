import type { IDataObject } from 'n8n-workflow';
import { limit, returnAll, simplify } from '../../../shared/form/commonFields';
import { compact, type Operation, type ProviderRequest } from '../../../shared/contract/operation';
import { filters, sort } from './listFields';
import { simplifyPaymentLink } from './records';

/** The exact filters, and the field of a link each compares with. */
const EXACT_FILTERS: Record<string, string> = {
	id: 'id',
	customer_account_id: 'customer_account',
	bank_account_id: 'bank_account',
	mandate_id: 'mandate',
	recurrence_schedule_id: 'recurrence_schedule',
	ecommerce_page_id: 'ecommerce_page',
};

/** Lists payment links. SmarterPay `GET /paymentlinks`, smarterpay.md 2.4. */
export const getAll: Operation = {
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many payment links',
	description: 'List payment links, also narrowed by the records and references they belong to',
	properties: [returnAll, limit, filters, sort, simplify],
	request: (item) => ({
		method: 'GET',
		path: '/paymentlinks',
		query: compact({
			...item.collection('filters'),
			// Always sent, so that pages do not shift (D11).
			sort_field: 'created_at',
			sort_order: 'asc',
			...item.collection('sort'),
		}),
	}),
	repeat: 'safe',
	result: (body) =>
		Array.isArray(body.payment_links) ? (body.payment_links as IDataObject[]) : undefined,
	list: {
		paging: {
			sizeParameter: 'limit',
			numberParameter: 'page_no',
			maxSize: 500,
			maxPages: 1000,
			identity: (link) => String(link.id),
		},
		keep: matchesExactFilters,
	},
	simplify: simplifyPaymentLink,
};

/** Whether filters combine with AND is not documented: the exact ones are checked again here. */
function matchesExactFilters({ query = {} }: ProviderRequest): (link: IDataObject) => boolean {
	const exact = Object.entries(EXACT_FILTERS).filter(([filter]) => query[filter] !== undefined);
	return (link) => exact.every(([filter, field]) => link[field] === query[filter]);
}
