// Secrets are shown nowhere: stars in their place, before any text is cut. Pure functions.

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
	return masked(value, secrets, 0) as Value;
}

function masked(value: unknown, secrets: string[], depth: number): unknown {
	if (typeof value === 'string') return maskSecrets(value, secrets);
	if (typeof value !== 'object' || value === null) return value;
	if (depth > DEEPEST) return '…';
	if (Array.isArray(value)) return value.map((entry) => masked(entry, secrets, depth + 1));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			maskSecrets(name, secrets),
			masked(entry, secrets, depth + 1),
		]),
	);
}
