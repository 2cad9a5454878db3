// What the MakePay trigger receives: signed deliveries about payments and subscriptions. makepay.md 5.
import { createHmac, timingSafeEqual } from 'crypto';
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { entryOf, isObject } from '../shared/contract/json';
import type { Genuine, ReceiveRule, Refused } from '../shared/receive';

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

/** makepay.md 5: what a delivery calls its event, and what the node calls it. */
const EVENTS: Record<string, { value: string; name: string }> = {
	status_changed: { value: 'statusChanged', name: 'Payment Status Changed' },
	payment_request_expired: { value: 'paymentRequestExpired', name: 'Payment Request Expired' },
	quote_created: { value: 'quoteCreated', name: 'Quote Created' },
	quote_expired: { value: 'quoteExpired', name: 'Quote Expired' },
	payment_cancelled_by_payer: {
		value: 'paymentCancelledByPayer',
		name: 'Payment Cancelled by Payer',
	},
	subscription_status_changed: {
		value: 'subscriptionStatusChanged',
		name: 'Subscription Status Changed',
	},
};

export const events: INodePropertyOptions[] = Object.values(EVENTS).sort((a, b) =>
	a.name.localeCompare(b.name),
);

export const deliveries: ReceiveRule = {
	secret: { field: 'webhookSecret', label: 'Webhook Secret' },
	setUp: {
		message:
			'The MakePay credential of this trigger has no Webhook Secret: enter the one that MakePay shows when you save the callback URL',
		hint: 'Save the webhook URL as the callback URL in the developer settings of MakePay, then enter the secret it shows as Webhook Secret in the credential.',
	},
	check: (rawBody, headers, secret, now) =>
		checkDelivery(rawBody, headers['x-makepay-signature'], secret, now),
	groupOf,
	wanted: (delivery, parameter) => {
		const { session } = delivery;
		const event = eventOf(delivery);
		const [wantedEvents, wantedStatuses] = [
			parameter('events'),
			parameter('statuses'),
		] as string[][];
		if (wantedEvents!.length > 0 && !wantedEvents!.includes(event)) return false;
		if (event !== 'statusChanged' || wantedStatuses!.length === 0) return true;
		return isObject(session) && wantedStatuses!.includes(String(session.status));
	},
	// By it, other steps know an event again that reached two processes of n8n.
	output: (delivery, headers) => {
		const deliveryGroupId = groupOf(headers);
		return deliveryGroupId === undefined ? delivery : { ...delivery, deliveryGroupId };
	},
};

/** What all attempts to deliver one event have in common: up to ten, five minutes apart, each signed anew. */
function groupOf(headers: IDataObject): string | undefined {
	const group = headers['x-makepay-delivery-group-id'] ?? headers['x-makepay-delivery-id'];
	return typeof group === 'string' ? group : undefined;
}

/** What a delivery tells of, as the node calls it; as MakePay calls it where the node does not know it. */
function eventOf({ type, event, subscription }: IDataObject): string {
	const told = isObject(event) && typeof event.type === 'string' ? event.type : String(type ?? '');
	const name = told.replace(/^makepay\.(payment\.)?/, '').replace('.', '_');
	const ofSubscription = isObject(subscription) && name === 'status_changed';
	return entryOf(EVENTS, ofSubscription ? 'subscription_status_changed' : name)?.value ?? name;
}

/** The longest signature header that is read, in characters. */
const LONGEST_HEADER = 4096;

/**
 * The parts of a signature header, as MakePay's own verifiers read it: in any order, with blanks, digits in either
 * case, several digests, and schemes of another name beside.
 */
function signatureOf(header: unknown): { time: string | undefined; digests: string[] } {
	const parts = (typeof header === 'string' ? header.slice(0, LONGEST_HEADER) : '')
		.split(',')
		.map((part) => part.split('=').map((side) => side.trim()));
	const valuesOf = (name: string, form: RegExp) =>
		parts.flatMap(([key, value = '', ...more]) =>
			key === name && more.length === 0 && form.test(value) ? [value] : [],
		);
	return {
		time: valuesOf('t', /^\d{1,12}$/)[0],
		digests: valuesOf('v1', /^[0-9a-f]{64}$/i),
	};
}

/**
 * Checks size and signature of a delivery on its raw body. Of the digests in the header only the one that fits is
 * MakePay's: anybody may write others beside it.
 * @param signature header `x-makepay-signature`: `t=<unix seconds>,v1=<hex>`
 * @param now epoch milliseconds
 */
export function checkDelivery(
	rawBody: Buffer | undefined,
	signature: unknown,
	secret: string,
	now: number,
): Genuine | Refused {
	if (!rawBody) return { status: 400, reason: 'The delivery has no body' };
	if (rawBody.length > MAX_BYTES) return { status: 413, reason: 'The delivery is too large' };
	const { time, digests } = signatureOf(signature);
	if (time === undefined || digests.length === 0) {
		return { status: 401, reason: 'The delivery has no valid signature' };
	}
	const expected = createHmac('sha256', secret).update(`${time}.`).update(rawBody).digest();
	if (!digests.some((digest) => timingSafeEqual(expected, Buffer.from(digest, 'hex')))) {
		return { status: 401, reason: 'The signature does not fit the delivery' };
	}
	if (Math.abs(Math.floor(now / 1000) - Number(time)) > FRESHNESS) {
		return {
			status: 401,
			reason: 'The delivery is too old, or the clock of this machine is wrong',
		};
	}
	return { signature: expected.toString('hex') };
}

/** `awaiting_deposit` → `Awaiting Deposit`. */
function statusName(value: string): string {
	return value
		.split('_')
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join(' ');
}
