// JSON values: what is an object, what counts as given, the lists in answers. Pure functions.
import type { IDataObject } from 'n8n-workflow';

/** True for values that mean "not given": undefined, null, blank text. */
export function isBlank(value: unknown): boolean {
	return (
		value === undefined || value === null || (typeof value === 'string' && value.trim() === '')
	);
}

/** True for JSON objects; arrays, dates and null are none. */
export function isObject(value: unknown): value is IDataObject {
	return (
		typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
	);
}

/** The object without its undefined entries. */
export function compact(object: Record<string, unknown>): IDataObject {
	return Object.fromEntries(
		Object.entries(object).filter(([, value]) => value !== undefined),
	) as IDataObject;
}

/** The object without some of its entries. */
export function without<T extends object, K extends keyof T>(object: T, ...keys: K[]): Omit<T, K> {
	return Object.fromEntries(
		Object.entries(object).filter(([key]) => !keys.includes(key as K)),
	) as Omit<T, K>;
}

/** The entry of a table under a name that somebody else chose: what every object has by birth is no entry. */
export function entryOf<Entry>(table: Record<string, Entry>, name: string): Entry | undefined {
	return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** Reads the records of an answer; undefined when the answer is not what is documented. */
export type ListReader = (body: IDataObject) => IDataObject[] | undefined;

/** A reader of the list that stands under one of these names. What is no record in it is left out. */
export function listIn(...names: string[]): ListReader {
	return (body) =>
		names
			.map((name) => body[name])
			.find(Array.isArray)
			?.filter(isObject);
}

/** How many entries the longest list of an answer has, whatever they are. */
export function longestList(body: unknown): number {
	const values: unknown[] = isObject(body) ? Object.values(body) : [];
	return Math.max(0, ...values.map((value) => (Array.isArray(value) ? value.length : 0)));
}

/** A value that names something as text, without blanks around it; empty where it is no text or number. */
export function asText(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

/** The same whichever way it is written: capitals, and zeros before a number, tell nothing. */
export function looseText(value: unknown): string {
	const text = asText(value).toLowerCase();
	return /^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text;
}

/** Whether two values may be the same, one of them perhaps written in another way; what is not given may be anything. */
export function mayBeSame(a: unknown, b: unknown): boolean {
	const [one, other] = [asText(a).toLowerCase(), asText(b).toLowerCase()];
	return one === '' || other === '' || one === other || Number(one) === Number(other);
}

/** Whether a record says anywhere, by whichever name, that it goes by an id. */
export function goesBy(record: IDataObject, id: unknown): boolean {
	return Object.values(record).some(
		(value) => asText(value) !== '' && asText(value).toLowerCase() === asText(id).toLowerCase(),
	);
}

/** A JSON value as text, with the keys of its objects in order. Levels beyond the twentieth do not count. */
export function canonical(value: unknown, depth = 0): string {
	if (depth > 20) return '…';
	if (Array.isArray(value))
		return `[${value.map((entry) => canonical(entry, depth + 1)).join(',')}]`;
	if (!isObject(value)) return JSON.stringify(value) ?? 'null';
	const entries = Object.keys(value)
		.sort()
		.map((name) => `${JSON.stringify(name)}:${canonical(value[name], depth + 1)}`);
	return `{${entries.join(',')}}`;
}
