// The walls: which room of the engine may import which, no two files that import each other, no provider in the engine.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const ROOT = resolve(__dirname, '../..');
const FOLDERS = readdirSync(ROOT, { withFileTypes: true })
	.filter(
		(entry) => entry.isDirectory() && !/^\.|^(node_modules|dist|docs|coverage)$/.test(entry.name),
	)
	.map(({ name }) => name);

/** What each room may import besides itself; ARCHITECTURE.md says why. */
const WALLS: Record<string, string[]> = {
	contract: [],
	form: ['contract'],
	tell: ['contract'],
	plan: ['contract', 'form', 'tell'],
	send: ['contract', 'tell'],
	// Of plans it knows only what they are, and how effects are called.
	deliver: ['contract', 'plan/plan', 'plan/identity', 'send', 'tell'],
	door: ['contract', 'form', 'tell', 'plan', 'send', 'deliver'],
	provider: ['contract', 'form', 'door'],
	credential: ['door', 'provider'],
};

const sources = new Map<string, string>();
for (const folder of FOLDERS) {
	for (const entry of readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })) {
		const path = join(entry.parentPath, entry.name);
		if (!entry.isFile() || !/\.(ts|mjs|cjs|js)$/.test(entry.name)) continue;
		if (path.includes(`${sep}node_modules${sep}`)) continue;
		sources.set(relative(ROOT, path).split(sep).join('/'), readFileSync(path, 'utf8'));
	}
}

/** The files a file imports, types included. */
function importsOf(file: string, text: string): string[] {
	const specifiers = [
		...text.matchAll(/\b(?:from|import|require\(|import\()\s*['"](\.[^'"]*)['"]/g),
	];
	return specifiers.flatMap(([, specifier]) => {
		const base = join(dirname(file), specifier!);
		return ['', '.ts', '/index.ts', '.mjs']
			.map((end) => base + end)
			.filter((path) => sources.has(path));
	});
}

/** The room a file belongs to, and the part of it that other rooms may name: `send`, `plan/plan` … */
function roomOf(file: string): { room: string; part: string } | undefined {
	const [top, second, third, ...rest] = file.replace(/\.ts$/, '').split('/');
	if (top === 'credentials') return { room: 'credential', part: 'credential' };
	if (top !== 'nodes') return undefined;
	if (second !== 'shared') return { room: 'provider', part: `provider ${second!}` };
	if (rest.length === 0) return { room: 'door', part: 'door' };
	return { room: third!, part: [third, ...rest].join('/') };
}

/** Imports of the engine and the providers that the table does not allow, in words. */
function breaches(files: Map<string, string>): string[] {
	return [...files].flatMap(([file, text]) => {
		const from = roomOf(file);
		if (!from) return [];
		return importsOf(file, text).flatMap((target) => {
			const to = roomOf(target);
			const allowed =
				to &&
				(to.room === from.room
					? from.room !== 'provider' || to.part === from.part
					: WALLS[from.room]!.some((room) => room === to.room || room === to.part));
			return allowed ? [] : [`${file} imports ${target}`];
		});
	});
}

/** Files that reach themselves along imports. */
function circles(files: Map<string, string>): string[] {
	const graph = new Map([...files].map(([file, text]) => [file, importsOf(file, text)]));
	const state = new Map<string, 'open' | 'done'>();
	const found: string[] = [];
	const visit = (file: string, path: string[]): void => {
		if (state.get(file) === 'done') return;
		if (state.get(file) === 'open') {
			found.push([...path.slice(path.indexOf(file)), file].join(' → '));
			return;
		}
		state.set(file, 'open');
		for (const target of graph.get(file) ?? []) visit(target, [...path, file]);
		state.set(file, 'done');
	};
	for (const file of graph.keys()) visit(file, []);
	return found;
}

/** Files of the engine in which a provider's name stands, comments included. */
function named(files: Map<string, string>): string[] {
	return [...files]
		.filter(
			([file, text]) =>
				file.startsWith('nodes/shared/') && /kwik|smarter|makepay|makecrypto/i.test(text),
		)
		.map(([file]) => file);
}

/** The repository with one file as it would be with another line. */
const withLine = (file: string, line: string) => {
	expect(sources.has(file)).toBe(true);
	return new Map([[file, `${sources.get(file)!}\n${line}\n`]]);
};

describe('the walls between the rooms', () => {
	test('stand', () => {
		expect([...sources.keys()].filter((file) => file.startsWith('nodes/')).length).toBeGreaterThan(
			80,
		);
		expect(breaches(sources)).toEqual([]);
	});

	test.each([
		['nodes/shared/contract/json.ts', "import { path } from '../send/pace';"],
		['nodes/shared/contract/json.ts', "import type { Sender } from '../send/repeat';"],
		['nodes/shared/form/options.ts', "import { planItem } from '../plan/plan';"],
		['nodes/shared/tell/notes.ts', "import { pause } from '../send/pace';"],
		['nodes/shared/plan/item.ts', "import { pause } from '../send/pace';"],
		['nodes/shared/send/pace.ts', "import type { Plan } from '../plan/plan';"],
		['nodes/shared/deliver/batch.ts', "import { ItemReader } from '../plan/item';"],
		['nodes/shared/deliver/batch.ts', "import { limit } from '../form/commonFields';"],
		['nodes/shared/plan/plan.ts', "import { runNode } from '../run';"],
		['nodes/shared/run.ts', "import { kwik } from '../Kwik/provider';"],
		['nodes/Kwik/provider.ts', "import { excerpt } from '../shared/send/answers';"],
		['nodes/Kwik/provider.ts', "import { makePay } from '../MakePay/provider';"],
		[
			'credentials/KwikApi.credentials.ts',
			"import { path } from '../nodes/shared/contract/request';",
		],
	])('%s may not have: %s', (file, line) => {
		expect(breaches(withLine(file, line))).toHaveLength(1);
	});
});

describe('files that import each other', () => {
	test('there are none in the repository', () => {
		expect(circles(sources)).toEqual([]);
	});

	test('one would be found, also by its types', () => {
		const changed = new Map(sources);
		const [file] = [
			...withLine(
				'nodes/shared/contract/field.ts',
				"import type { Operation } from './operation';",
			),
		];
		changed.set(...file!);
		expect(circles(changed).join()).toMatch(
			/field\.ts → .*operation\.ts|operation\.ts → .*field\.ts/,
		);
	});
});

describe('the engine knows no provider', () => {
	test('nor is one named in it', () => expect(named(sources)).toEqual([]));

	test('a name would be found', () => {
		expect(named(withLine('nodes/shared/send/pace.ts', '// As Kwik does.'))).toHaveLength(1);
	});
});
