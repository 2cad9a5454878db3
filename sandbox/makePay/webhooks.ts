// Sends MakePay's signed webhooks (makepay.md 5), and wrong ones, so that a receiver can be tested.
import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { hmac } from '../shared/ids';
import type { MakePayLink, SessionStatus } from './records';

/** What a delivery tells of: the events of payments, and the one of subscriptions (makepay.md 5). */
export type WebhookEvent =
	| 'status_changed'
	| 'payment_request_expired'
	| 'quote_created'
	| 'quote_expired'
	| 'payment_cancelled_by_payer'
	| 'subscription_status_changed';

export interface WebhookOptions {
	/** What it tells of (default `status_changed`). */
	event?: WebhookEvent;
	/** Status of the session (default `complete`). */
	status?: SessionStatus;
	/** UID of a stored link the event is about; otherwise a sample link is told. */
	linkUid?: string;
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

export interface WebhookAnswer {
	status: number;
	data: unknown;
	attempt: number;
	headers: Record<string, string>;
	body: string;
}

interface Event {
	link: MakePayLink | undefined;
	now: number;
	options: WebhookOptions;
}

function bodyOf({ link, now, options }: Event): string {
	const type = options.event ?? 'status_changed';
	const common = {
		deliveryId: randomUUID(),
		createdAt: new Date(now).toISOString(),
		event: { type, trigger: null },
		data: {},
	};
	if (type === 'subscription_status_changed') {
		return JSON.stringify({
			type: 'makepay.subscription.status_changed',
			...common,
			...SUBSCRIPTION,
		});
	}
	const status = options.status ?? 'complete';
	const amount = String(link?.payload.amount ?? '12.34');
	return JSON.stringify({
		type: `makepay.payment.${type}`,
		...common,
		paymentLink: {
			uid: link?.uid ?? 'pay_123',
			status: link?.status ?? 'active',
			amount,
			currency: link?.payload.currency ?? 'USDT',
			merchantOrderId: link?.payload.merchantOrderId ?? link?.payload.orderId ?? 'order_1042',
		},
		session: { id: link?.latestSession?.id ?? 'session_123', invoiceAmount: amount, status },
	});
}

/** What a delivery about a subscription has in place of payment link and session (makepay.md 5). */
const SUBSCRIPTION = {
	subscription: {
		id: 'b834dd77-69b8-41a9-a4b6-95bc9dd14c2d',
		uid: 'sub_01hzy4k6p4w9y2x7e2z7n8a2xm',
		status: 'overdue',
		previousStatus: 'active',
		customerEmail: 'buyer@example.com',
		label: 'Monthly plan',
		amountUsd: '12.34',
		cadence: 'monthly',
		billingIntervalUnit: 'month',
		billingIntervalCount: 1,
		metadata: {},
	},
	cycle: {
		dueAt: '2026-04-20T10:00:00.000Z',
		amountUsd: '12.34',
		paymentLinkUid: 'pay_123',
		status: 'pending',
	},
};

function signatureHeader(
	options: WebhookOptions,
	secret: string,
	raw: string,
	seconds: number,
): string {
	const hex = hmac(secret, `${seconds}.${raw}`);
	switch (options.forge) {
		case 'signature':
			return `t=${seconds},v1=${hmac(`${secret}x`, raw)}`;
		case 'malformed':
			return hex;
		case 'timestamp':
			return `t=${seconds + 1},v1=${hex}`;
		default:
			return `t=${seconds},v1=${hex}`;
	}
}

/** One attempt of an event, as it goes over the wire. */
export type WebhookAttempt = Pick<WebhookAnswer, 'attempt' | 'headers' | 'body'>;

/** The attempts of one event. */
export function attemptsOf(
	secret: string,
	link: MakePayLink | undefined,
	options: WebhookOptions,
): WebhookAttempt[] {
	// Freshness is judged by the receiver's clock, so this is the machine's time and not the sandbox's.
	const now = Date.now();
	const raw = options.rawBody ?? bodyOf({ link, now, options });
	const groupId = options.groupId ?? `mpwhgrp_${hmac('group', randomUUID())}`;
	const first = options.firstAttempt ?? 1;
	const attempts: WebhookAttempt[] = [];
	for (let attempt = first; attempt < first + (options.attempts ?? 1); attempt++) {
		const seconds = Math.floor(now / 1000) - (options.ageSeconds ?? 0);
		const headers: Record<string, string> = {
			'content-type': 'application/json',
			'user-agent': 'MakePay-Webhooks/1.0',
			'x-makepay-delivery-id': randomUUID(),
			'x-makepay-delivery-group-id': groupId,
			'x-makepay-delivery-origin': 'event',
			'x-makepay-event': options.event ?? 'status_changed',
			'x-makepay-attempt': String(attempt),
		};
		if (options.forge !== 'unsigned') {
			headers['x-makepay-signature'] = signatureHeader(
				options,
				options.secret ?? secret,
				raw,
				seconds,
			);
		}
		const body = options.forge === 'body' ? raw.replace(/\}$/, ',"forged":true}') : raw;
		attempts.push({ attempt, headers, body });
	}
	return attempts;
}

/** Sends the attempts of one event, one after the other. @throws when the receiver cannot be reached. */
export async function sendEvent(
	url: string,
	secret: string,
	link: MakePayLink | undefined,
	options: WebhookOptions,
): Promise<WebhookAnswer[]> {
	const answers: WebhookAnswer[] = [];
	for (const { attempt, headers, body } of attemptsOf(secret, link, options)) {
		const answer = await axios.post(url, body, {
			headers,
			timeout: options.timeoutMs ?? 10_000,
			maxRedirects: 0,
			validateStatus: () => true,
			transformRequest: (data: unknown) => data,
		});
		answers.push({ status: answer.status, data: answer.data, attempt, headers, body });
	}
	return answers;
}
