// The JSON schema of items, in the form n8n keeps beside its own nodes.
import type { IDataObject } from 'n8n-workflow';

export interface Schema {
	type: string;
	properties?: Record<string, Schema>;
	items?: Schema;
	version?: number;
}

/** The schema of values of the same kind: what is null in some is of the type it has in the others. */
export function schemaOf(values: unknown[]): Schema {
	const given = values.filter((value) => value !== null && value !== undefined);
	const [first] = given;
	if (given.length === 0) return { type: 'null' };
	if (Array.isArray(first)) {
		const entries = given.flatMap((value) => value as unknown[]);
		return { type: 'array', ...(entries.length > 0 ? { items: schemaOf(entries) } : {}) };
	}
	if (typeof first !== 'object') return { type: typeof first };
	const records = given as IDataObject[];
	const names = [...new Set(records.flatMap((record) => Object.keys(record)))];
	const properties = names.map((name) => [name, schemaOf(records.map((record) => record[name]))]);
	return {
		type: 'object',
		properties: Object.fromEntries(properties) as Schema['properties'] & {},
	};
}
