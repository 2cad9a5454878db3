// Sends MakePay's signed webhooks (makepay.md 5), and wrong ones, so that a receiver can be tested.
import { randomUUID } from 'node:crypto';
import axios from 'axios';
import { hmac } from '../shared/ids';
import { bodyOf, type WebhookSubject } from './webhookBodies';
import type { WebhookOptions } from './webhookOptions';

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
