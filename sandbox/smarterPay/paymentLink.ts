// The stored payment link and the 31 fields it shows (smarterpay.md 2.1).
import { plainTimestamp } from '../shared/clock';
import type { EcommercePage } from './ecommercePages';

export interface PaymentLink {
	id: string;
	url: string;
	/** The token in the link's `payment` parameter, decoded. */
	paymentToken: string;
	ecommerce_page: string;
	/** Sent properties, by name; what was not sent is missing. */
	sent: Record<string, string | undefined>;
	/** Amount and description of the page, where the link brings none. */
	amount: string | null;
	description: string | null;
	account_validation_callback: boolean;
	/** Milliseconds since 1970. */
	createdAt: number;
	/** Null: never. */
	expiresAt: number | null;
	/** True when the status was set to expired. */
	endedByHand: boolean;
	visitedAt: number | null;
	completedAt: number | null;
}

/** Whether a link is over at a moment. */
export function isExpired(link: PaymentLink, now: number): boolean {
	return link.endedByHand || (link.expiresAt !== null && link.expiresAt <= now);
}

/** A moment as payment links write it: no zone (we take UTC); null stays null. */
function timestamp(ms: number | null): string | null {
	return ms === null ? null : plainTimestamp(ms);
}

/** The page's amount and description with the link's overrides. */
export function shownTerms(
	page: EcommercePage,
	sent: PaymentLink['sent'],
): Pick<PaymentLink, 'amount' | 'description'> {
	return {
		amount: sent['amount'] || page.amount,
		description: sent['description'] || page.description,
	};
}

/** The 31 response fields, in the order of the document's sample. */
export function shownLink(link: PaymentLink, now: number): Record<string, unknown> {
	const { sent } = link;
	const value = (name: string): string | null => sent[name] || null;
	return {
		id: link.id,
		url: link.url,
		amount: link.amount,
		description: link.description,
		bank_account_custom_reference: value('bank_account_custom_reference'),
		recurrence_schedule_custom_reference: value('recurrence_schedule_custom_reference'),
		card_payment_custom_reference: value('card_payment_custom_reference'),
		auddis: value('auddis'),
		customer_account: value('customer_account'),
		bank_account: value('bank_account'),
		mandate: value('mandate'),
		recurrence_schedule: value('recurrence_schedule'),
		ecommerce_page: link.ecommerce_page,
		status: isExpired(link, now) ? 'expired' : 'active',
		expiry: timestamp(link.expiresAt) ?? 'never',
		return_url: value('return_url'),
		visited_at: timestamp(link.visitedAt),
		completed_at: timestamp(link.completedAt),
		created_at: timestamp(link.createdAt),
		account_validation_callback: link.account_validation_callback,
		start_date: value('start_date'),
		end_date: value('end_date'),
		first_collection_amount: value('first_collection_amount'),
		first_collection_date: value('first_collection_date'),
		// `customer_custom_reference` is taken and filtered by, but not returned (2.1, D14).
		metadata: value('metadata'),
		metadata_account_validation: value('metadata_account_validation'),
		metadata_bank_account: value('metadata_bank_account'),
		metadata_card: value('metadata_card'),
		metadata_customer_account: value('metadata_customer_account'),
		metadata_mandate: value('metadata_mandate'),
		metadata_recurrence_schedule: value('metadata_recurrence_schedule'),
	};
}
