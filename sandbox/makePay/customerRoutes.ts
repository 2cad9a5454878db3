// MakePay's customers, portal links, subscriptions and settings (makepay.md 2.1, 3.1, 3.2, 3.4, 3.5).
import { refusal } from './errors';
import type { MakePaySandbox } from './makePay';
import { portalUrl } from './portal';
import { COMPANY, type CustomerFields } from './records';
import { PORTAL_SCHEMA, UPSERT_SCHEMA } from './schemas';

const BASE = '/api/partner/v1/makepay';
const LINK_LIFETIME_S = 24 * 3600;

type Upsert = CustomerFields & { customerEmail?: string };

/** Adds the endpoints about customers. */
export function addCustomerRoutes(makePay: MakePaySandbox): void {
	const { app, state, switches } = makePay;

	// makepay.md 3.1: creates or updates by email. The status of success is not stated; 200 is taken.
	app.post<{ Body: Upsert }>(
		`${BASE}/customers`,
		{ schema: { body: UPSERT_SCHEMA } },
		async (request) => {
			const { customerEmail, ...fields } = request.body;
			const email = fields.email ?? customerEmail;
			if (!email && !fields.name && !fields.clientId) {
				throw refusal(400, 'One of email, customerEmail, name or clientId is required');
			}
			if (email) fields.email = email;
			// Without email the matching rule is unknown (section 6): the client id is matched when there is one,
			// a name alone always makes a new customer — so a blind repeat shows as a duplicate.
			const known = email
				? state.customerByEmail(email)
				: fields.clientId
					? state.customerByClientId(fields.clientId)
					: undefined;
			if (known && fields.metadata && switches.metadataOnUpsert === 'merge') {
				fields.metadata = { ...known.metadata, ...fields.metadata };
			}
			const customer = known ? state.changeCustomer(known, fields) : state.addCustomer(fields);
			return { ok: true, companyId: COMPANY.id, customer };
		},
	);

	// makepay.md 3.2: every customer, no paging; parameters are unknown and ignored.
	app.get(`${BASE}/customers`, async () => ({
		companyId: COMPANY.id,
		customers: [...state.customers.values()],
	}));

	// makepay.md 2.1, 2.2: UUID or UID, no body needed; the URL is signed for 24 hours.
	app.post<{ Params: { id: string } }>(
		`${BASE}/customers/:id/portal`,
		{ schema: { body: PORTAL_SCHEMA } },
		async (request) => {
			const customer = state.customer(request.params.id);
			if (!customer) throw refusal(404, 'customer_not_found');
			const expires = Math.floor(state.now() / 1000) + LINK_LIFETIME_S;
			return {
				ok: true,
				companyId: COMPANY.id,
				customer: {
					...customer,
					urls: { customerPortal: portalUrl(makePay.url, COMPANY.id, customer.uid, expires) },
				},
				expiresAt: new Date(expires * 1000).toISOString(),
			};
		},
	);

	// makepay.md 3.4: reading only.
	app.get(`${BASE}/subscriptions`, async () => ({
		companyId: COMPANY.id,
		subscriptions: state.subscriptions,
	}));

	// makepay.md 3.5: `settings` may hold callback data that a client must not show.
	app.get(`${BASE}/settings`, async () => ({
		companyId: COMPANY.id,
		company: COMPANY,
		settings: makePay.webhookUrl ? { callbackUrl: makePay.webhookUrl } : {},
	}));
}
