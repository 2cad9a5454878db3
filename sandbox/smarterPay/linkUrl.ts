// The address of a payment link (smarterpay.md 2.1, "About `url`").
import { randomBytes } from 'node:crypto';

/** Base64 with both of its awkward signs, so that a client which decodes or re-encodes the URL is caught. */
export function urlToken(): string {
	for (;;) {
		const token = randomBytes(94).toString('base64');
		if (token.includes('+') && token.includes('/')) return token;
	}
}

/** A page id as hexadecimal ASCII, the way the `page` parameter holds it. */
export function hexPage(pageId: string): string {
	return Buffer.from(pageId, 'ascii').toString('hex').toUpperCase();
}

/** The URL of a link, or of a page's generic link when there is no payment token. */
export function linkUrl(origin: string, setup: string, pageId: string, payment?: string): string {
	const paymentPart = payment === undefined ? '' : `&payment=${encodeURIComponent(payment)}`;
	return `${origin}?setup=${encodeURIComponent(setup)}${paymentPart}&page=${hexPage(pageId)}`;
}
