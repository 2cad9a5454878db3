// The fields of an operation, as rows of a table: what the editor says of them, and what their rules say besides.
import type { INodePropertyOptions } from 'n8n-workflow';
import { isField, labelOf, type Field, type FieldRules } from '../../nodes/shared/contract/field';
import type { Operation } from '../../nodes/shared/contract/operation';
import type { Provider } from '../../nodes/shared/contract/provider';
import { code, table } from './markdown';

const KINDS: Partial<Record<FieldRules['kind'], string>> = {
	integer: 'A whole number.',
	decimal: 'A decimal number greater than 0.',
	boolean: 'On or off.',
	date: 'A date such as 2026-01-31.',
	jsonObject: 'A JSON object.',
	jsonList: 'A list of JSON objects.',
	jsonText: 'Text, or a JSON object.',
	textList: 'A list, or text with commas.',
};

/** What the editor does not show as a field of the operation. */
const NOT_LISTED = /^(simplify|output|outputFields|dataMode|columnsNotice)$/;

/** A text with its full stop. */
export function ended(text: string): string {
	return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** The choices of a field, by the names that the editor shows. */
function choicesOf({ type, options = [] }: Field): string[] {
	if (type !== 'options' && type !== 'multiOptions') return [];
	return (options as INodePropertyOptions[]).map(({ name }) => name);
}

/** What there is to know of a field, in sentences. */
export function about(field: Field, provider?: Provider): string {
	const { description, hint, rules, type, modes = [], typeOptions } = field;
	const choices = choicesOf(field);
	const versions = Object.keys(rules?.versions ?? {});
	const known = provider?.versions?.names ?? {};
	const onlyIn = versions.length > 0 && versions.length < Object.keys(known).length;
	const told = description ?? '';
	const longest = rules?.maxLength;
	const sentences = [
		told,
		hint ?? '',
		modes.length > 0 ? modes.map(({ displayName }) => displayName).join(', ') : '',
		choices.length > 0 && choices.length <= 12 ? `One of: ${choices.join(', ')}` : '',
		typeOptions?.loadOptionsMethod ? 'Its choices come from the provider' : '',
		longest && !told.includes(`${longest} characters`) ? `At most ${longest} characters` : '',
		rules && type !== 'boolean' && !told.includes('object') ? (KINDS[rules.kind] ?? '') : '',
		onlyIn && !field.displayName.includes(known[versions[0]!]!)
			? `Only with ${provider!.versions!.setting} ${versions.map((one) => known[one]).join(', ')}`
			: '',
	];
	return sentences.filter(Boolean).map(ended).join(' ');
}

/** The name of a field in the provider's API; in all its versions. */
function wireNames({ name, rules }: Field, provider: Provider): string {
	if (!rules) return '';
	const plain = rules.wireName ?? provider.wireName(name);
	const names = Object.values(rules.versions ?? {}).map(({ wireName }) => wireName ?? plain);
	return [...new Set(names.length > 0 ? names : [plain])].map(code).join(', ');
}

/** When the editor shows a field, where it does so only for some value of another. */
function shownWhen({ displayOptions, cases }: Field, all: Field[]): string {
	const shows = (cases ?? [displayOptions]).map((one) => one?.show ?? {});
	const whens = shows.flatMap((show) =>
		Object.entries(show).flatMap(([key, values]) => {
			const other = all.find(({ name }) => name === key.replace(/^\//, ''));
			if (!other || NOT_LISTED.test(other.name)) return [];
			const names = ((other.options ?? []) as INodePropertyOptions[])
				.filter(({ value }) => values!.includes(value as string))
				.map(({ name }) => name);
			const is = names.length > 0 ? names.join(' or ') : values!.map(onOrOff).join(' or ');
			return [`*${other.displayName}* is ${is}`];
		}),
	);
	return [...new Set(whens)].join(' or ');
}

function onOrOff(value: unknown): string {
	return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}

function fieldRows(field: Field, provider: Provider, all: Field[], within = ''): string[][] {
	if (field.type === 'notice') return [];
	if (field.type === 'collection') {
		const inside = (field.options ?? []).filter(isField);
		return inside.flatMap((one) => fieldRows(one, provider, all, `${field.displayName} → `));
	}
	const when = shownWhen(field, all);
	return [
		[
			`${within}**${labelOf(field)}**`,
			field.required ? (when ? `if ${when}` : 'yes') : '',
			about(field, provider) + (when && !field.required ? ` Only if ${when}.` : ''),
			wireNames(field, provider),
		],
	];
}

/** The rows of an operation's fields; a field that stands in several cases is listed once. */
export function fieldTable({ properties }: Operation, provider: Provider): string[] {
	const fields = properties.filter(({ name }) => !NOT_LISTED.test(name));
	const rows = fields.flatMap((field) => fieldRows(field, provider, properties));
	const seen = new Set<string>();
	const once = rows.filter((row) => !seen.has(row.join()) && seen.add(row.join()));
	return once.length === 0
		? ['It has no fields of its own.', '']
		: table(['Field', 'Needed', 'What it is', 'Name in the API'], once);
}
