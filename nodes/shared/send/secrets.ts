// Secrets are shown nowhere: stars in their place, before any text is cut. Pure functions.

/** Puts stars in place of every secret in a text. */
export function maskSecrets(text: string, secrets: string[]): string {
	// Longest first: a secret may hold another one.
	return [...secrets]
		.sort((a, b) => b.length - a.length)
		.reduce((masked, secret) => masked.split(secret).join('***'), text);
}

/** The same for all texts of a JSON value, names of its fields included. */
export function maskDeep(value: unknown, secrets: string[]): unknown {
	if (typeof value === 'string') return maskSecrets(value, secrets);
	if (typeof value !== 'object' || value === null) return value;
	if (Array.isArray(value)) return value.map((entry) => maskDeep(entry, secrets));
	return Object.fromEntries(
		Object.entries(value).map(([name, entry]) => [
			maskSecrets(name, secrets),
			maskDeep(entry, secrets),
		]),
	);
}
