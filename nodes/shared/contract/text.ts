// Texts: names of two worlds, and quoting what may be long or full of markup. Pure functions.

/**
 * From the names users see in workflows (camelCase) to those of an API (snake_case): `billingAddressLine1` →
 * `billing_address_line_1`. A capital or a run of digits begins a new word.
 */
export function toSnakeCase(name: string): string {
	return name
		.replace(/([a-z])([0-9])/g, '$1_$2')
		.replace(/([a-z0-9])([A-Z])/g, '$1_$2')
		.toLowerCase();
}

/** The start of an answer that is no JSON, without markup. */
export function excerpt(body: unknown, length = 200): string {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	const plain = text
		.replace(/<(style|script)[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return shorten(plain, length);
}

/** The start of a long text. */
export function shorten(text: string, length = 40): string {
	return text.length > length ? `${text.slice(0, length)}…` : text;
}
