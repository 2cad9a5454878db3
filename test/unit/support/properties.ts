// Walking the properties of a node, also those inside collections.
import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../../../nodes/shared/contract/field';

/** A property and all that are inside it. */
export function walk<T extends INodeProperties | Field>(property: T): T[] {
	const inside = (property.options ?? []).filter((option) => 'type' in option) as T[];
	return [property, ...inside.flatMap((option) => walk(option))];
}

/** True for properties that are fields of the request. */
export function isRequestField(field: Field): boolean {
	return field.rules !== undefined;
}
