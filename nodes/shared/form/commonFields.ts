// Properties that several operations share, so that they read the same everywhere, and makers of the usual ones.
import type { INodePropertyMode } from 'n8n-workflow';
import { oneOf, type Field, type FieldRules } from '../contract/field';

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

/** For AI agents, which pay for each field they read, n8n asks for a choice in place of *Simplify*. */
const SELECTED = 'selected';

/**
 * What comes out: *Simplify*, on, leaves at most ten fields, with the same names at all providers; a tool of an agent has
 * *Output* in its place.
 */
export const output: Field[] = [
	{
		displayName: 'Simplify',
		name: 'simplify',
		type: 'boolean',
		displayOptions: { show: { '@tool': [false] } },
		default: true,
		description: 'Whether to return a simplified version of the response instead of the raw data',
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		displayOptions: { show: { '@tool': [true] } },
		options: [
			{ name: 'Simplified', value: 'simplified', description: 'The few fields most need' },
			{ name: 'Raw', value: 'raw', description: 'Everything the provider sent' },
			{ name: 'Selected Fields', value: SELECTED, description: 'Only the fields you name' },
		],
		default: 'simplified',
		description: 'How much of each record to return',
	},
	{
		displayName: 'Fields',
		name: 'outputFields',
		type: 'string',
		displayOptions: { show: { '@tool': [true], output: [SELECTED] } },
		required: true,
		default: '',
		placeholder: 'e.g. url, email, status',
		description: "Names of the fields to return, as in the provider's data, separated by commas",
	},
];

/**
 * How often n8n asks a polling trigger before the user says so. n8n puts its own field of this name, with every minute as
 * its default, before the trigger's; of two defaults the later counts.
 */
export function pollTimes(minutes: number): Field {
	return {
		displayName: 'Poll Times',
		name: 'pollTimes',
		type: 'hidden',
		default: { item: [{ mode: 'everyX', value: minutes, unit: 'minutes' }] },
	};
}

/** A switch, as a field of a request. */
export function switchField(
	displayName: string,
	name: string,
	description: string,
	{ versions, wireName, ...shown }: Partial<Field> & Pick<FieldRules, 'versions' | 'wireName'> = {},
): Field {
	return {
		displayName,
		name,
		type: 'boolean',
		default: false,
		description,
		...shown,
		rules: {
			kind: 'boolean',
			...(versions ? { versions } : {}),
			...(wireName ? { wireName } : {}),
		},
	};
}

/** A date, as a field of a request. */
export function dateField(displayName: string, name: string, description: string): Field {
	return {
		displayName,
		name,
		type: 'dateTime',
		default: '',
		description,
		rules: { kind: 'date' },
	};
}

/** A choice among fixed values, as a field of a request. */
export function choiceField(
	displayName: string,
	name: string,
	description: string,
	options: Array<[name: string, value: string]>,
	{ default: initial = options[0]![1], ...shown }: Partial<Field> = {},
): Field {
	return {
		displayName,
		name,
		type: 'options',
		options: options.map(([label, value]) => ({ name: label, value })),
		default: initial,
		description,
		...shown,
		rules: { kind: 'text', check: oneOf(...options.map(([, value]) => value)) },
	};
}

/** Any further data, as a JSON object. */
export function jsonObjectField(placeholder: string): Field {
	return {
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		default: '{}',
		placeholder,
		description: 'Any further data, as a JSON object',
		rules: { kind: 'jsonObject' },
	};
}

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
		versions,
		unit,
		check,
		setting,
		remark,
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
			...(versions ? { versions } : {}),
			...(unit ? { unit } : {}),
			...(check ? { check } : {}),
			...(setting ? { setting } : {}),
			...(remark ? { remark } : {}),
		},
	};
}

/** The parameter that tells an item from all others. */
export const AVOID_DUPLICATES_BY = 'avoidDuplicatesBy';

/**
 * What tells an item from all others, so that the provider makes it once, also where the workflow runs anew.
 * @param whatItDoes what the provider makes of it, and for how long as far as that is documented
 * @param column a column that may hold it
 */
export function avoidDuplicatesBy(whatItDoes: string, column = 'invoice'): Field {
	return textField(
		'Avoid Duplicates By',
		AVOID_DUPLICATES_BY,
		`${whatItDoes} Any text will do, different for each row. Left empty, every run makes its own.`,
		{ placeholder: `e.g. {{ $json.${column} }}`, setting: true, check: evaluated },
	);
}

/** An expression that is left as text is the same for every row of every run. */
function evaluated(value: string): string | undefined {
	return value.includes('{{') && value.includes('}}')
		? 'is an expression that was not evaluated: switch the field from Fixed to Expression'
		: undefined;
}

function withArticle(noun: string): string {
	return `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`;
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
				placeholder: `Select ${withArticle(displayName.toLowerCase())}…`,
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder: idPlaceholder },
			...moreModes.map((mode) => ({ ...mode, type: 'string' as const })),
		],
	};
}
