// *Mapping Column Mode*: fields set in the node, or taken from the columns of the input by their names.
import { columnFields, labelOf, type Field } from '../contract/field';

const AUTOMATIC = 'autoMapInputData';
const DEFINED_BELOW = 'defineBelow';

/** The switch between the two ways, in n8n's own words. */
const dataMode: Field = {
	displayName: 'Mapping Column Mode',
	name: 'dataMode',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Map Each Column Manually',
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

/** Shows a property only where each column is mapped by hand, or only where all are mapped automatically. */
export const mappedByHand = { dataMode: [DEFINED_BELOW] };
export const mappedAutomatically = { dataMode: [AUTOMATIC] };

/** True when columns are mapped automatically. */
export function autoMaps(mode: unknown): boolean {
	return mode === AUTOMATIC;
}

/** Whether an operation has the switch. */
export function canAutoMap(properties: Field[]): boolean {
	return properties.includes(dataMode);
}

/**
 * An operation's properties with the switch before them, and a notice that names the columns. The fields stay where they
 * are in both ways: what is set in them goes before the columns.
 * @param required what a row must have, where it is more than the fields that are always required
 */
export function withDataMode(properties: Field[], required?: string): Field[] {
	const fields = columnFields(properties);
	const always = [
		...properties.filter(({ type, rules }) => type === 'resourceLocator' && !rules),
		...fields.filter(({ rules }) => rules?.required),
	].map(labelOf);
	const others = [...new Set(fields.filter(({ rules }) => !rules?.required).map(labelOf))];
	const notice: Field = {
		displayName: `Columns are taken by their names: those below, or those of the API. Capitals, spaces, hyphens and underscores do not matter. What you set below goes before the column. <br><b>Required:</b> ${[...always, ...(required ? [required] : [])].join(', ') || 'none'}. <br><b>Optional:</b> ${others.join(', ')}.`,
		name: 'columnsNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: mappedAutomatically },
	};
	return [dataMode, notice, ...properties];
}
