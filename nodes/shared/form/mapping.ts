// *Mapping Column Mode*: fields defined in the node, or taken from the columns of the input by their names.
import { requestFields, type Field } from '../contract/field';
import { toSnakeCase } from '../contract/names';

const AUTOMATIC = 'autoMapInputData';
const DEFINED_BELOW = 'defineBelow';

/** The switch between the two ways. */
export const dataMode: Field = {
	displayName: 'Mapping Column Mode',
	name: 'dataMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Map Each Column Below',
			value: DEFINED_BELOW,
			description: 'Set the value of each field here',
		},
		{
			name: 'Map Automatically',
			value: AUTOMATIC,
			description:
				'Take each field from the input column of the same name; the fastest way for thousands of rows',
		},
	],
	default: DEFINED_BELOW,
};

/** Shows a property only where fields are defined in the node. */
export const definedBelow = { show: { dataMode: [DEFINED_BELOW] } };

/** True when columns are mapped automatically. */
export function autoMaps(mode: unknown): boolean {
	return mode === AUTOMATIC;
}

/**
 * An operation's properties with the switch before the fields it hides: those of the request, the
 * collections of such fields, and the locator of the record, which the row then names itself.
 */
export function withDataMode(properties: Field[]): Field[] {
	const hidden = (property: Field) =>
		requestFields([property]).length > 0 || property.type === 'resourceLocator';
	const first = properties.findIndex(hidden);
	return [
		...properties.slice(0, first),
		dataMode,
		...properties.slice(first).map((property) =>
			hidden(property)
				? {
						...property,
						displayOptions: {
							...property.displayOptions,
							show: { ...property.displayOptions?.show, ...definedBelow.show },
						},
					}
				: property,
		),
	];
}

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
