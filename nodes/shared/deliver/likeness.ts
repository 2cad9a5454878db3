// Whether a stored record is what was sent. Pure functions.
import type { IDataObject } from 'n8n-workflow';
import { canonical, isObject } from '../contract/json';

/**
 * `same` nothing sent contradicts it · `other` everything that tells does · `unclear` something agrees and something
 * does not: it may be what was sent, written in another way, or somebody else's.
 */
export type Likeness = 'same' | 'other' | 'unclear';

/**
 * Compares a stored record with a sent one.
 * @param key the field both are known to have in common, which tells nothing
 */
export function likeness(stored: IDataObject, sent: IDataObject, key?: string): Likeness {
	const told = Object.entries(sent).filter(
		([name, value]) => name !== key && value !== null && stored[name] !== undefined,
	);
	const differing = told.filter(([name, value]) => !isLike(stored[name], value));
	if (differing.length === 0) return 'same';
	return differing.length === told.length ? 'other' : 'unclear';
}

/** The fields that a stored record has otherwise than they were sent. */
export function contradictions(stored: IDataObject, sent: IDataObject): string[] {
	return Object.keys(sent).filter(
		(name) => stored[name] !== undefined && !isSame(stored[name], sent[name]),
	);
}

/** True for values that differ at most in how numbers, dates, blanks and capitals are written. */
function isSame(stored: unknown, sent: unknown): boolean {
	const [ours, theirs] = [opened(sent), opened(stored)];
	if (isObject(ours) && isObject(theirs))
		return Object.keys(ours).every((name) => isSame(theirs[name], ours[name]));
	const [a, b] = [strict(theirs), strict(ours)];
	return a === b || isSameDate(a, b);
}

/** True also where the same number, or the same telephone number, is written in another way. */
function isLike(stored: unknown, sent: unknown): boolean {
	return isSame(stored, sent) || loose(stored) === loose(sent);
}

/** What a JSON text holds; any other value as it is. */
function opened(value: unknown): unknown {
	if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
	try {
		return JSON.parse(value) as unknown;
	} catch {
		return value;
	}
}

function strict(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'object') {
		const text = canonical(value);
		return text === '{}' || text === '[]' ? '' : text;
	}
	const text = String(value).trim().replace(/\s+/g, ' ').toLowerCase();
	if (/^https?:/.test(text)) return text.replace(/\/$/, '');
	return /^\d+\.\d+$/.test(text) ? withoutLastZeros(text) : text;
}

function withoutLastZeros(decimal: string): string {
	let end = decimal.length;
	while (decimal[end - 1] === '0') end--;
	return decimal.slice(0, decimal[end - 1] === '.' ? end - 1 : end);
}

/** A number without the zeros before it, a telephone number without its signs. */
function loose(value: unknown): string {
	const text = strict(value);
	if (/^\d{1,15}(\.\d+)?$/.test(text)) return text.replace(/^0+(?=\d)/, '');
	const digits = text.replace(/[\s()./-]/g, '');
	return /^\+?\d{7,}$/.test(digits) ? digits : text;
}

/** A date may come back with a time behind it, and a time in another form. */
function isSameDate(a: string, b: string): boolean {
	const isDate = /^\d{4}-\d\d-\d\d(?:$|[ t]\d)/;
	if (!isDate.test(a) || !isDate.test(b)) return false;
	if (a.length === 10 || b.length === 10) return a.slice(0, 10) === b.slice(0, 10);
	return Date.parse(a.replace(' ', 't')) === Date.parse(b.replace(' ', 't'));
}
