// What a webhook of the MakePay sandbox is to tell (makepay.md 5).
import type { SessionStatus } from './records';

/** What a delivery tells of: the events of payments, and the one of subscriptions (makepay.md 5). */
export type WebhookEvent =
	| 'status_changed'
	| 'payment_request_expired'
	| 'quote_created'
	| 'quote_expired'
	| 'payment_cancelled_by_payer'
	| 'subscription_status_changed';

export const SUBSCRIPTION_STATUSES = ['active', 'paused', 'overdue', 'cancelled'] as const;

export interface WebhookOptions {
	/** What it tells of (default `status_changed`). */
	event?: WebhookEvent;
	/** Status of the session (default `complete`). */
	status?: SessionStatus;
	/** Status of the session before (default null). */
	previousStatus?: SessionStatus;
	/** What set the event off (default: as in the documents' samples). */
	trigger?: string;
	/** UID of a stored link the event is about; otherwise a sample link is told. For a subscription: the cycle's. */
	linkUid?: string;
	/** UID of a stored subscription the event is about, which is sent and then has the new status. */
	subscriptionUid?: string;
	/** New status of the subscription (default `overdue`). */
	subscriptionStatus?: (typeof SUBSCRIPTION_STATUSES)[number];
	/** Deduplication key of the event (default: new); the same in all attempts. */
	groupId?: string;
	/** How many attempts of the same event are sent, one after the other (default 1). */
	attempts?: number;
	/** Number of the first attempt (default 1). */
	firstAttempt?: number;
	/** Age of the signature in seconds; negative lies in the future (default 0). */
	ageSeconds?: number;
	/** Signs with this instead of the demo webhook secret. */
	secret?: string;
	/**
	 * What is wrong: `signature` (another hex), `body` (changed after signing), `unsigned` (no header),
	 * `malformed` (header without its form), `timestamp` (t changed after signing).
	 */
	forge?: 'signature' | 'body' | 'unsigned' | 'malformed' | 'timestamp';
	/** Sent instead of the usual body, byte for byte. */
	rawBody?: string;
	timeoutMs?: number;
}
