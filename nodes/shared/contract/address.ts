// Every rule about addresses: where secrets may be sent, where customers may be sent, who gets mail. Pure functions.
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** True for addresses a secret may be sent to, or a customer be sent to: `https:`, or `http:` on this machine. */
export function isSecureUrl(text: string): boolean {
	const url = parse(text);
	if (!url) return false;
	return url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.has(url.hostname));
}

/**
 * Says what is wrong with a base URL, or nothing.
 * @param originOnly whether a path is refused
 */
export function baseUrlProblem(text: string, originOnly: boolean): string | undefined {
	const url = parse(text);
	if (!url) return 'is not a complete address such as https://api.example.com';
	if (!isSecureUrl(text)) {
		return 'must start with https:// (http:// only for localhost, 127.0.0.1 or [::1]), because it receives your API key';
	}
	if (url.username || url.password) return 'must not contain a user name or password';
	if (url.search || url.hash) return 'must not contain "?" or "#"';
	if (originOnly && url.pathname !== '/') return 'must not contain a path';
	return undefined;
}

/** The base URL without blanks around it and slashes at its end. */
export function trimBaseUrl(text: string): string {
	const trimmed = text.trim();
	let end = trimmed.length;
	while (trimmed[end - 1] === '/') end--;
	return trimmed.slice(0, end);
}

/** What a browser would carry out instead of going there. */
const NO_PLACE = new Set(['javascript:', 'data:', 'vbscript:']);

/** Rule of an address whose scheme is not restricted: an app may have one of its own. */
export function anyAddress(value: string): string | undefined {
	const protocol = parse(value)?.protocol;
	return protocol !== undefined && !NO_PLACE.has(protocol)
		? undefined
		: 'is not a complete address such as https://example.com/account';
}

/** Rule of any web address: complete, `https:` or `http:`. */
export function webAddress(value: string): string | undefined {
	const protocol = parse(value)?.protocol;
	return protocol === 'https:' || protocol === 'http:'
		? undefined
		: 'is not a complete address such as https://example.com/thank-you';
}

/** Something, an @, a domain without a comma: what is typed wrong most often. */
const EMAIL = /^[^\s@,]+@[^\s@,]+$/;

/** Rule of an e-mail address. The provider judges the rest. */
export function emailAddress(value: string): string | undefined {
	return EMAIL.test(value) ? undefined : 'is not an e-mail address';
}

function parse(text: string): URL | undefined {
	return URL.canParse(text.trim()) ? new URL(text.trim()) : undefined;
}
