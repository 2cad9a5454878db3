// MakePay payment links in answers. makepay.md 3.3.
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

/** The names every node of this package uses for a link, then MakePay's own. */
export function simplifyPaymentLink(link: IDataObject): IDataObject {
	return {
		provider: 'makePay',
		id: link.uid ?? link.id ?? null,
		url: link.publicUrl ?? link.checkoutUrl ?? null,
		status: link.status ?? null,
		// A link names its customer by e-mail or by the merchant's own id.
		customerId: link.clientId ?? link.customerEmail ?? null,
		expiresAt: link.expires_at ?? null,
		amount: link.amount ?? null,
		currency: link.fiatCurrency ?? link.currency ?? null,
		title: link.title ?? link.label ?? null,
		orderId: link.orderId ?? null,
	};
}
