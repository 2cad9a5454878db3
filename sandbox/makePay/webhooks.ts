// Sends MakePay's signed webhooks (makepay.md 5), and wrong ones, so that a receiver can be tested.
import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { hmac } from '../shared/ids';
import type { SessionStatus } from './records';
import { bodyOf, type WebhookSubject } from './webhookBodies';

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

export interface WebhookAnswer {
	status: number;
	data: unknown;
	attempt: number;
	headers: Record<string, string>;
	body: string;
}

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
	subject: WebhookSubject,
	options: WebhookOptions,
): WebhookAttempt[] {
	// Freshness is judged by the receiver's clock, so this is the machine's time and not the sandbox's.
	const now = Date.now();
	const groupId = options.groupId ?? `mpwhgrp_${hmac('group', randomUUID())}`;
	const first = options.firstAttempt ?? 1;
	const attempts: WebhookAttempt[] = [];
	for (let attempt = first; attempt < first + (options.attempts ?? 1); attempt++) {
		const seconds = Math.floor(now / 1000) - (options.ageSeconds ?? 0);
		const deliveryId = randomUUID();
		const raw = options.rawBody ?? bodyOf(subject, options, deliveryId, now);
		const headers: Record<string, string> = {
			'content-type': 'application/json',
			'user-agent': 'MakePay-Webhooks/1.0',
			'x-makepay-delivery-id': deliveryId,
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
export async function sendAttempts(
	url: string,
	attempts: WebhookAttempt[],
	timeoutMs = 10_000,
): Promise<WebhookAnswer[]> {
	const answers: WebhookAnswer[] = [];
	for (const { attempt, headers, body } of attempts) {
		const answer = await axios.post(url, body, {
			headers,
			timeout: timeoutMs,
			maxRedirects: 0,
			validateStatus: () => true,
			transformRequest: (data: unknown) => data,
		});
		answers.push({ status: answer.status, data: answer.data, attempt, headers, body });
	}
	return answers;
}
