// Secrets are shown nowhere: stars in their place, before any text is cut. Pure functions.

/**
 * The ways in which a secret is written where somebody repeats it: as it is, inside JSON (also with slashes escaped),
 * in an address, in HTML, and in base64. Short ones are left out: they would be found in anything.
 */
export function formsOf(secrets: string[]): string[] {
	const forms = secrets.filter(isLong).flatMap((secret) => {
		const json = JSON.stringify(secret).slice(1, -1);
		const html = secret.replace(/[&<>"']/g, (sign) => HTML_SIGNS[sign]!);
		// Without the end, where it may go on with what stands behind the secret.
		const base64 = Buffer.from(secret)
			.toString('base64')
			.replace(/.?={1,2}$/, '');
		return [secret, json, json.replace(/\//g, '\\/'), encodeURIComponent(secret), html, base64];
	});
	return [...new Set(forms)].filter(isLong);
}

const HTML_SIGNS: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function isLong(secret: string): boolean {
	return secret.length > 3;
}

/** Puts stars in place of every secret in a text. */
export function maskSecrets(text: string, secrets: string[]): string {
	const found = secrets.filter((secret) => text.includes(secret));
	if (found.length === 0) return text;
	// Longest first: a secret may hold another one.
	return found
		.sort((a, b) => b.length - a.length)
		.reduce((masked, secret) => masked.split(secret).join('***'), text);
}

/** A shorter secret is too likely to be part of something else for an address or an id to be garbled for its sake. */
const SHORTEST_IN_RECORDS = 12;

/** An answer that holds a secret, which a proxy may have put there, without it; any other as it is. */
export function withoutEcho<Value>(value: Value, secrets: string[]): Value {
	const long = secrets.filter((secret) => secret.length >= SHORTEST_IN_RECORDS);
	const text = JSON.stringify(value) ?? '';
	const isThere = (secret: string) => text.includes(JSON.stringify(secret).slice(1, -1));
	return long.some(isThere) ? maskDeep(value, long) : value;
}

/** Levels of a JSON value that are looked at: no answer of an API is nested deeper. */
const DEEPEST = 20;

/** The same for all texts of a JSON value, names of its fields included. */
export function maskDeep<Value>(value: Value, secrets: string[]): Value {
	return masked(value, { secrets, fields: [] }, 0) as Value;
}

/** A JSON value with stars in the fields of these names, wherever they stand. */
export function withoutFields<Value>(value: Value, fields: string[]): Value {
	return fields.length > 0 ? (masked(value, { secrets: [], fields }, 0) as Value) : value;
}

function masked(
	value: unknown,
	hidden: { secrets: string[]; fields: string[] },
	depth: number,
): unknown {
	if (typeof value === 'string') return maskSecrets(value, hidden.secrets);
	if (typeof value !== 'object' || value === null) return value;
	if (depth > DEEPEST) return '…';
	if (Array.isArray(value)) return value.map((entry) => masked(entry, hidden, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			maskSecrets(name, hidden.secrets),
			hidden.fields.includes(name) ? '***' : masked(entry, hidden, depth + 1),
		]),
	);
}
