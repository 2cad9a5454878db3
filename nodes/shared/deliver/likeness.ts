// Whether a stored record is what was sent. Pure functions.
import type { IDataObject } from 'n8n-workflow';
import { canonical } from '../contract/json';

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
		(name) => stored[name] !== undefined && !isLike(stored[name], sent[name]),
	);
}

/** True for values that differ at most in how they are written: case, blanks, signs, leading zeros, order of keys. */
function isLike(a: unknown, b: unknown): boolean {
	return plain(a) === plain(b);
}

function plain(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'object') {
		const text = canonical(value);
		return text === '{}' || text === '[]' ? '' : text;
	}
	const text = String(value).trim();
	const number = Number(text);
	// Numbers may be written with zeros around them; longer ones are no numbers but names made of digits.
	if (text.length <= 15 && text !== '' && Number.isFinite(number)) return String(number);
	return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}
