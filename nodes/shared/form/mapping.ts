// *Mapping Column Mode*: fields defined in the node, or taken from the columns of the input by their names.
import { requestFields, type Field } from '../contract/field';

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
