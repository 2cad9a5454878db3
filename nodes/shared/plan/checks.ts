// Checks and conversions of single values, done before anything is sent. Every function is pure.
import type { FieldRules } from '../contract/field';
import { isBlank, isObject } from '../contract/json';
import { isWhole, shorten } from '../contract/text';

/** A value ready for the wire, or what is wrong with it. `{}` means: nothing was given. */
export interface Checked {
	value?: unknown;
	problem?: string;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/;

export const HALF_A_CHARACTER =
	'holds half a character (a lone surrogate), which cannot be sent: give the text anew';

/** Checks one value against its field's rules and converts it for the wire. */
export function checkValue(value: unknown, rules: FieldRules): Checked {
	if (isBlank(value)) return rules.required ? { problem: 'is required' } : {};
	const checked = convert(value, rules.kind);
	if (checked.problem !== undefined || typeof checked.value !== 'string') return checked;
	const { value: text } = checked;
	if (rules.maxLength !== undefined && text.length > rules.maxLength) {
		// Counted in characters, not in UTF-16 units: an emoji is one.
		const length = [...text].length;
		if (length > rules.maxLength) {
			return { problem: `may have at most ${rules.maxLength} characters, but has ${length}` };
		}
	}
	const problem = rules.check?.(text);
	return problem === undefined ? checked : { problem };
}

function convert(value: unknown, kind: FieldRules['kind']): Checked {
	switch (kind) {
		case 'text':
			return toText(value);
		case 'integer':
			return toInteger(value);
		case 'decimal':
			return toDecimal(value);
		case 'pence':
			return toPence(value);
		case 'boolean':
			return toBoolean(value);
		case 'date':
			return toDate(value);
		case 'jsonObject':
			return toJsonObject(value);
		case 'jsonText':
			return typeof value === 'object' ? { value: JSON.stringify(value) } : toText(value);
		case 'textList':
			return toTextList(value);
	}
}

function toText(value: unknown): Checked {
	if (typeof value === 'object') return { problem: 'must be text, but is an object or a list' };
	const text = String(value).trim();
	return isWhole(text) ? { value: text } : { problem: HALF_A_CHARACTER };
}

function toInteger(value: unknown): Checked {
	const text = String(value).trim();
	const number = Number(text);
	if (!/^\d+$/.test(text) || !Number.isSafeInteger(number)) {
		return {
			problem: `must be a whole number without sign or decimals, but is "${shorten(text)}"`,
		};
	}
	return { value: number };
}

function toDecimal(value: unknown): Checked {
	const text = String(value).trim();
	if (!/^\d+(\.\d+)?$/.test(text) || !/[1-9]/.test(text)) {
		return {
			problem: `must be a decimal number greater than 0 such as 129.99, but is "${shorten(text)}"`,
		};
	}
	return { value: text };
}

function toPence(value: unknown): Checked {
	const text = String(value).trim();
	if (!/^\d+$/.test(text)) {
		return {
			problem: `must be a whole number of pence (2750 means £27.50), but is "${shorten(text)}"`,
		};
	}
	return { value: text };
}

function toBoolean(value: unknown): Checked {
	if (typeof value === 'boolean') return { value };
	const text = String(value).trim().toLowerCase();
	if (text === 'true' || text === 'false') return { value: text === 'true' };
	return { problem: `must be true or false, but is "${shorten(text)}"` };
}

/** Cuts a date-time to its date as written: no shift between time zones. */
function toDate(value: unknown): Checked {
	const text = (value instanceof Date ? value.toISOString() : String(value)).trim();
	const [, year, month, day] = DATE.exec(text) ?? [];
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	if (year === undefined || date.getUTCMonth() + 1 !== Number(month)) {
		return { problem: `must be a date such as 2026-01-31, but is "${shorten(text)}"` };
	}
	return { value: `${year}-${month}-${day}` };
}

function toJsonObject(value: unknown): Checked {
	if (isObject(value)) return { value };
	if (typeof value !== 'string')
		return { problem: 'must be a JSON object such as {"key": "value"}' };
	try {
		const parsed: unknown = JSON.parse(value);
		return isObject(parsed)
			? { value: parsed }
			: { problem: 'must be a JSON object such as {"key": "value"}, not a list or a single value' };
	} catch (error) {
		return { problem: `is not valid JSON: ${(error as Error).message}` };
	}
}

function toTextList(value: unknown): Checked {
	const entries: unknown[] = Array.isArray(value)
		? value
		: typeof value === 'object'
			? [value]
			: String(value).split(',');
	if (entries.some((entry) => typeof entry === 'object' && entry !== null)) {
		return { problem: 'must be a list of ids, or ids separated by commas' };
	}
	const list = entries.filter((entry) => !isBlank(entry)).map((entry) => String(entry).trim());
	return list.length > 0 ? { value: list } : {};
}
