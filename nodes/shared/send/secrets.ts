// Secrets are shown nowhere: stars in their place, before any text is cut. Pure functions.

/**
 * The ways in which programs write a secret that they repeat: as it is, in other case, inside JSON, in an address, in
 * HTML, in base64 (wherever it begins there) and in hex. Short ones are left out: they would be found in anything.
 */
export function formsOf(secrets: string[]): string[] {
	const forms = secrets.filter(isLong).flatMap((secret) => [
		...writtenOut(secret),
		// A short text in these would be found in anything, too.
		...encoded(secret).filter((form) => form.length >= SHORTEST_CODE),
	]);
	return [...new Set(forms)].filter(isLong);
}

const SHORTEST_CODE = 8;

function writtenOut(secret: string): string[] {
	const json = JSON.stringify(secret).slice(1, -1);
	const address = encodeURIComponent(secret);
	return [
		...[secret, secret.toUpperCase(), secret.toLowerCase()],
		...[json, json.replace(/\//g, '\\/')],
		// As .NET writes JSON.
		secret.replace(/["&'+<>`]/g, (sign) => `\\u00${hexOf(sign)}`),
		...[
			address,
			address.replace(/%../g, (code) => code.toLowerCase()),
			encodeURIComponent(address),
		],
		secret.replace(/[&<>"']/g, inHtml),
		// As templates write HTML, and as .NET does.
		secret.replace(/[&<>"'/`=]/g, inHtml),
		secret.replace(/[&<>"'+]/g, (sign) => (sign === "'" ? '&#x27;' : inHtml(sign))),
	];
}

function encoded(secret: string): string[] {
	const base64 = [0, 1, 2].map((offset) => {
		const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
		// Without what the texts before and behind the secret have a part in.
		const end = Math.floor((bytes.length * 8) / 6);
		return bytes.toString('base64').slice(Math.ceil((offset * 8) / 6), end);
	});
	const hex = Buffer.from(secret).toString('hex');
	return [
		...base64,
		...base64.map((text) => text.replace(/\+/g, '-').replace(/\//g, '_')),
		...[hex, hex.toUpperCase()],
	];
}

const hexOf = (sign: string) => sign.charCodeAt(0).toString(16).toUpperCase();

const NAMED: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};
const inHtml = (sign: string) => NAMED[sign] ?? `&#x${hexOf(sign)};`;

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

/**
 * An answer that holds a secret, which a proxy may have put there, without it; any other as it is.
 * @param value is changed in place, as in all functions below
 */
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

/** In place: a copy of an answer may take a thousand times its memory, and is made while n8n does nothing else. */
function masked(
	value: unknown,
	hidden: { secrets: string[]; fields: string[] },
	depth: number,
): unknown {
	if (typeof value === 'string') return maskSecrets(value, hidden.secrets);
	if (typeof value !== 'object' || value === null) return value;
	if (depth > DEEPEST) return '…';
	if (Array.isArray(value)) {
		value.forEach((entry, i) => (value[i] = masked(entry, hidden, depth + 1)));
		return value;
	}
	const record = value as Record<string, unknown>;
	const names = Object.keys(record);
	for (const name of names)
		record[name] = hidden.fields.includes(name) ? '***' : masked(record[name], hidden, depth + 1);
	const isKept = (name: string) => maskSecrets(name, hidden.secrets) === name;
	if (names.every(isKept)) return record;
	// The names in their order.
	return Object.fromEntries(names.map((name) => [maskSecrets(name, hidden.secrets), record[name]]));
}
