// Ids and tokens in the forms the three providers use.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const LOWER = 'abcdefghjkmnpqrstvwxyz0123456789';

function fromAlphabet(alphabet: string, length: number): string {
	let text = '';
	for (const byte of randomBytes(length)) text += alphabet[byte % alphabet.length];
	return text;
}

/** Kwik's form: prefix and 21 url-safe characters, 25 in all (kwik.md 1). */
export function kwikId(prefix: string): string {
	return `${prefix}_${randomBytes(16).toString('base64url').slice(0, 21)}`;
}

/** The same form, but always the same id for the same name: reference data keeps its ids over restarts. */
export function fixedKwikId(prefix: string, name: string): string {
	const hash = createHash('sha256').update(name).digest('base64url');
	return `${prefix}_${hash.slice(0, 21)}`;
}

/** SmarterPay's form: two-letter kind, two digits, 16 capitals and digits (smarterpay.md 1). */
export function smarterPayId(kind: string): string {
	return `${kind}01${fromAlphabet(UPPER, 16)}`;
}

/** MakePay's public ids, e.g. `cus_01…` (makepay.md 1). */
export function makePayUid(prefix: string): string {
	return `${prefix}_01${fromAlphabet(LOWER, 24)}`;
}

/** HMAC-SHA256 of a text. */
export function hmac(key: string, text: string, encoding: 'hex' | 'base64url' = 'hex'): string {
	return createHmac('sha256', key).update(text).digest(encoding);
}

/** Compares two texts without telling by its duration where they differ. */
export function sameText(a: string, b: string): boolean {
	const [left, right] = [Buffer.from(a), Buffer.from(b)];
	return left.length === right.length && timingSafeEqual(left, right);
}
