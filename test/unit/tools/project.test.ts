// One address and one version in every file; the packages of one provider agree with that of all.
import { execFileSync } from 'node:child_process';
import { lstatSync, readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { homeOf, manifestOf, root, singleFolders } from '../../../tools/project';

const whole = manifestOf('.');
const home = homeOf(whole);
const [owner, repository] = home.split('/').slice(3) as [string, string];
const singles = singleFolders();

const tracked = execFileSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' })
	.split('\n')
	.filter((file) => file && lstatSync(join(root, file), { throwIfNoEntry: false })?.isFile())
	.filter((file) => !/\.(png|svg)$/.test(file));
const read = (file: string) => readFileSync(join(root, file), 'utf8');

test('every address of the project is the one of package.json', () => {
	const found = tracked.flatMap((file) =>
		[...read(file).matchAll(/github(?:usercontent)?\.com\/([\w.-]+)\/([\w-]+)/g)]
			.filter(([, , name]) => name === repository)
			.map(([, by]) => `${file}: ${by}`),
	);
	expect(found.length).toBeGreaterThan(20);
	expect([...new Set(found.filter((one) => !one.endsWith(`: ${owner}`)))]).toEqual([]);
});

test('the addresses of the manifest are made of it', () => {
	expect(whole).toMatchObject({
		homepage: `${home}#readme`,
		bugs: { url: `${home}/issues` },
		author: { email: `${owner}@users.noreply.github.com` },
	});
});

describe.each(singles)('%s', (folder) => {
	const manifest = manifestOf(folder);
	const links = [
		...readdirSync(join(root, folder, 'nodes')).map((name) => `nodes/${name}`),
		...readdirSync(join(root, folder, 'credentials')).map((name) => `credentials/${name}`),
	];

	test('is named as its folder, and says what that of all says', () => {
		expect(folder).toBe(`packages/${manifest.name}`);
		const { version, license, author, bugs, engines, files, peerDependencies } = whole;
		expect(manifest).toMatchObject({
			...{ version, license, author, bugs, engines, files, peerDependencies },
			homepage: `${home}/tree/main/${folder}#readme`,
			repository: { ...whole.repository, directory: folder },
			n8n: { n8nNodesApiVersion: 1, strict: true },
		});
		expect(manifest).not.toHaveProperty('dependencies');
	});

	test('links to sources: the engine, one provider, its credential', () => {
		expect(links).toHaveLength(3);
		expect(links).toContain('nodes/shared');
		for (const link of links) {
			expect(readlinkSync(join(root, folder, link))).toBe(`../../../${link}`);
			expect(statSync(join(root, folder, link)).size).toBeGreaterThan(0);
		}
	});

	test('names what that of all names of its provider', () => {
		const provider = links.find((link) => /^nodes\/[A-Z]/.test(link))!;
		const credential = links.find((link) => link.startsWith('credentials/'))!;
		expect(manifest.n8n.nodes).toEqual(
			whole.n8n.nodes.filter((path) => path.startsWith(`dist/${provider}/`)),
		);
		expect(manifest.n8n.nodes).toHaveLength(2);
		expect(manifest.n8n.credentials).toEqual([`dist/${credential.replace(/\.ts$/, '.js')}`]);
	});
});

test('together they have every node and credential, each once', () => {
	const all = (key: 'nodes' | 'credentials') =>
		singles.flatMap((folder) => manifestOf(folder).n8n[key]).sort();
	expect(all('nodes')).toEqual([...whole.n8n.nodes].sort());
	expect(all('credentials')).toEqual([...whole.n8n.credentials].sort());
});

test.each(['.github/workflows/publish.yml', '.github/ISSUE_TEMPLATE/bug.yml'])(
	'%s lists every package',
	(file) => {
		const listed = [...read(file).matchAll(/^ +- (n8n-nodes-[\w-]+)$/gm)].map(([, name]) => name);
		expect(listed).toEqual([whole.name, ...singles.map((folder) => manifestOf(folder).name)]);
	},
);

test('the workflows of GitHub call scripts that there are', () => {
	const { scripts } = whole as unknown as { scripts: Record<string, string> };
	const workflows = tracked.filter((file) => file.startsWith('.github/workflows/'));
	const called = workflows.flatMap((file) =>
		[...read(file).matchAll(/npm (?:run (?:-s )?([\w:]+)|(test))\b/g)].map(
			([, name, test]) => name ?? test!,
		),
	);
	expect(called).toEqual(
		expect.arrayContaining(['test', 'test:oldest', 'test:newest', 'release:check']),
	);
	expect(called.filter((name) => !scripts[name])).toEqual([]);
});

test('lock files name no host of a registry', () => {
	const locks = tracked.filter((file) => /(package-lock\.json|pnpm-lock\.yaml)$/.test(file));
	expect(locks.length).toBeGreaterThan(3);
	for (const lock of locks)
		expect([lock, /"resolved"|tarball:/.test(read(lock))]).toEqual([lock, false]);
});
