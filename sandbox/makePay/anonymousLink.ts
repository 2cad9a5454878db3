// The answer to a link made without a key: a form of its own (makepay.md 3.3, "Answer to an anonymous link").
import { randomUUID } from 'node:crypto';
import { hmac } from '../shared/ids';
import { shownLink, type MakePayLink } from './records';

/** The secret of the webhook of an anonymous link: it has one of its own. */
export function anonymousSecret({ uid }: MakePayLink): string {
	return `whsec_${hmac('anonymous', uid)}`;
}

/** What the create route answers without a key; the webhook secret is shown this once. */
export function anonymousAnswer(link: MakePayLink, now: number): object {
	const { id, uid, status, link_type, payload, publicUrl, expires_at, created_at, updated_at } =
		shownLink(link, now, 'snake');
	const { settlement = {}, branding = {}, webhookUrl } = link.payload;
	const secret = anonymousSecret(link);
	return {
		ok: true,
		anonymous: true,
		paymentRequestEmailSent: false,
		paymentRequestEmailError: null,
		paymentLink: {
			id,
			uid,
			status,
			link_type,
			payload,
			settlement,
			branding,
			publicUrl,
			expiresAt: expires_at,
			expires_at,
			created_at,
			updated_at,
			webhook: webhookUrl ? { url: webhookUrl, secret, secretLast4: secret.slice(-4) } : null,
		},
		requestId: randomUUID(),
	};
}
