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

/** How much of a text is looked at for its start, in characters. */
const LOOKED_AT = 4000;

/** The start of an answer that is no JSON, without markup. */
export function excerpt(body: unknown, length = 200): string {
	const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
	// Cut first: looking for pairs in a page of a megabyte would take minutes.
	const plain = text
		.slice(0, LOOKED_AT)
		.replace(/<(style|script)\b[\s\S]*?(?:<\/\1>|$)/gi, ' ')
		.replace(/<[^<>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return shorten(plain, length);
}

/** The start of a long text. */
export function shorten(text: string, length = 40): string {
	return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Names that a sentence tells; the others are counted. */
const MOST_NAMED = 10;

/** Names for people to read: ten at most, each cut to a readable length, and how many more there are. */
export function inBrief(names: string[], longest = 60): string {
	const shown = names.slice(0, MOST_NAMED).map((name) => shorten(name, longest));
	const rest = names.length - shown.length;
	return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** Whether every character is whole: half of a pair (a lone surrogate) can be sent nowhere. */
export function isWhole(text: string): boolean {
	return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
