// The stored customer, payment link and subscription and the fields they show (makepay.md 2.1, 3.3, 3.4).
import { randomUUID } from 'node:crypto';
import { makePayUid } from '../shared/ids';

/** The company all keys and records belong to. */
export const COMPANY = { id: 'acct_123', name: 'Example Ltd', slug: 'example', pictureUrl: null };

export interface MakePayCustomer {
	id: string;
	uid: string;
	email: string | null;
	name: string | null;
	clientId: string | null;
	metadata: Record<string, unknown>;
	createdAt: string;
	updatedAt: string;
}

/** Fields of an upsert, `customerEmail` already read as `email`. */
export type CustomerFields = Partial<
	Pick<MakePayCustomer, 'email' | 'name' | 'clientId' | 'metadata'>
>;

export const SESSION_STATUSES = [
	'pending',
	'quoted',
	'awaiting_deposit',
	'deposit_received',
	'swapping',
	'sending',
	'complete',
	'underpaid',
	'expired',
	'failed',
	'cancelled',
] as const;

export type SessionStatus = (typeof SESSION_STATUSES)[number];

/** What a merchant sends as `payload`. */
export interface LinkPayload extends Record<string, unknown> {
	amount: string | number;
	title?: string;
	description?: string;
	currency?: string;
	fiatCurrency?: string;
	asset?: string;
	orderId?: string;
	merchantOrderId?: string;
	customerEmail?: string;
	clientId?: string;
	expirationTime?: string;
	/** Where deliveries about this link go. */
	webhookUrl?: string;
	label?: string;
	receiptEmail?: string;
	metadata?: Record<string, unknown>;
}

export interface MakePayLink {
	id: string;
	uid: string;
	anonymous: boolean;
	publicUrl: string;
	status: 'active' | 'paused' | 'archived';
	/** Usual links have none; `donation` for a donation page, which then has a slug. */
	type?: string;
	donationSlug: string | null;
	payload: LinkPayload;
	metadata: Record<string, unknown>;
	latestSession: { id: string; status: SessionStatus } | null;
	timelineEvents: Array<{ type: string }>;
	/** Milliseconds since 1970, like the two below. */
	createdAt: number;
	updatedAt: number;
	/** Null: never. */
	expiresAt: number | null;
}

export interface MakePaySubscription {
	id: string;
	uid: string;
	status: string;
	customerEmail: string | null;
	amountUsd: string;
	cadence: string;
	billingIntervalUnit: 'day' | 'week' | 'month' | 'year';
	billingIntervalCount: number;
	nextBillingAt: string | null;
	metadata: Record<string, unknown>;
}

/** A subscription as a seed makes it: monthly, due in thirty days (3.4). */
export function sampleSubscription(customerEmail: string, now: number): MakePaySubscription {
	return {
		id: randomUUID(),
		uid: makePayUid('sub'),
		status: 'active',
		customerEmail,
		amountUsd: '29.00',
		cadence: 'monthly',
		billingIntervalUnit: 'month',
		billingIntervalCount: 1,
		nextBillingAt: new Date(now + 30 * 86_400_000).toISOString(),
		metadata: {},
	};
}

const LIFETIME_MS: Record<string, number | null> = {
	'15m': 15 * 60_000,
	'1h': 3_600_000,
	'12h': 12 * 3_600_000,
	'24h': 24 * 3_600_000,
	'72h': 72 * 3_600_000,
	never: null,
};

/** End of a lifetime counted from a moment; unset means 24 hours, as in the sample of 3.3. */
export function endOf(lifetime: string | undefined, fromMs: number): number | null {
	const length = LIFETIME_MS[lifetime ?? '24h'];
	return length === null || length === undefined ? null : fromMs + length;
}

/** The status a link shows: an active one becomes `expired` by itself. */
export function linkStatus(link: MakePayLink, now: number): string {
	const over = link.expiresAt !== null && link.expiresAt <= now;
	return link.status === 'active' && over ? 'expired' : link.status;
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** The three dates of a link in either spelling, or in both (3.3). */
function datesOf({ createdAt, updatedAt, expiresAt }: MakePayLink, spelling: DateSpelling): object {
	const [created, updated, expires] = [iso(createdAt), iso(updatedAt), iso(expiresAt)];
	return {
		...(spelling !== 'camel' && {
			created_at: created,
			updated_at: updated,
			expires_at: expires,
		}),
		...(spelling !== 'snake' && { createdAt: created, updatedAt: updated, expiresAt: expires }),
	};
}

export type DateSpelling = 'snake' | 'camel' | 'both';

/** A payment link as create, get, patch and list show it (3.3). */
export function shownLink(
	link: MakePayLink,
	now: number,
	dates: DateSpelling,
): Record<string, unknown> {
	const { payload } = link;
	const amount = String(payload.amount);
	return {
		id: link.id,
		uid: link.uid,
		donation_slug: link.donationSlug,
		link_type: 'one_time',
		source: 'api',
		...(link.type !== undefined && { type: link.type }),
		publicUrl: link.publicUrl,
		status: linkStatus(link, now),
		amount,
		fiatAmount: amount,
		fiatCurrency: payload.fiatCurrency ?? 'USD',
		currency: payload.currency ?? null,
		asset: payload.asset ?? null,
		title: payload.title ?? null,
		label: payload.label ?? payload.title ?? null,
		description: payload.description ?? null,
		orderId: payload.orderId ?? null,
		customerEmail: payload.customerEmail ?? null,
		clientId: payload.clientId ?? null,
		metadata: link.metadata,
		payload,
		latestSession: link.latestSession,
		timelineEvents: link.timelineEvents,
		...datesOf(link, dates),
	};
}
