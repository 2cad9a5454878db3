// The pages: every link and anchor leads somewhere, every command can be given, every address is one that is known.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, resolve } from 'node:path';
import { anchorOf } from '../pages/markdown';
import { homeOf, manifestOf, singleFolders, type Manifest } from '../../tools/project';
import { makePay, nodes } from './support/nodeUnderTest';

const ROOT = resolve(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const manifest = manifestOf('.') as Manifest & { scripts: Record<string, string> };

/** Where the project lives: everything else that leads there begins with it. */
const HOME = homeOf(manifest);
const RAW = HOME.replace('github.com', 'raw.githubusercontent.com');

/** Hosts that the pages may lead to or name. */
const HOSTS = new Set([
	// n8n, and the forms that our own pages follow.
	...['docs.n8n.io', 'keepachangelog.com', 'semver.org', 'www.contributor-covenant.org'],
	// The providers: their documents, their APIs, their pages.
	...['docs.kwik.co.za', 'api.kwik.co.za', 'staging.app.kwik.co.za', 'pay.kwik.co.za'],
	...['wiki.smarterpay.com', 'api.smarterpaycloud.com'],
	'smarterpay-test-ecommerce.azurewebsites.net',
	...['www.makecrypto.io', 'www.makepay.io', 'makepay.io'],
	// Sample data of a provider's document.
	'my-portal.site.com',
	...['127.0.0.1', 'localhost'],
]);
/** Of other projects: addresses as they are. */
const OTHERS = ['https://github.com/makepay-io/n8n-nodes-makepay'];
/** Names that are reserved for examples. */
const EXAMPLE = /(^|\.)(example|example\.(com|org|net)|invalid|test)$/;

function pages(folder = '.'): string[] {
	return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
		const path = normalize(join(folder, entry.name)).replaceAll('\\', '/');
		if (entry.isDirectory()) {
			const foreign = /^(node_modules|dist|\.git|\.build|coverage)$/.test(entry.name);
			return foreign ? [] : pages(path);
		}
		return entry.name.endsWith('.md') ? [path] : [];
	});
}

/** A page without its blocks of code. */
const withoutBlocks = (page: string) => page.replace(/^( *)```[\s\S]*?^\1```$/gm, '');

function anchorsIn(page: string): string[] {
	const seen = new Map<string, number>();
	return [...withoutBlocks(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading]) => {
		const anchor = anchorOf(heading!);
		const before = seen.get(anchor) ?? 0;
		seen.set(anchor, before + 1);
		return before === 0 ? anchor : `${anchor}-${before}`;
	});
}

/** What the links and pictures of a page lead to. */
function targetsIn(page: string): string[] {
	const text = withoutBlocks(page).replace(/`[^`\n]*`/g, '`code`');
	const links = [...text.matchAll(/\]\(([^)\s]+)[^)]*\)/g)];
	const pictures = [...text.matchAll(/\b(?:src|srcset|href)="([^"]+)"/g)];
	return [...links, ...pictures].map(([, target]) => target!);
}

/** What is wrong with where a page leads. */
function linkProblems(path: string, page: string): string[] {
	return targetsIn(page).flatMap((target) => {
		if (/^(https?|mailto):/.test(target)) return [];
		const [file, anchor] = target.split('#') as [string, string?];
		const where = file === '' ? path : normalize(join(dirname(path), decodeURI(file)));
		if (!existsSync(join(ROOT, where))) return [`${path}: ${target} is not there`];
		if (anchor === undefined || !where.endsWith('.md')) return [];
		return anchorsIn(where === path ? page : read(where)).includes(anchor)
			? []
			: [`${path}: ${target} has no such heading`];
	});
}

/** The addresses a page has, also in code. */
function addressProblems(path: string, page: string): string[] {
	const addresses = page.match(/https?:\/\/[A-Za-z0-9[][^\s)`"'<>|\\*]*/g) ?? [];
	return addresses.flatMap((address) => {
		const trimmed = address.replace(/[.,;:]+$/, '');
		if (!URL.canParse(trimmed)) return [`${path}: ${address} is no address`];
		const { hostname } = new URL(trimmed);
		const ours =
			trimmed === HOME ||
			[HOME, RAW].some((home) => trimmed.startsWith(`${home}/`) || trimmed.startsWith(`${home}#`));
		if (ours || OTHERS.includes(trimmed) || HOSTS.has(hostname) || EXAMPLE.test(hostname))
			return [];
		return [`${path}: ${trimmed} is not among the known addresses`];
	});
}

/** The commands of a page: the lines of its shell blocks, and code that begins with a command. */
function commandsIn(page: string): string[] {
	const blocks = [...page.matchAll(/^ *```(?:sh|bash)\n([\s\S]*?)^ *```$/gm)];
	const lines = blocks.flatMap(([, block]) => block!.split('\n'));
	const inline = [...withoutBlocks(page).matchAll(/`((?:npm|npx|node) [^`\n]+)`/g)];
	return [...lines, ...inline.map(([, command]) => command!)]
		.map((line) => line.replace(/(^|\s)#.*$/, '').trim())
		.filter(Boolean);
}

/** Commands of a shell that need no check of ours. */
const PLAIN = /^(mkdir|cd|git|docker|cp|export|ls|curl|redis-server) ?/;
const NPM = new Set(['ci', 'install', 'pack', 'pkg', 'run', 'start', 'test', 'uninstall', 'view']);
const SOURCES = ['scripts', 'tools', 'demo', 'host', 'simulation', 'bench'];

/** Every source that reads the options of a command. */
const optionSources = SOURCES.flatMap((folder) =>
	readdirSync(join(ROOT, folder))
		.filter((file) => /\.(ts|mjs)$/.test(file))
		.map((file) => read(`${folder}/${file}`)),
).join('\n');

/** What is wrong with a command. */
function commandProblem(command: string): string | undefined {
	if (PLAIN.test(command)) return undefined;
	const words = command.split(/\s+/).filter((word) => !/^[A-Z_]+=/.test(word));
	const [tool, first, second] = words as [string, string?, string?];
	if (tool === 'npm') {
		const name = words.slice(1).find((word) => !word.startsWith('-'));
		if (!NPM.has(name ?? '')) return `npm ${name} is not a command that the pages use`;
		const script =
			name === 'run'
				? words[
						words.indexOf('run') + 1 + (words[words.indexOf('run') + 1]!.startsWith('-') ? 1 : 0)
					]
				: name;
		const isOurs = name === 'run' || name === 'start' || name === 'test';
		if (isOurs && !Object.hasOwn(manifest.scripts, script ?? ''))
			return `there is no script ${script}`;
		const after = words.includes('--') ? words.slice(words.indexOf('--') + 1) : [];
		const unknown = after.filter((word) => word.startsWith('--')).find((option) => !knows(option));
		return unknown === undefined ? undefined : `${script} has no option ${unknown}`;
	}
	if (tool === 'npx' && first === 'jest') return jestProblem(words.slice(2));
	if (tool === 'npx' && ['tsc', 'prettier', 'eslint', 'pnpm'].includes(first ?? ''))
		return undefined;
	if (tool === 'node') {
		const script = [first, second].find((word) => word && !word.startsWith('-'));
		return script && existsSync(join(ROOT, script)) ? undefined : `${script} is not there`;
	}
	return `${tool} is not a command that the pages use`;
}

/** As it is written where it is read, or in a sentence of use. */
const knows = (option: string) => new RegExp(`${option}(?![\\w-])`).test(optionSources);

function jestProblem(words: string[]): string | undefined {
	const value = (name: string) => words[words.indexOf(name) + 1];
	const project = words.includes('--selectProjects') ? value('--selectProjects') : undefined;
	const config = read('jest.config.js');
	if (project && !config.includes(`displayName: '${project}'`))
		return `there is no project ${project}`;
	const pattern = words.includes('--testPathPatterns') ? value('--testPathPatterns') : undefined;
	if (!pattern) return undefined;
	const found = readdirSync(join(ROOT, 'test'), { recursive: true, encoding: 'utf8' }).some(
		(file) => /\.test\.ts$/.test(file) && new RegExp(pattern).test(`test/${file}`),
	);
	return found ? undefined : `no test fits ${pattern}`;
}

/** The pages of docs/ that no way of links leads to from the README. @param textOf the text of a page */
function unreached(paths: string[], textOf: (path: string) => string): string[] {
	const reached = new Set<string>();
	const visit = (path: string): void => {
		if (reached.has(path) || !paths.includes(path)) return;
		reached.add(path);
		for (const target of targetsIn(textOf(path))) {
			const [file] = target.split('#') as [string];
			// A heading of the same page leads no further, and without its file the path would be that of the folder.
			if (file === '' || /^(https?|mailto):/.test(target)) continue;
			const where = normalize(join(dirname(path), decodeURI(file))).replace(/\/$/, '');
			const inside = paths.filter((page) => page.startsWith(`${where}/`));
			for (const next of [where, ...inside]) visit(next);
		}
	};
	visit('README.md');
	return paths.filter((path) => path.startsWith('docs/') && !reached.has(path));
}

/** Words that were to be replaced: `RESULTS_HERE`, `TODO`. */
const placeholdersIn = (page: string) =>
	page.match(/\b([A-Z]+(_[A-Z]+)*_HERE|TODO|FIXME|TBD|XXX+)\b/g) ?? [];

const all = pages();

test('the pages are found', () => {
	expect(all).toEqual(
		expect.arrayContaining(['README.md', 'docs/nodes/kwik.md', 'examples/README.md']),
	);
	const links = all.flatMap((path) => targetsIn(read(path)));
	expect(links.filter((target) => !/^https?:/.test(target)).length).toBeGreaterThan(300);
});

test('every link and every picture leads somewhere, to a heading that is there', () => {
	expect(all.flatMap((path) => linkProblems(path, read(path)))).toEqual([]);
});

test('every address is one that is known', () => {
	expect(all.flatMap((path) => addressProblems(path, read(path)))).toEqual([]);
});

test('every command can be given', () => {
	const commands = all.flatMap((path) => commandsIn(read(path)).map((command) => [path, command]));
	expect(commands.length).toBeGreaterThan(20);
	const problems = commands.flatMap(([path, command]) => {
		const problem = commandProblem(command!);
		return problem ? [`${path}: ${command}: ${problem}`] : [];
	});
	expect(problems).toEqual([]);
});

test('every operation stands in the table of the README, with its page', () => {
	const readme = read('README.md');
	const missing = nodes.flatMap(({ description, resources }) =>
		resources.flatMap((resource) =>
			resource.operations
				.map(({ name }) => {
					const page = `docs/nodes/${description.displayName.toLowerCase()}.md`;
					return `[${name}](${page}#${anchorOf(`${resource.name}: ${name}`)})`;
				})
				.filter((link) => !readme.includes(`| ${link} |`)),
		),
	);
	expect(missing).toEqual([]);
});

test('the README speaks of the n8n that is tested, and of the oldest', () => {
	const versionIn = (path: string, name: string) =>
		(JSON.parse(read(path)) as { dependencies: Record<string, string> }).dependencies[name];
	const named = [...read('README.md').matchAll(/\bn8n (\d+\.\d+\.\d+)/g)].map(([, is]) => is);
	expect(new Set(named)).toEqual(
		new Set([
			versionIn('host/package.json', 'n8n'),
			versionIn('test/oldest/package.json', 'n8n-core'),
		]),
	);
});

test('the README of each package names the operations of its provider', () => {
	const missing = singleFolders().flatMap((folder) => {
		const paths = manifestOf(folder).n8n.nodes.map((path) => path.split('/').at(-1)!);
		const readme = read(`${folder}/README.md`);
		return nodes
			.filter(({ description }) => paths.includes(`${description.displayName}.node.js`))
			.flatMap(({ resources }) => resources.flatMap(({ operations }) => operations))
			.filter(({ name }) => !readme.includes(`*${name}*`))
			.map(({ name }) => `${folder}: ${name}`);
	});
	expect(singleFolders()).toHaveLength(nodes.length);
	expect(missing).toEqual([]);
});

test('the operation that CONTRIBUTING.md adds keeps the rule for actions, and says where its parts go', () => {
	const page = read('CONTRIBUTING.md');
	const [, action] = /action: '(.+)'/.exec(page)!;
	expect(action).not.toMatch(/\b(a|an|the)\b/i);
	// What stands in code and looks like a file is one, but for what is to be written.
	const unlinked = withoutBlocks(page).replace(/\[[^\]]*\]\([^)]*\)/g, '');
	const named = [...unlinked.matchAll(/`((?:[\w.-]+\/)+[\w.-]+\.\w+)`/g)]
		.map(([, path]) => path!)
		.filter(
			(path) => !/^(nodes|credentials|docs\/providers)\/[Ee]xample|\/Example|getSummary/.test(path),
		)
		.filter((path) => !path.startsWith('resources/'));
	expect(named.length).toBeGreaterThan(8);
	expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
});

test('every page of the docs can be reached from the README', () => {
	expect(unreached(all, read)).toEqual([]);
});

test('no page holds a placeholder', () => {
	expect(all.flatMap((path) => placeholdersIn(read(path)).map((found) => [path, found]))).toEqual(
		[],
	);
});

test("the fields that the page on the vendor's node names are those of ours", () => {
	const labels = JSON.stringify(makePay.description.properties);
	const [, table = ''] = read('docs/from-makepay-node.md').split('## Fields');
	const named = [...table.matchAll(/(?<!\*)\*([A-Z][\w ]+)\*(?!\*)/g)].map(([, label]) => label!);
	expect(named.length).toBeGreaterThan(8);
	const known = (label: string) => labels.includes(`"${label}"`);
	expect(named.filter((label) => !known(label))).toEqual([]);
});

describe('what leads nowhere would be found', () => {
	test.each([
		['[a](docs/nothing.md)', 'docs/nothing.md'],
		['[a](docs/reliability.md#nothing)', '#nothing'],
		['[a](#nothing)', '#nothing'],
		['<img src="docs/nothing.png">', 'docs/nothing.png'],
	])('%s', (page, problem) => {
		expect(linkProblems('README.md', page)).toEqual([expect.stringContaining(problem)]);
	});

	test('a page without a link to it', () => {
		const texts: Record<string, string> = {
			'README.md': '[one](docs/one.md#part), [folder](docs/folder/)',
			'docs/one.md': '[here](#part) [home](../README.md) [two](two.md)',
			'docs/two.md': '[alone](https://example.com/alone.md)',
			'docs/alone.md': '[alone](#alone)',
			'docs/folder/three.md': '',
		};
		expect(unreached(Object.keys(texts), (path) => texts[path]!)).toEqual(['docs/alone.md']);
	});

	test.each([
		['It takes RESULTS_HERE ms.', 'RESULTS_HERE'],
		['TODO: say more', 'TODO'],
		['FIXME', 'FIXME'],
		['XXX', 'XXX'],
	])('%s', (page, word) => {
		expect(placeholdersIn(page)).toEqual([word]);
		expect(placeholdersIn('`N8N_DEV_RELOAD` is set here')).toEqual([]);
	});

	test.each(['https://n8n-nodes.dev/a', 'https://github.com/n8n-io/n8n'])('%s', (address) => {
		expect(addressProblems('README.md', `see ${address}.`)).toHaveLength(1);
	});

	test.each([
		'npm run nothing',
		'npm run simulate -- --nothing',
		'npx jest --selectProjects nothing',
		'npx jest --selectProjects unit --testPathPatterns nothingAtAll',
		'node scripts/nothing.mjs',
		'yarn build',
	])('%s', (command) => {
		expect(commandProblem(command)).toBeDefined();
	});
});
