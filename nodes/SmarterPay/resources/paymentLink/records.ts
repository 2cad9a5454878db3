// Payment links in answers. smarterpay.md 2.1 (31 fields) and 4 (what makes an answer a success).
import type { IDataObject } from 'n8n-workflow';
import {
	asText,
	compact,
	isObject,
	listIn,
	mayBeSame,
	without,
} from '../../../shared/contract/json';
import type { Done, Paging, ReconcileRule } from '../../../shared/contract/operation';
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
		visitedAt: link.visited_at ?? null,
		createdAt: link.created_at ?? null,
		completedAt: link.completed_at ?? null,
	};
}

/** The records that a link is for. */
export const RECORDS = [
	'ecommerce_page',
	'customer_account',
	'bank_account',
	'mandate',
	'recurrence_schedule',
];

/** The filters of the list that compare with them (D12). */
export function recordFilters(link: IDataObject): IDataObject {
	return compact(Object.fromEntries(RECORDS.map((name) => [`${name}_id`, link[name]])));
}

/**
 * Finds links that a saved server error hides: SmarterPay repeats it for ever under the same key
 * (smarterpay.md 6, D23). Only links that nobody used yet count.
 */
export const findCreated: ReconcileRule = {
	list: ({ body }) => {
		const sent = body!.payment_link as IDataObject;
		return {
			method: 'GET',
			path: '/paymentlinks',
			query: compact({
				...recordFilters(sent),
				sort_field: 'created_at',
				sort_order: 'desc',
				limit: 500,
				page_no: 1,
			}),
		};
	},
	records: paymentLinks,
	sent: ({ body }) => body!.payment_link as IDataObject,
	// The rest may be written in another way: whether it contradicts what was sent is judged besides.
	matches: (stored, sent) =>
		(stored.status ?? 'active') === 'active' &&
		!stored.visited_at &&
		!stored.completed_at &&
		RECORDS.every((name) => stored[name] === undefined || isSameId(stored[name], sent[name])) &&
		mayBeSame(stored.amount, sent.amount),
	createdAt,
	tolerance: 3000,
};

function isSameId(stored: unknown, sent: unknown): boolean {
	return asText(stored).toLowerCase() === asText(sent).toLowerCase();
}

/** Whether a link is for the customer, the records and the amount that were sent. */
export function isForSame(link: IDataObject, { body }: ProviderRequest): boolean {
	const sent = body!.payment_link as IDataObject;
	const terms = [...RECORDS, 'amount', 'first_collection_amount'];
	return terms
		.filter((name) => name !== 'ecommerce_page')
		.every((name) => mayBeSame(link[name], sent[name]));
}

/** Terms that no page fills in: left out, they are empty in the link as well. */
export const NEVER_FILLED_IN = [
	...RECORDS,
	'bank_account_custom_reference',
	'card_payment_custom_reference',
	'recurrence_schedule_custom_reference',
	'metadata',
	'metadata_account_validation',
	'metadata_bank_account',
	'metadata_card',
	'metadata_customer_account',
	'metadata_mandate',
	'metadata_recurrence_schedule',
];

/** The terms of a request, as the link that it makes has them: a link given back from before is held against them. */
export function termsOf({ body }: ProviderRequest): IDataObject {
	// The customer's reference is in no answer (D14).
	const sent = without(body!.payment_link as IDataObject, 'customer_custom_reference');
	return { ...Object.fromEntries(NEVER_FILLED_IN.map((name) => [name, null])), ...sent };
}

/** What is to be known of links that were to end, and whose answer says otherwise (D6). */
export function stillActive(done: Done[]): string[] {
	const active = done.filter(
		({ request, record }) =>
			(request.body!.payment_link as IDataObject).status === 'expired' &&
			record?.status === 'active',
	).length;
	if (active === 0) return [];
	const links = active === 1 ? '1 link' : `${active} links`;
	return [
		`SmarterPay took the request to end ${links}, but its answer still says "active". Only Get tells whether ${active === 1 ? 'it has' : 'they have'} ended.`,
	];
}
