// Properties that several operations share, so that they read the same everywhere, and makers of the usual ones.
import type { INodePropertyMode } from 'n8n-workflow';
import type { Field, FieldRules } from '../contract/field';

/** *Return All* and *Limit* of list operations. */
export const returnAll: Field = {
	displayName: 'Return All',
	name: 'returnAll',
	type: 'boolean',
	default: false,
	description: 'Whether to return all results or only up to a given limit',
};

export const limit: Field = {
	displayName: 'Limit',
	name: 'limit',
	type: 'number',
	displayOptions: { show: { returnAll: [false] } },
	typeOptions: { minValue: 1 },
	default: 50,
	description: 'Max number of results to return',
};

/** *Simplify*: on, the output has at most ten fields, with the same names for the links of all providers. */
export const simplify: Field = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** A collection of optional entries. */
function collection(
	displayName: string,
	name: string,
	placeholder: string,
	options: Field[],
): Field {
	return { displayName, name, type: 'collection', placeholder, default: {}, options };
}

/** The optional fields of a request that creates. */
export function additionalFields(options: Field[]): Field {
	return collection('Additional Fields', 'additionalFields', 'Add Field', options);
}

/** The fields of a request that changes a record. */
export function updateFields(options: Field[]): Field {
	return collection('Update Fields', 'updateFields', 'Add Field', options);
}

/** What narrows a list. */
export function filters(options: Field[]): Field {
	return collection('Filters', 'filters', 'Add Filter', options);
}

/** A request field that is typed in: its rules (its value is text unless they say otherwise), and how it is shown. */
export function textField(
	displayName: string,
	name: string,
	description: string,
	{
		kind = 'text',
		maxLength,
		required,
		wireName,
		check,
		...shown
	}: Partial<FieldRules> & Partial<Field> = {},
): Field {
	return {
		displayName,
		name,
		type: 'string',
		default: '',
		...(required ? { required } : {}),
		...(description ? { description } : {}),
		...shown,
		rules: {
			kind,
			...(maxLength ? { maxLength } : {}),
			...(required ? { required } : {}),
			...(wireName ? { wireName } : {}),
			...(check ? { check } : {}),
		},
	};
}

/** A locator of a record: chosen from a list, given by its ID, or by what else names it. */
export function locator(
	displayName: string,
	name: string,
	searchListMethod: string,
	idPlaceholder: string,
	description: string,
	...moreModes: Array<Omit<INodePropertyMode, 'type'>>
): Field {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				placeholder: `Select a ${displayName.toLowerCase()}…`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: idPlaceholder },
			...moreModes.map((mode) => ({ ...mode, type: 'string' as const })),
		],
	};
}
