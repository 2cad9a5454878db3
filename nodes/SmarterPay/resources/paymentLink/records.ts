// Payment links in answers. smarterpay.md 2.1 (31 fields) and 4 (what makes an answer a success).
import type { IDataObject } from 'n8n-workflow';
import { compact, isObject, listIn } from '../../../shared/contract/json';
import type { Paging, ReconcileRule } from '../../../shared/contract/operation';
import type { ProviderRequest } from '../../../shared/contract/request';

/** The links of a list. */
export const paymentLinks = listIn('payment_links');

/** The list of links comes in pages of at most 500 (smarterpay.md 2.4). */
export function inPages(maxSize: number): Paging {
	return {
		sizeParameter: 'limit',
		numberParameter: 'page_no',
		maxSize,
		maxPages: 1000,
		identity: ({ id }) => String(id),
		growsAtEnd: ({ query }) => query?.sort_field === 'created_at' && query.sort_order === 'asc',
	};
}

/**
 * When a link was made, in epoch milliseconds. The zone is not documented: read as UTC, a time of a British summer
 * seems an hour later, never earlier.
 */
export function createdAt({ created_at }: IDataObject): number {
	return Date.parse(`${String(created_at).replace(' ', 'T')}Z`);
}

/** The link of a single answer; undefined when the wrapper or the id is missing. */
export function paymentLink(body: IDataObject): IDataObject | undefined {
	const link = body.payment_link;
	return isObject(link) && link.id ? link : undefined;
}

/** The names every node of this package uses for a link, then SmarterPay's own. Times as received (D8). */
export function simplifyPaymentLink(link: IDataObject): IDataObject {
	return {
		provider: 'smarterPay',
		id: link.id ?? null,
		// A secret for the payer's page: handed on byte for byte (D16).
		url: link.url ?? null,
		status: link.status ?? null,
		customerId: link.customer_account ?? null,
		expiresAt: link.expiry ?? null,
		amount: link.amount ?? null,
		description: link.description ?? null,
		createdAt: link.created_at ?? null,
		completedAt: link.completed_at ?? null,
	};
}

/** The linked records of a link, and the filters of the list that compare with them. */
const FILTER_SUFFIXED = [
	'ecommerce_page',
	'customer_account',
	'bank_account',
	'mandate',
	'recurrence_schedule',
];

/**
 * Finds links that a saved server error hides: SmarterPay repeats it for ever under the same key
 * (smarterpay.md 6, D23). Only links that nobody used yet count.
 */
export const findCreated: ReconcileRule = {
	list: ({ body }) => {
		const sent = body!.payment_link as IDataObject;
		const filters = FILTER_SUFFIXED.map((name) => [`${name}_id`, sent[name]] as const);
		return {
			method: 'GET',
			path: '/paymentlinks',
			query: compact({
				...Object.fromEntries(filters),
				sort_field: 'created_at',
				sort_order: 'desc',
				limit: 500,
				page_no: 1,
			}),
		};
	},
	records: paymentLinks,
	sent: ({ body }) => body!.payment_link as IDataObject,
	matches: (stored, sent) =>
		stored.status === 'active' &&
		!stored.visited_at &&
		!stored.completed_at &&
		Object.entries(sent).every(
			([name, value]) => stored[name] === undefined || stored[name] === value,
		),
	createdAt,
	tolerance: 3000,
};

/** What tells whose link it is and what it is for: a link given back from before is held against it. */
const TERMS = [...FILTER_SUFFIXED, 'amount', 'first_collection_amount', 'auddis', 'description'];

/** The terms of a request, as the link that it makes has them. */
export function termsOf({ body }: ProviderRequest): IDataObject {
	const sent = body!.payment_link as IDataObject;
	return compact(Object.fromEntries(TERMS.map((name) => [name, sent[name]])));
}
