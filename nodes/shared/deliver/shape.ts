// How much of a record is given out. Pure functions.
import type { IDataObject } from 'n8n-workflow';
import { compact, isObject } from '../contract/json';
import type { Plan } from '../plan/plan';

/** Record → the few fields most workflows need. */
export type Simplify = (record: IDataObject) => IDataObject;

/** As much of a record as was asked for. What is odd enough to break *Simplify* is given out as it came. */
export function shaped(
	record: IDataObject,
	output: Plan['output'],
	simplify: Simplify | undefined,
): IDataObject {
	if (output === 'raw') return record;
	if (output !== 'simplified') return selected(record, output);
	try {
		return simplify?.(record) ?? record;
	} catch {
		// The effect is there, and must not be lost.
		return record;
	}
}

/** The named fields of a record; a name with dots leads into objects. */
function selected(record: IDataObject, names: string[]): IDataObject {
	const own = (value: unknown, name: string) =>
		isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	const valueOf = (name: string) =>
		own(record, name) ?? name.split('.').reduce<unknown>(own, record);
	return compact(Object.fromEntries(names.map((name) => [name, valueOf(name)])));
}
