// Request fields: an editor property together with the rules its value must meet and its name on the wire.
import type {
	IDisplayOptions,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
} from 'n8n-workflow';
import { shorten } from './text';

/**
 * What a value is on the wire:
 * `text` · `integer` (JSON number) · `decimal` (text such as `129.99`, greater than 0) · `minorUnits` (whole units of
 * the smaller coin as text) · `boolean` · `date` (`YYYY-MM-DD`) · `jsonObject` · `jsonList` (objects) · `jsonText`
 * (text; an object becomes its JSON text) · `textList` (array of text).
 */
export type FieldKind =
	| 'text'
	| 'integer'
	| 'decimal'
	| 'minorUnits'
	| 'boolean'
	| 'date'
	| 'jsonObject'
	| 'jsonList'
	| 'jsonText'
	| 'textList';

/** Rules of one request field, as its provider page documents them. */
export interface FieldRules {
	kind: FieldKind;
	/** Documented maximum length in characters. */
	maxLength?: number;
	/** The field may not be left empty. */
	required?: boolean;
	/** Name on the wire, where it is not what the provider's `wireName` makes of the parameter's name. */
	wireName?: string;
	/** The API versions that know the field, with what is different there; all of them where it is not given. */
	versions?: Record<string, Pick<FieldRules, 'wireName' | 'maxLength'>>;
	/** Where amounts may be given in either coin: the parameter that says in which. */
	unit?: CoinUnit;
	/** A further rule of the field: says what is wrong with a value, or nothing. */
	check?: (value: string) => string | undefined;
	/** It says how an item is sent and is no part of the request; a column may hold it all the same. */
	setting?: boolean;
	/** What is worth knowing about a value that is sent all the same, as in "*Label* …"; told once for all rows. */
	remark?: (given: string) => string | undefined;
}

/** In which coin an amount is given; the values of the parameter are the names of the coins. */
export interface CoinUnit {
	parameter: string;
	/** The larger coin, which takes two decimals, and the smaller one, which takes none: `pounds`, `pence`. */
	major: string;
	minor: string;
}

/** An editor property; with `rules` it is also a field of the request. */
export interface Field extends Omit<INodeProperties, 'options'> {
	rules?: FieldRules;
	/** Where the editor shows it in several cases: its `displayOptions` in each of them. */
	cases?: IDisplayOptions[];
	options?: Array<INodePropertyOptions | Field | INodePropertyCollection>;
}

/** One thing wrong with one field of one item. */
export interface FieldProblem {
	/** The parameter's name, or the field as the provider names it. */
	field: string;
	/** What is wrong, as it goes on from the field's label: "is required". */
	message: string;
	/** The field as the editor calls it. */
	label?: string;
	/** The value that is wrong, cut to a readable length. */
	value?: string;
}

/** Problems of fields that are told for one item, and how long the words about each may be. */
const MOST_PROBLEMS = 50;
const LONGEST_MESSAGE = 500;
const LONGEST_NAME = 100;

/** What is told of the fields of one item, in moderation: an answer that it quotes may be as long as it likes. */
export function problemsInModeration(problems: FieldProblem[]): FieldProblem[] {
	return problems.slice(0, MOST_PROBLEMS).map(({ field, message, value, ...problem }) => ({
		...problem,
		...(value === undefined ? {} : { value: shorten(value, LONGEST_NAME) }),
		field: shorten(field, LONGEST_NAME),
		message: shorten(message, LONGEST_MESSAGE),
	}));
}

/** True for the entries of a collection that are fields (and not options of a dropdown). */
export function isField(
	option: INodePropertyOptions | Field | INodePropertyCollection,
): option is Field {
	return 'type' in option && 'displayName' in option;
}

/** The fields that a column may stand for: those of the request, among `fields` or in their collections, and settings. */
export function columnFields(fields: Field[]): Field[] {
	return fields.flatMap((field) => [
		...(field.rules ? [field] : []),
		...(field.type === 'collection' ? columnFields((field.options ?? []).filter(isField)) : []),
	]);
}

/** The request fields that stand directly among `fields`, or inside their collections. */
export function requestFields(fields: Field[]): Field[] {
	return columnFields(fields).filter(({ rules }) => !rules!.setting);
}

/** Rule of a field with fixed values. */
export function oneOf(...values: string[]): (value: string) => string | undefined {
	return (value) => (values.includes(value) ? undefined : `is none of ${values.join(', ')}`);
}

/** A field's label in sentences: without what only the editor needs. */
export function labelOf({ displayName }: Pick<Field, 'displayName'>): string {
	return displayName.replace(/ Name or ID$/, '');
}
