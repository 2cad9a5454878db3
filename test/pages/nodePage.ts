// The page of a node: each operation, its fields, what it calls, what comes out and what can go wrong.
import type { IDataObject } from 'n8n-workflow';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isField } from '../../nodes/shared/contract/field';
import type { Operation, Resource } from '../../nodes/shared/contract/operation';
import type { Provider } from '../../nodes/shared/contract/provider';
import { optionsField } from '../../nodes/shared/form/options';
import { about, ended, fieldTable } from './fieldTable';
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
