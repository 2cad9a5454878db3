// MakePay payment links in answers. makepay.md 3.3 and 5.
import type { IDataObject } from 'n8n-workflow';
import { isObject, listIn } from '../../../shared/contract/json';

/** The links of a list. */
export const paymentLinks = listIn('paymentLinks');

/** The link of a single answer; undefined when there is none, or when it belongs to nobody (D11). */
export function paymentLink(body: IDataObject): IDataObject | undefined {
	const link = body.paymentLink;
	if (!isObject(link) || body.anonymous === true || link.anonymous === true) return undefined;
	return link.uid || link.id ? link : undefined;
}

/** Where a link is opened. */
export function addressOf({ publicUrl, checkoutUrl }: IDataObject): IDataObject[string] {
	return publicUrl || checkoutUrl || null;
}

/** The names every node of this package uses for a link, then MakePay's own. */
export function simplifyPaymentLink(link: IDataObject): IDataObject {
	return {
		provider: 'makePay',
		id: link.uid ?? link.id ?? null,
		url: addressOf(link),
		status: link.status ?? null,
		// A link names its customer by e-mail or by the merchant's own id.
		customerId: link.clientId ?? link.customerEmail ?? null,
		// Some of MakePay's serializers write it the other way (D20).
		expiresAt: link.expires_at ?? link.expiresAt ?? null,
		amount: link.amount ?? null,
		currency: link.fiatCurrency ?? link.currency ?? null,
		orderId: link.orderId ?? null,
		paymentStatus: sessionStatus(link) ?? null,
	};
}

/** The status of the latest payment of a link; undefined where nobody has begun to pay, or it is not told. */
function sessionStatus({ latestSession }: IDataObject): string | undefined {
	return isObject(latestSession) && latestSession.status ? String(latestSession.status) : undefined;
}

/** Statuses of a payment that is done; `paid` stands in fixtures of the vendor only (makepay.md 5). */
const PAID = ['complete', 'paid'];
/** Statuses of a payment of which money has arrived. */
const UNDER_WAY = ['deposit_received', 'swapping', 'sending', 'underpaid'];
/** Statuses of a link that takes no payment any more. */
const OVER = ['archived', 'cancelled', 'expired', 'failed'];

/**
 * What a link stands for: `paid` · `underWay` money has arrived · `open` somebody may pay it · `over` nobody has paid
 * and nobody can · `unclear` it is over, and the list does not tell whether it was paid.
 */
export function stateOf(link: IDataObject): 'paid' | 'underWay' | 'open' | 'over' | 'unclear' {
	const [status, payment] = [String(link.status), sessionStatus(link) ?? ''];
	if (PAID.includes(payment) || PAID.includes(status)) return 'paid';
	if (UNDER_WAY.includes(payment)) return 'underWay';
	if (!OVER.includes(status)) return 'open';
	// A link can only be archived before anybody began to pay it (D17).
	return status === 'archived' || 'latestSession' in link ? 'over' : 'unclear';
}

/** Whether a link has one of the statuses by which the list is filtered (D15). */
export function hasStatus(link: IDataObject, wanted: string): boolean {
	const state = stateOf(link);
	if (wanted === 'paid' || state === 'paid') return wanted === state;
	return link.status === wanted || (wanted === 'failed' && sessionStatus(link) === wanted);
}
