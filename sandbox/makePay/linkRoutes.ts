// MakePay's payment links (makepay.md 3.3).
import { Refusal } from '../shared/refusal';
import { anonymousAnswer } from './anonymousLink';
import { refusal } from './errors';
import { nesting } from './linkNesting';
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
	const shown = (link: MakePayLink) => shownLink(link, state.now(), switches.linkDates);

	// makepay.md 3.3, with its trap: without key headers the route makes an anonymous link.
	app.post<{ Body: CreateBody }>(
		BASE,
		{ config, preValidation: nesting(makePay), schema: { body: CREATE_LINK_SCHEMA } },
		async (request, reply) => {
			const { payload, status = 'active', sendPaymentRequestEmail = false } = request.body;
			if (switches.createNeedsStatus) refuseDefaults(request.body);
			const anonymous = makePay.isAnonymous(request);
			if (anonymous && switches.anonymousNeedsSettlement && !payload['settlement']) {
				throw refusal(400, 'Anonymous payment links need explicit settlement routes');
			}
			const link = state.addLink(payload, { status, anonymous });
			reply.code(201);
			if (anonymous) return anonymousAnswer(link, state.now());
			const sent = sendPaymentRequestEmail && payload.customerEmail !== undefined;
			if (sent) state.emails.push({ linkUid: link.uid, email: payload.customerEmail ?? '' });
			return {
				ok: true,
				companyId: COMPANY.id,
				paymentRequestEmailSent: sent,
				paymentRequestEmailError:
					sendPaymentRequestEmail && !sent ? 'customer_email_missing' : null,
				paymentLink: shown(link),
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
				paymentLinks.push(shown(link));
			}
			return { companyId: COMPANY.id, paymentLinks };
		},
	);

	app.get<{ Params: { uid: string } }>(`${BASE}/:uid`, async (request) => ({
		companyId: COMPANY.id,
		paymentLink: shown(find(request.params.uid)),
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
			if (metadata) {
				link.metadata = { ...link.metadata, ...metadata };
				link.payload = { ...link.payload, metadata: link.metadata };
			}
			link.updatedAt = now;
			link.timelineEvents.push({ type: 'payment_link_updated' });
			return {
				ok: true,
				companyId: COMPANY.id,
				paymentLink: shown(link),
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
			const { id, uid, donation_slug, link_type, status, payload, publicUrl } = shown(link);
			return {
				ok: true,
				email,
				paymentLink: { id, uid, donation_slug, link_type, status, payload, publicUrl },
			};
		},
	);
}

// That there are defaults is not proven (makepay.md 3.3).
function refuseDefaults({ status, sendPaymentRequestEmail }: CreateBody): void {
	if (status === undefined) throw refusal(400, 'status is required');
	if (sendPaymentRequestEmail === undefined) {
		throw refusal(400, 'sendPaymentRequestEmail is required');
	}
}

// Both conflicts carry a code and no `error` text (makepay.md 3.3, 4).
function refuseArchive({ status, latestSession }: MakePayLink): void {
	if (status === 'archived') {
		throw new Refusal(409, {
			archiveEligibility: 'already_archived',
			errorCode: 'payment_link_already_archived',
		});
	}
	if (latestSession) {
		throw new Refusal(409, {
			archiveEligibility: 'session_started',
			errorCode: 'payment_link_has_session',
			latestSession,
			sessionCreationClaimed: false,
		});
	}
}

// The four statuses of the vendor's n8n node: two of the link, two of its session.
function hasStatus(link: MakePayLink, status: string, now: number): boolean {
	if (status === 'paid') return link.latestSession?.status === 'complete';
	if (status === 'failed') return link.latestSession?.status === 'failed';
	return linkStatus(link, now) === status;
}
