// The signed portal URL and the page behind it (makepay.md 2.2, 2.3).
import { hmac, sameText } from '../shared/ids';
import { escapeHtml, htmlPage, sendNotice, sendPage } from '../shared/page';
import type { MakePaySandbox } from './makePay';
import { COMPANY, linkStatus } from './records';

const SIGNING_KEY = 'makepay-sandbox-portal';
const VERSION = 'v1';

function signatureOf(company: string, customer: string, expires: string): string {
	return hmac(SIGNING_KEY, `${VERSION}:${company}:${customer}:${expires}`);
}

/** A portal URL: the sandbox's own host takes the place of makepay.io; `expires` in Unix seconds. */
export function portalUrl(origin: string, company: string, uid: string, expires: number): string {
	const query = new URLSearchParams({
		company,
		customer: uid,
		expires: String(expires),
		signature: signatureOf(company, uid, String(expires)),
	});
	return `${origin}/billing?${query.toString()}`;
}

/** Adds the portal page: signature and expiry are checked before any data is loaded (2.2). */
export function addPortalPage({ app, state }: MakePaySandbox): void {
	app.get('/billing', async (request, reply) => {
		const query = request.query as Record<string, unknown>;
		const [company, customer, expires, signature] = [
			'company',
			'customer',
			'expires',
			'signature',
		].map((name) => String(query[name] ?? '')) as [string, string, string, string];
		if (!sameText(signature, signatureOf(company, customer, expires))) {
			return sendNotice(reply, 403, 'This portal link is not valid.');
		}
		if (Number(expires) * 1000 <= state.now()) {
			return sendNotice(reply, 410, 'This portal link has expired.');
		}
		const found = company === COMPANY.id ? state.customers.get(customer) : undefined;
		if (!found) return sendNotice(reply, 404, 'This customer does not exist any more.');

		const now = state.now();
		const links = state.linksOf(found);
		const paid = links.filter((link) => link.latestSession?.status === 'complete');
		const open = links.filter(
			(link) => link.latestSession?.status !== 'complete' && linkStatus(link, now) === 'active',
		);
		const list = (items: string[]) =>
			items.length > 0
				? `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
				: '<p>None.</p>';
		const label = (payload: { title?: string; amount: unknown }) =>
			`${escapeHtml(payload.title ?? 'Payment')}: ${escapeHtml(payload.amount)}`;
		return sendPage(
			reply,
			200,
			htmlPage(
				`Billing at ${COMPANY.name}`,
				`<section><h2>Profile</h2><p id="customer">${escapeHtml(found.name ?? found.uid)}</p>
<p id="email">${escapeHtml(found.email)}</p></section>
<section><h2>Payment history</h2>${list(paid.map((link) => label(link.payload)))}</section>
<section><h2>Open payment links</h2>${list(
					open.map((link) => `<a href="${escapeHtml(link.publicUrl)}">${label(link.payload)}</a>`),
				)}</section>
<section><h2>Subscriptions</h2>${list(
					state
						.subscriptionsOf(found)
						.map(
							(entry) =>
								`${escapeHtml(entry.amountUsd)} USD ${escapeHtml(entry.cadence)}: ${escapeHtml(entry.status)}`,
						),
				)}</section>`,
			),
		);
	});
}
