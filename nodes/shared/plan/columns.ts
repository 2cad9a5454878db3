// Which field each input column stands for where columns are mapped automatically.
import { columnFields, labelOf, type Field } from '../contract/field';
import { toSnakeCase } from '../contract/text';

/** Which field each column name stands for; null for columns that name the record itself. */
export interface Columns {
	fields: Field[];
	/** The names fields have in the API and in workflows, as they are. */
	exact: Map<string, Field | null>;
	/** The same and their labels, without capitals, blanks, hyphens and underscores. */
	loose: Map<string, Field | null>;
}

const known = new WeakMap<Field[], Map<string, Columns>>();

/**
 * The columns an operation's properties understand: every field by its API name, its camelCase name and its label.
 * @param apiVersion the version that the API names are of
 */
export function columnsOf(
	properties: Field[],
	apiVersion: string,
	wireName: (field: Field) => string,
): Columns {
	const versions = known.get(properties) ?? new Map<string, Columns>();
	known.set(properties, versions);
	let columns = versions.get(apiVersion);
	if (!columns) versions.set(apiVersion, (columns = indexed(properties, wireName)));
	return columns;
}

function indexed(properties: Field[], wireName: (field: Field) => string): Columns {
	const fields = [
		...new Map(columnFields(properties).map((field) => [field.name, field])).values(),
	];
	const exact = new Map<string, Field | null>();
	for (const { name, type, rules } of properties) {
		// A locator that is no field of the request names the record that is changed.
		if (type !== 'resourceLocator' || rules) continue;
		for (const column of ['id', name, toSnakeCase(name)]) exact.set(column, null);
	}
	for (const field of fields) {
		exact.set(field.name, field);
		exact.set(wireName(field), field);
	}
	const loose = new Map([...exact].map(([name, field]) => [plain(name), field]));
	for (const property of properties) {
		const label = plain(property.displayName);
		if (exact.get(property.name) === null && !loose.has(label)) loose.set(label, null);
	}
	for (const field of fields) {
		// What stands in brackets says which API version knows the field.
		const label = plain(labelOf(field).replace(/ \([^)]*\)$/, ''));
		if (!loose.has(label)) loose.set(label, field);
	}
	return { fields, exact, loose };
}

/** What a column stands for; undefined where it is no field. Names as they are go before names that are alike. */
export function fieldOf({ exact, loose }: Columns, column: string): Field | null | undefined {
	const field = exact.get(column);
	return field === undefined ? loose.get(plain(column)) : field;
}

/** A column's name without what does not matter. */
export function plain(name: string): string {
	return name.toLowerCase().replace(/[\s_-]+/g, '');
}

/** The shortest name that is looked for inside a longer one. */
const SHORTEST_PART = 4;
/** The longest column that is compared letter by letter. */
const LONGEST_COMPARED = 60;

/** The field that a column without one probably means: written almost like it, or with another word around it. */
export function nearest({ loose }: Columns, column: string): Field | undefined {
	const name = plain(column);
	if (name.length < 3 || name.length > LONGEST_COMPARED) return undefined;
	let best: { field: Field; distance: number } | undefined;
	for (const [candidate, field] of loose) {
		if (!field) continue;
		const within =
			candidate.length >= SHORTEST_PART && (name.includes(candidate) || candidate.includes(name));
		const distance = within
			? Math.abs(name.length - candidate.length) / 10
			: editDistance(name, candidate);
		const most = within ? Infinity : candidate.length > 5 ? 2 : 1;
		if (distance <= most && (!best || distance < best.distance)) best = { field, distance };
	}
	return best?.field;
}

/** How many letters must be put in, taken out, changed or swapped with the next to make one word of the other. */
function editDistance(a: string, b: string): number {
	if (Math.abs(a.length - b.length) > 2) return Infinity;
	let before: number[] = [];
	let row = Array.from({ length: b.length + 1 }, (_, i) => i);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			const changed = row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
			const isSwapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
			const swapped = isSwapped ? before[j - 2]! + 1 : Infinity;
			next.push(Math.min(changed, swapped, row[j]! + 1, next[j - 1]! + 1));
		}
		before = row;
		row = next;
	}
	return row[b.length]!;
}
