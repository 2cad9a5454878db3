// Checks and conversions of single values, done before anything is sent. Every function is pure.
import type { CoinUnit, FieldRules } from '../contract/field';
import { isBlank, isObject } from '../contract/json';
import { isWhole, shorten } from '../contract/text';

/** A value ready for the wire, or what is wrong with it. `{}` means: nothing was given. */
export interface Checked {
	value?: unknown;
	problem?: string;
	/** The wrong value, where it can be shown. */
	quote?: string;
}

const DATE = /^(\d{4})-(\d{2})-(\d{2})(?:$|[T ])/;

export const HALF_A_CHARACTER =
	'holds half a character (a lone surrogate), which cannot be sent: give the text anew';

/**
 * Checks one value against its field's rules and converts it for the wire.
 * @param coin in which coin an amount is given, where it may be either
 */
export function checkValue(value: unknown, rules: FieldRules, coin?: string): Checked {
	if (isBlank(value)) return rules.required ? { problem: 'is required' } : {};
	const checked = convert(value, rules, coin);
	if (checked.problem !== undefined) return quoting(checked, value);
	if (typeof checked.value !== 'string') return checked;
	const { value: text } = checked;
	if (rules.maxLength !== undefined && text.length > rules.maxLength) {
		// Counted in characters, not in UTF-16 units: an emoji is one.
		const length = [...text].length;
		if (length > rules.maxLength) {
			return quoting(
				{ problem: `has ${length} characters, of which ${rules.maxLength} are allowed` },
				text,
			);
		}
	}
	const problem = rules.check?.(text);
	return problem === undefined ? checked : quoting({ problem }, text);
}

/** With the wrong value, where people can read it. */
function quoting(checked: Checked, value: unknown): Checked {
	const text = typeof value === 'object' ? undefined : String(value).trim();
	return text !== undefined && isWhole(text) ? { ...checked, quote: shorten(text) } : checked;
}

function convert(value: unknown, { kind, unit }: FieldRules, coin: string | undefined): Checked {
	switch (kind) {
		case 'text':
			return toText(value);
		case 'integer':
			return toInteger(value);
		case 'decimal':
			return toDecimal(value);
		case 'minorUnits':
			return toMinorUnits(value, unit!, coin);
		case 'boolean':
			return toBoolean(value);
		case 'date':
			return toDate(value);
		case 'jsonObject':
			return toJsonObject(value);
		case 'jsonList':
			return toJsonList(value);
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
	return /^\d+$/.test(text) && Number.isSafeInteger(number)
		? { value: number }
		: { problem: 'is not a whole number without sign or decimals' };
}

function toDecimal(value: unknown): Checked {
	const text = String(value).trim();
	return /^\d+(\.\d+)?$/.test(text) && /[1-9]/.test(text)
		? { value: text }
		: { problem: 'is not a decimal number greater than 0 such as 129.99' };
}

/** Text in, text out: an amount never becomes a number, which could round it. */
function toMinorUnits(
	value: unknown,
	{ major, minor }: CoinUnit,
	coin: string | undefined,
): Checked {
	const text = String(value).trim();
	if (coin === minor) {
		return /^\d+$/.test(text)
			? { value: text }
			: { problem: `is not a whole number of ${minor}, such as 2750 for 27.50 ${major}` };
	}
	const [, whole, decimals = ''] = /^(\d+)(?:\.(\d{1,2}))?$/.exec(text) ?? [];
	if (whole === undefined) {
		return { problem: `is not an amount in ${major} with at most two decimals, such as 27.50` };
	}
	return { value: `${whole}${decimals.padEnd(2, '0')}`.replace(/^0+(?=\d)/, '') };
}

function toBoolean(value: unknown): Checked {
	if (typeof value === 'boolean') return { value };
	const text = String(value).trim().toLowerCase();
	if (text === 'true' || text === 'false') return { value: text === 'true' };
	return { problem: 'is neither true nor false' };
}

/** Cuts a date-time to its date as written: no shift between time zones. */
function toDate(value: unknown): Checked {
	const text = (value instanceof Date ? value.toISOString() : String(value)).trim();
	const [, year, month, day] = DATE.exec(text) ?? [];
	const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
	if (year === undefined || date.getUTCMonth() + 1 !== Number(month)) {
		return { problem: 'is not a date such as 2026-01-31' };
	}
	return { value: `${year}-${month}-${day}` };
}

const NO_OBJECT = 'is not a JSON object such as {"key": "value"}';
const NO_LIST = 'is not a list of JSON objects such as [{"key": "value"}]';

function toJsonObject(value: unknown): Checked {
	return parsed(value, NO_OBJECT, isObject);
}

function toJsonList(value: unknown): Checked {
	return parsed(value, NO_LIST, (list) => Array.isArray(list) && list.every(isObject));
}

function parsed(value: unknown, otherwise: string, fits: (value: unknown) => boolean): Checked {
	if (typeof value !== 'string') return fits(value) ? { value } : { problem: otherwise };
	try {
		const read: unknown = JSON.parse(value);
		return fits(read) ? { value: read } : { problem: otherwise };
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
