import type { IDataObject } from 'n8n-workflow';
import { compact } from '../../../shared/contract/json';
import type { Operation } from '../../../shared/contract/operation';
import type { ProviderRequest } from '../../../shared/contract/request';
import { limit, output, returnAll } from '../../../shared/form/commonFields';
import { listFilters, sort } from './listFields';
import { inPages, paymentLinks, simplifyPaymentLink } from './records';

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
	properties: [returnAll, limit, listFilters, sort, ...output],
	readsOnly: true,
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
	result: paymentLinks,
	list: { paging: inPages(500), keep: matchesExactFilters },
	simplify: simplifyPaymentLink,
};

/** Whether filters combine with AND is not documented: the exact ones are checked again here. */
function matchesExactFilters({
	query = {},
}: ProviderRequest): ((link: IDataObject) => boolean) | undefined {
	const exact = Object.entries(EXACT_FILTERS).filter(([filter]) => query[filter] !== undefined);
	if (exact.length === 0) return undefined;
	return (link) => exact.every(([filter, field]) => link[field] === query[filter]);
}
