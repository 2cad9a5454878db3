// Request fields: an editor property together with the rules its value must meet and its name on the wire.
import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

/**
 * What a value is on the wire:
 * `text` · `integer` (JSON number) · `decimal` (text such as `129.99`, greater than 0) · `pence` (whole
 * pence as text) · `boolean` · `date` (`YYYY-MM-DD`) · `jsonObject` · `jsonText` (text; an object becomes
 * its JSON text) · `textList` (array of text).
 */
export type FieldKind =
	| 'text'
	| 'integer'
	| 'decimal'
	| 'pence'
	| 'boolean'
	| 'date'
	| 'jsonObject'
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
	/** A further rule of the field: says what is wrong with a value, or nothing. */
	check?: (value: string) => string | undefined;
}

/** An editor property; with `rules` it is also a field of the request. */
export interface Field extends Omit<INodeProperties, 'options'> {
	rules?: FieldRules;
	options?: Array<INodePropertyOptions | Field | INodePropertyCollection>;
}

/** One thing wrong with one field of one item. */
export interface FieldProblem {
	/** Name of the field as the user knows it (parameter name) or as the provider names it. */
	field: string;
	message: string;
}

/** True for the entries of a collection that are fields (and not options of a dropdown). */
export function isField(
	option: INodePropertyOptions | Field | INodePropertyCollection,
): option is Field {
	return 'type' in option && 'displayName' in option;
}

/** The request fields that stand directly among `fields`, or inside their collections. */
export function requestFields(fields: Field[]): Field[] {
	return fields.flatMap((field) => [
		...(field.rules ? [field] : []),
		...(field.type === 'collection' ? requestFields((field.options ?? []).filter(isField)) : []),
	]);
}

/** Rule of a field with fixed values. */
export function oneOf(...values: string[]): (value: string) => string | undefined {
	return (value) => (values.includes(value) ? undefined : `must be one of ${values.join(', ')}`);
}
