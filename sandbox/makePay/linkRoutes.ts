// MakePay's payment links (makepay.md 3.3).
import { Refusal } from '../shared/refusal';
import { refusal } from './errors';
import type { MakePaySandbox } from './makePay';
import {
	COMPANY,
	endOf,
	linkStatus,
	shownLink,
	type LinkPayload,
	type MakePayLink,
} from './records';
import {
	CREATE_LINK_SCHEMA,
	LIST_LINKS_SCHEMA,
	SEND_EMAIL_SCHEMA,
	UPDATE_LINK_SCHEMA,
} from './schemas';

const BASE = '/api/partner/v1/makepay/payment-links';

interface CreateBody {
	status?: MakePayLink['status'];
	sendPaymentRequestEmail?: boolean;
	payload: LinkPayload;
}

interface UpdateBody {
	status?: MakePayLink['status'];
	extendExpirationTime?: string;
	metadata?: Record<string, unknown>;
}

/** Adds the payment-link endpoints. */
export function addLinkRoutes(makePay: MakePaySandbox): void {
	const { app, state, switches } = makePay;
	const config = { idempotent: true };
	const find = (uid: string) => {
		const link = state.link(uid);
		if (!link || link.anonymous) throw refusal(404, 'payment_link_not_found');
		return link;
	};

	// makepay.md 3.3, with its trap: without key headers the route makes an anonymous link.
	app.post<{ Body: CreateBody }>(
		BASE,
		{ config, schema: { body: CREATE_LINK_SCHEMA } },
		async (request, reply) => {
			const { payload, status = 'active', sendPaymentRequestEmail = false } = request.body;
			const anonymous = makePay.isAnonymous(request);
			if (anonymous && switches.anonymousNeedsSettlement && !payload['settlement']) {
				throw refusal(400, 'Anonymous payment links need explicit settlement routes');
			}
			const link = state.addLink(payload, { status, anonymous });
			const sent = sendPaymentRequestEmail && payload.customerEmail !== undefined;
			if (sent) state.emails.push({ linkUid: link.uid, email: payload.customerEmail ?? '' });
			reply.code(201);
			return {
				ok: true,
				...(anonymous && { anonymous: true }),
				companyId: anonymous ? null : COMPANY.id,
				paymentRequestEmailSent: sent,
				paymentRequestEmailError:
					sendPaymentRequestEmail && !sent ? 'customer_email_missing' : null,
				paymentLink: shownLink(link, state.now()),
			};
		},
	);

	// Every link of the company, newest first; whether `limit` and `status` count is not sure (D15).
	app.get<{ Querystring: { limit?: string; status?: string } }>(
		BASE,
		{ schema: { querystring: LIST_LINKS_SCHEMA } },
		async (request) => {
			const applied = switches.listParameters === 'applied';
			const { limit, status } = applied ? request.query : {};
			const most = limit === undefined ? Number.POSITIVE_INFINITY : Number(limit);
			const now = state.now();
			const paymentLinks: object[] = [];
			for (const link of [...state.links.values()].reverse()) {
				if (paymentLinks.length >= most) break;
				if (link.anonymous || (status !== undefined && !hasStatus(link, status, now))) continue;
				paymentLinks.push(shownLink(link, now));
			}
			return { companyId: COMPANY.id, paymentLinks };
		},
	);

	app.get<{ Params: { uid: string } }>(`${BASE}/:uid`, async (request) => ({
		companyId: COMPANY.id,
		paymentLink: shownLink(find(request.params.uid), state.now()),
	}));

	app.patch<{ Params: { uid: string }; Body: UpdateBody }>(
		`${BASE}/:uid`,
		{ config, schema: { body: UPDATE_LINK_SCHEMA } },
		async (request) => {
			const link = find(request.params.uid);
			const { status, extendExpirationTime, metadata } = request.body;
			const archived = status === 'archived';
			if (archived) refuseArchive(link);
			const now = state.now();
			if (status !== undefined) link.status = status;
			if (extendExpirationTime !== undefined) {
				// "Extend" adds to what is left, which is why a repeat without key is unsafe (section 6).
				link.expiresAt = endOf(extendExpirationTime, Math.max(now, link.expiresAt ?? now));
			}
			Object.assign(link.metadata, metadata);
			link.updatedAt = now;
			link.timelineEvents.push({ type: 'payment_link_updated' });
			return {
				ok: true,
				companyId: COMPANY.id,
				paymentLink: shownLink(link, now),
				...(archived && {
					archiveEligibility: 'no_session',
					archivedWithNoSession: true,
					latestSession: null,
					sessionCreationClaimed: false,
				}),
			};
		},
	);

	app.post<{ Params: { uid: string }; Body: { email?: string } | undefined }>(
		`${BASE}/:uid/send-request-email`,
		{ schema: { body: SEND_EMAIL_SCHEMA } },
		async (request) => {
			const link = find(request.params.uid);
			const email = request.body?.email ?? link.payload.customerEmail;
			if (!email) throw refusal(400, 'customer_email_missing');
			state.emails.push({ linkUid: link.uid, email });
			const { id, uid, link_type, status, payload, publicUrl } = shownLink(link, state.now());
			return { ok: true, email, paymentLink: { id, uid, link_type, status, payload, publicUrl } };
		},
	);
}

// Both conflicts carry a code and no `error` text (makepay.md 3.3, 4).
function refuseArchive(link: MakePayLink): void {
	const conflict = (errorCode: string, archiveEligibility: string) =>
		new Refusal(409, {
			archiveEligibility,
			errorCode,
			latestSession: link.latestSession,
			sessionCreationClaimed: false,
		});
	if (link.status === 'archived')
		throw conflict('payment_link_already_archived', 'already_archived');
	if (link.latestSession) throw conflict('payment_link_has_session', 'session_started');
}

// The four statuses of the vendor's n8n node: two of the link, two of its session.
function hasStatus(link: MakePayLink, status: string, now: number): boolean {
	if (status === 'paid') return link.latestSession?.status === 'complete';
	if (status === 'failed') return link.latestSession?.status === 'failed';
	return linkStatus(link, now) === status;
}
