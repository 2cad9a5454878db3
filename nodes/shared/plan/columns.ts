// Which field each input column stands for where columns are mapped automatically.
import { requestFields, type Field } from '../contract/field';
import { toSnakeCase } from '../contract/text';

/** Which field each column name stands for; null for columns that name the record itself. */
interface Columns {
	fields: Field[];
	byColumn: Map<string, Field | null>;
}

const known = new WeakMap<Field[], Columns>();

/** The columns an operation's properties understand: every field by its API name and its camelCase name. */
export function columnsOf(properties: Field[], wireName: (field: Field) => string): Columns {
	let columns = known.get(properties);
	if (!columns) {
		const fields = requestFields(properties);
		const byColumn = new Map<string, Field | null>();
		for (const { name } of properties.filter(({ type }) => type === 'resourceLocator')) {
			for (const column of ['id', name, toSnakeCase(name)]) byColumn.set(column, null);
		}
		for (const field of fields) {
			byColumn.set(field.name, field);
			byColumn.set(wireName(field), field);
		}
		known.set(properties, (columns = { fields, byColumn }));
	}
	return columns;
}
