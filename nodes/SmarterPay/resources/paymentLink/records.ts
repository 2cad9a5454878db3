// Payment links in answers. smarterpay.md 2.1 (31 fields) and 4 (what makes an answer a success).
import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../../shared/checks';

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
