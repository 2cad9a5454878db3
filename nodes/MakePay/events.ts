// What the MakePay trigger receives: signed deliveries about payments. makepay.md 5.
import { createHmac, timingSafeEqual } from 'crypto';
import type { INodePropertyOptions } from 'n8n-workflow';
import { isObject } from '../shared/contract/json';
import type { ReceiveRule, Refused } from '../shared/receive';

/** How far a delivery's time may be off, in seconds. */
const FRESHNESS = 300;
/** The largest body MakePay's own receiver takes, in bytes. */
const MAX_BYTES = 64 * 1024;

/** makepay.md 3.3, session statuses. */
const STATUSES = [
	'awaiting_deposit',
	'cancelled',
	'complete',
	'deposit_received',
	'expired',
	'failed',
	'pending',
	'quoted',
	'sending',
	'swapping',
	'underpaid',
];

export const statuses: INodePropertyOptions[] = STATUSES.map((value) => ({
	name: statusName(value),
	value,
}));

export const deliveries: ReceiveRule = {
	secret: { field: 'webhookSecret', label: 'Webhook Secret' },
	setUp: {
		message:
			'The MakePay credential of this trigger has no Webhook Secret: enter the one that MakePay shows when you save the callback URL',
		hint: 'Save the webhook URL as the callback URL in the developer settings of MakePay, then enter the secret it shows as Webhook Secret in the credential.',
	},
	refuse: (rawBody, headers, secret, now) =>
		refuseDelivery(rawBody, headers['x-makepay-signature'], secret, now),
	// MakePay sends a delivery up to ten times, five minutes apart.
	eventOf: (headers) => {
		const group = headers['x-makepay-delivery-group-id'] ?? headers['x-makepay-delivery-id'];
		return typeof group === 'string' ? group : undefined;
	},
	wanted: ({ session }, parameter) => {
		const wanted = parameter('statuses') as string[];
		const status = isObject(session) ? session.status : undefined;
		return wanted.length === 0 || wanted.includes(String(status));
	},
};

/**
 * Checks size and signature of a delivery on its raw body.
 * @param signature header `x-makepay-signature`: `t=<unix seconds>,v1=<hex>`
 * @param now epoch milliseconds
 */
export function refuseDelivery(
	rawBody: Buffer | undefined,
	signature: unknown,
	secret: string,
	now: number,
): Refused | undefined {
	if (!rawBody) return { status: 400, reason: 'The delivery has no body' };
	if (rawBody.length > MAX_BYTES) return { status: 413, reason: 'The delivery is too large' };
	const [, time, digest] =
		/^t=(\d{1,12}),v1=([0-9a-f]{64})$/.exec(typeof signature === 'string' ? signature : '') ?? [];
	if (time === undefined || digest === undefined) {
		return { status: 401, reason: 'The delivery has no valid signature' };
	}
	const expected = createHmac('sha256', secret).update(`${time}.`).update(rawBody).digest();
	if (!timingSafeEqual(expected, Buffer.from(digest, 'hex'))) {
		return { status: 401, reason: 'The signature does not fit the delivery' };
	}
	if (Math.abs(now / 1000 - Number(time)) > FRESHNESS) {
		return {
			status: 401,
			reason: 'The delivery is too old, or the clock of this machine is wrong',
		};
	}
	return undefined;
}

/** `awaiting_deposit` → `Awaiting Deposit`. */
function statusName(value: string): string {
	return value
		.split('_')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}
