// Kwik's customer portal link (kwik.md 2.1) and the page it leads to.
import { escapeHtml, htmlPage, sendNotice, sendPage } from '../shared/page';
import type { KwikData, KwikPortalLink } from './data';
import { failure, type FieldErrors } from './errors';
import type { KwikSandbox } from './kwik';
import { NO_QUERY_SCHEMA, PORTAL_LINK_SCHEMA } from './schemas';

interface PortalRequest {
	customer_id: string;
	subscription_id?: string;
	settings?: Record<string, unknown>;
}

// The merchant's dashboard defaults cannot be read through the API (2.1); these stand in for them.
const DASHBOARD_DEFAULTS = {
	show_invoices: true,
	show_billing_info: true,
	allow_update_billing_info: true,
	allow_cancel: true,
	cancel_type: 'AFTER_BILLING_PERIOD',
	allow_switch_plan: true,
};

/** Adds the link endpoint and the portal page. */
export function addPortalRoutes(kwik: KwikSandbox): void {
	const { app, state, switches } = kwik;

	// kwik.md 2.1, D1: V2 only; a single object, not `records`.
	app.post<{ Body: PortalRequest }>(
		'/2.0/customer-portal/link',
		{ schema: { body: PORTAL_LINK_SCHEMA, querystring: NO_QUERY_SCHEMA } },
		async (request) => {
			const {
				customer_id: customerId,
				subscription_id: subscriptionId,
				settings = {},
			} = request.body;
			const data = kwik.dataOf(request);
			const errors: FieldErrors = {};
			if (!data.customers.has(customerId)) {
				errors['customer_id'] = { message: 'The customer was not found.', rule: 'exists' };
			} else if (
				subscriptionId !== undefined &&
				data.subscriptions.get(subscriptionId)?.customerId !== customerId
			) {
				errors['subscription_id'] = { message: 'The subscription was not found.', rule: 'exists' };
			}
			if (Object.keys(errors).length > 0) {
				throw failure('007', switches, [{ record: request.body, errors }]);
			}
			const link = data.addPortalLink(
				{ customerId, subscriptionId, settings },
				switches.portalLinkLifetimeMs,
			);
			return {
				status: true,
				result: {
					id: link.id,
					session_id: link.sessionId,
					customer_id: customerId,
					// "subscription, when one was sent" (2.1): missing otherwise.
					...(subscriptionId !== undefined && { subscription_id: subscriptionId }),
					link_url: data.portalUrl(link),
					expires_at: new Date(link.expiresAt).toISOString().replace(/\.\d+Z$/, 'Z'),
				},
			};
		},
	);

	app.get<{ Params: { token: string } }>('/portal/:token', async (request, reply) => {
		const { token } = request.params;
		const data = state.test.portalLinkOf(token) ? state.test : state;
		const link = data.portalLinkOf(token);
		if (!link) return sendNotice(reply, 404, 'There is no such portal link.');
		if (link === 'tampered')
			return sendNotice(reply, 403, 'This portal link was changed on its way.');
		if (state.now() >= link.expiresAt)
			return sendNotice(reply, 410, 'This portal link has expired.');
		return sendPage(reply, 200, portalPage(data, link));
	});
}

function section(title: string, content: string): string {
	return `<section><h2>${escapeHtml(title)}</h2>${content}</section>`;
}

/** The page a customer sees: only the sections that the settings of the link allow. */
function portalPage(data: KwikData, link: KwikPortalLink): string {
	const settings: Record<string, unknown> = { ...DASHBOARD_DEFAULTS, ...link.settings };
	const customer = data.customers.get(link.customerId);
	const person = [customer?.person_name, customer?.person_surname].filter(Boolean).join(' ');
	const name = person || customer?.company_name || 'Customer';
	const subscription = data.subscriptions.get(link.subscriptionId ?? '');
	const parts = [`<p id="customer">${escapeHtml(name)}</p>`];

	if (!subscription) {
		parts.push(section('Packages on offer', packages(data, settings)));
	} else if (!subscription.active) {
		parts.push(
			section('Subscription', `<p>${escapeHtml(subscription.id)}: inactive</p><p>Reactivate</p>`),
		);
	} else {
		parts.push(section('Subscription', `<p>${escapeHtml(subscription.id)}: active</p>`));
		if (settings['allow_switch_plan']) parts.push(section('Switch plan', packages(data, settings)));
		if (settings['allow_cancel']) {
			const when = settings['cancel_type'] === 'NOW' ? 'now' : 'after the billing period';
			parts.push(section('Cancel subscription', `<p>Takes effect ${when}.</p>`));
		}
	}
	if (settings['show_billing_info']) {
		const change = settings['allow_update_billing_info'] ? '<p>Update billing information</p>' : '';
		parts.push(section('Billing information', `<p>${escapeHtml(customer?.email)}</p>${change}`));
	}
	if (settings['show_invoices']) parts.push(section('Invoices', '<p>No invoices yet.</p>'));
	if (settings['redirect_url']) {
		parts.push(`<p><a href="${escapeHtml(settings['redirect_url'])}">Back to site</a></p>`);
	}
	return htmlPage(String(settings['page_title'] ?? 'Customer portal'), parts.join('\n'));
}

// Documented order: grouped by interval, from the smallest to the largest amount (2.1, products_ids).
function packages(data: KwikData, settings: Record<string, unknown>): string {
	const chosen = settings['products_ids'] as string[] | undefined;
	const offered = [...data.products.values()]
		.filter(({ id }) => !chosen?.length || chosen.includes(id))
		.sort(
			(a, b) =>
				a.billing_period.localeCompare(b.billing_period) ||
				Number(a.price_excl) - Number(b.price_excl),
		);
	const items = offered.map(
		(entry) => `<li>${escapeHtml(entry.name)}: R ${escapeHtml(entry.price_excl)}</li>`,
	);
	return `<ul>${items.join('')}</ul>`;
}
