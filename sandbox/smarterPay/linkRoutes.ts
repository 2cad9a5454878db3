// SmarterPay's payment links: create, update, get, list (smarterpay.md 2.1–2.4).
import type { FastifyRequest } from 'fastify';
import { refusal } from './errors';
import { linkProblem } from './linkRules';
import { shownLink, type PaymentLink } from './paymentLink';
import { CREATE_LINK_SCHEMA, LIST_LINKS_SCHEMA, UPDATE_LINK_SCHEMA } from './schemas';
import type { SmarterPaySandbox } from './smarterPay';

type Sent = Record<string, string | undefined>;
type Query = Record<string, string | undefined>;

/** Paging and order of a list request, with the documented defaults (2.4). */
export function pagingOf(query: Query) {
	return {
		limit: Number(query['limit'] ?? 40),
		pageNo: Number(query['page_no'] ?? 1),
		sortField: query['sort_field'] ?? 'created_at',
		descending: query['sort_order'] === 'desc',
	};
}

/** Adds the payment-link endpoints. */
export function addLinkRoutes(smarterPay: SmarterPaySandbox): void {
	const { app, state, switches } = smarterPay;
	const config = { idempotent: true };
	const answer = (link: PaymentLink) => ({ payment_link: shownLink(link, state.now()) });
	const sentOf = (request: FastifyRequest) => (request.body as { payment_link: Sent }).payment_link;
	const find = (id: string) => {
		const link = state.links.get(id);
		if (!link) throw refusal(404, `payment link ${id} does not exist`, switches);
		return link;
	};

	// smarterpay.md 2.1; the status of success is not stated, 200 is taken.
	app.post(
		'/service.svc/paymentlink',
		{ config, schema: { body: CREATE_LINK_SCHEMA } },
		async (request) => {
			const sent = sentOf(request);
			const problem = linkProblem(sent, {
				page: state.pages.get(sent['ecommerce_page'] ?? ''),
				exists: (kind, id) => !switches.checkLinkedRecords || state.exists(kind, id),
				coreReference: switches.coreReference,
			});
			if (problem) throw refusal(400, problem, switches);
			return answer(state.addLink(sent));
		},
	);

	// smarterpay.md 2.2: status `expired` and metadata, nothing else.
	app.put<{ Params: { id: string } }>(
		'/service.svc/paymentlink/:id',
		{ config, schema: { body: UPDATE_LINK_SCHEMA } },
		async (request) => {
			const link = find(request.params.id);
			const { status, ...metadata } = sentOf(request);
			link.sent = { ...link.sent, ...metadata };
			const now = state.now();
			const shownBefore = shownLink(link, now);
			if (status === 'expired' && shownBefore['status'] === 'active') {
				// What `expiry` shows then is not documented (2.4): the moment of the update is a guess.
				link.endedByHand = true;
				link.expiresAt = now;
				if (switches.expireAnswer === 'active') return { payment_link: shownBefore };
			}
			return answer(link);
		},
	);

	// smarterpay.md 2.3
	app.get<{ Params: { id: string } }>('/service.svc/paymentlink/:id', async (request) =>
		answer(find(request.params.id)),
	);

	// smarterpay.md 2.4
	app.get<{ Querystring: Query }>(
		'/service.svc/paymentlinks',
		{ schema: { querystring: LIST_LINKS_SCHEMA } },
		async (request) => {
			const now = state.now();
			const links = state.links.list({ filters: request.query, ...pagingOf(request.query) });
			return { payment_links: links.map((link) => shownLink(link, now)) };
		},
	);
}
