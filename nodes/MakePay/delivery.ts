// Webhook deliveries of MakePay: whether one is genuine, fresh and new. makepay.md 5. Pure functions.
import { createHmac, timingSafeEqual } from 'crypto';
import type { IDataObject } from 'n8n-workflow';

/** How far a delivery's time may be off, in seconds. */
const FRESHNESS = 300;
/** The largest body MakePay's own receiver takes, in bytes. */
const MAX_BYTES = 64 * 1024;
/** MakePay sends a delivery up to ten times, five minutes apart; resends by hand come later. In milliseconds. */
const REMEMBERED = 24 * 60 * 60 * 1000;
const MAX_REMEMBERED = 5000;

/** Why a delivery is refused, with the HTTP status that says so. */
export interface Refused {
	status: 400 | 401 | 413;
	reason: string;
}

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

/**
 * Whether a delivery was received before, and the memory with it in. Oldest entries are dropped first.
 * @param group header `x-makepay-delivery-group-id`, the same for all attempts of one event
 * @param seen group → epoch milliseconds
 */
export function rememberDelivery(
	group: string,
	seen: IDataObject,
	now: number,
): { repeated: boolean; seen: IDataObject } {
	const fresh = Object.entries(seen).filter(([, at]) => now - Number(at) < REMEMBERED);
	const repeated = fresh.some(([known]) => known === group);
	if (!repeated) fresh.push([group, now]);
	return { repeated, seen: Object.fromEntries(fresh.slice(-MAX_REMEMBERED)) };
}
