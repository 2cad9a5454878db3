// The page of a node: each operation, its fields, what it calls, what comes out and what can go wrong.
import type { IDataObject, INodePropertyOptions } from 'n8n-workflow';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isField, labelOf, type Field, type FieldRules } from '../../nodes/shared/contract/field';
import type { Operation, Resource } from '../../nodes/shared/contract/operation';
import type { Provider } from '../../nodes/shared/contract/provider';
import { optionsField } from '../../nodes/shared/form/options';
import { anchorOf, cell, code, json, MADE, table } from './markdown';
import { allSaid } from './saidTexts';

const ROOT = resolve(__dirname, '../..');

/** What the page of a node is made from. */
export interface NodeToDescribe {
	/** `Kwik`: the folder below `nodes`. */
	folder: string;
	displayName: string;
	description: string;
	provider: Provider;
	resources: Resource[];
	/** What each operation called and gave when it was run, by `resource/operation`. */
	ran: Map<string, Ran>;
}

/** What came of one run of an operation. */
export interface Ran {
	/** `POST /customers/create`, in their order. */
	calls: string[];
	/** The first item that came out. */
	item: IDataObject;
}

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

function ended(text: string): string {
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
function fieldTable({ properties }: Operation, provider: Provider): string[] {
	const fields = properties.filter(({ name }) => !NOT_LISTED.test(name));
	const rows = fields.flatMap((field) => fieldRows(field, provider, properties));
	const seen = new Set<string>();
	const once = rows.filter((row) => !seen.has(row.join()) && seen.add(row.join()));
	return once.length === 0
		? ['It has no fields of its own.', '']
		: table(['Field', 'Needed', 'What it is', 'Name in the API'], once);
}

const AGAIN: Record<Operation['repeat'], string> = {
	safe: 'Doing it twice does no harm. When an answer is lost, it is sent again.',
	keyed:
		'It goes out under an idempotency key, so the provider does it once, however often it is sent. When an answer is lost, it is sent again.',
	reconciled:
		'When an answer is lost, the list of the provider is read to see what was made, and only the rest is sent again.',
	never:
		'It is not sent again when its answer is lost. The row is then called unknown: look at the provider before you run it again.',
};

/** The files an operation is made of, without those of its fields. */
function filesOf(file: string, found = new Set<string>()): Set<string> {
	if (found.has(file) || !existsSync(join(ROOT, file))) return found;
	if (/ields\.ts$|index\.ts$/.test(file)) return found;
	found.add(file);
	const source = readFileSync(join(ROOT, file), 'utf8');
	for (const [, specifier] of source.matchAll(/from '(\.[^']*)'/g)) {
		const target = join(dirname(file), `${specifier!}.ts`).replaceAll('\\', '/');
		if (target.includes('/resources/')) filesOf(target, found);
	}
	return found;
}

/** What the operation itself can say, errors and hints. */
function ownTexts(folder: string, resource: Resource, operation: Operation): string[] {
	const files = filesOf(`nodes/${folder}/resources/${resource.value}/${operation.value}.ts`);
	return allSaid()
		.filter(({ file }) => files.has(file))
		.map(({ text }) => text);
}

function errors(node: NodeToDescribe, resource: Resource, operation: Operation): string[] {
	const { folder, provider } = node;
	const own = ownTexts(folder, resource, operation);
	const page = '../troubleshooting.md';
	return [
		'**What can go wrong**',
		'',
		`- A field is missing or not in its form: nothing is sent. See [A value is not accepted](${page}#${anchorOf('A value is not accepted')}).`,
		`- ${provider.name} refuses: the error has its words. See [the codes of ${provider.name}](${page}#${anchorOf(provider.name)}).`,
		`- ${operation.readsOnly ? 'It only reads, so it may be repeated at any time.' : AGAIN[operation.repeat]}`,
		...(own.length > 0
			? [
					'- Of its own it may say:',
					...own.map((text) => `  - ${cell(/^[a-z]/.test(text) ? `… ${text}` : text)}`),
				]
			: []),
		'',
	];
}

function operationPart(node: NodeToDescribe, resource: Resource, operation: Operation): string[] {
	const { calls, item } = node.ran.get(`${resource.value}/${operation.value}`)!;
	const maps = operation.properties.some(({ name }) => name === 'dataMode');
	return [
		`### ${resource.name}: ${operation.name}`,
		'',
		ended(operation.description),
		'',
		`It calls ${calls.map(code).join(', then ')}.`,
		'',
		...fieldTable(operation, node.provider),
		...(maps
			? [
					'Its fields can also come from the columns of the input: see [Map Automatically](../many-rows.md#map-automatically).',
					'',
				]
			: []),
		operation.simplify ? 'What comes out, with *Simplify* on:' : 'What comes out:',
		'',
		...json(item),
		...errors(node, resource, operation),
	];
}

/** The page of a node. */
export function nodePage(node: NodeToDescribe): string {
	const { displayName, description, provider, resources } = node;
	const operations = resources.flatMap((resource) =>
		resource.operations.map((operation) => ({ resource, operation })),
	);
	const options = (optionsField(provider, resources).options ?? []).filter(isField);
	const title = ({ resource, operation }: (typeof operations)[number]) =>
		`${resource.name}: ${operation.name}`;
	return [
		MADE,
		'',
		`# ${displayName}`,
		'',
		`${ended(description)} How to make its credential is in the [README](../../README.md#${anchorOf(provider.name)}).`,
		'',
		...operations.map((one) => `- [${title(one)}](#${anchorOf(title(one))})`),
		'- [Options](#options)',
		'',
		'## Operations',
		'',
		'*Needed* says what the editor asks for. *Name in the API* is how the provider calls the field; a column of that name is taken by *Map Automatically*.',
		'',
		...operations.flatMap(({ resource, operation }) => operationPart(node, resource, operation)),
		'## Options',
		'',
		'Every operation has them below *Options*. Some show only where they mean something.',
		'',
		...table(
			['Option', 'Default', 'What it is'],
			options.map((option) => [
				`**${option.displayName}**`,
				option.type === 'number' ? String(option.default) : '',
				about(option),
			]),
		),
	]
		.join('\n')
		.trimEnd()
		.concat('\n');
}
