// Installs the pinned n8n of `host/pnpm-lock.yaml`, with its own Node.js, into the user's cache folder: once per
// lock file, shared by every clone on the machine.
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { delimiter, dirname, join, resolve } from 'node:path';
import { cleanEnvironment, CommandFailed, explained, runCommand } from '../tools/commands';
import { canInstallDebianPackages, installDebianPackages, onPath } from '../tools/debian';
import { installedOnce } from '../tools/installation';
import { Refusal, step } from '../tools/steps';
import { nodeSource, thisMachine, type NodeSource } from './platform';

/** An installed n8n: the Node.js that runs it and its start script. */
export interface Host {
	folder: string;
	node: string;
	n8n: string;
	version: string;
}

/** How long a driver that others have compiled may take to come, in milliseconds. */
const PREBUILT_WITHIN = 60_000;

/**
 * Gives the installed n8n, installing it first where it is not there (two to three minutes, about 2 GB).
 * @throws Refusal with one sentence: no such machine, no network, no disk space, no compiler, a failed build
 */
export async function ensureHost(): Promise<Host> {
	const machine = thisMachine();
	const { platform, arch, musl } = machine;
	const source = nodeSource(machine);
	return await installedOnce<Omit<Host, 'folder'>>({
		name: 'n8n',
		prefix: 'host',
		source: __dirname,
		manifests: ['package.json', 'pnpm-lock.yaml'],
		recipe: JSON.stringify(['2', platform, arch, musl]),
		paths: ['node', 'n8n'],
		install: async (folder) => await install(folder, source),
	});
}

async function install(folder: string, source: NodeSource): Promise<Omit<Host, 'folder'>> {
	await step(
		'n8n and its Node.js: packages (first time only)',
		async () => await addPackages(folder),
	);
	const node =
		'program' in source ? source.program : join('node_modules', source.package, 'bin', 'node');
	await addDriver(folder, resolve(folder, node));
	const manifest = await readFile(join(folder, 'node_modules/n8n/package.json'), 'utf8');
	const { version } = JSON.parse(manifest) as { version: string };
	console.log(`  n8n ${version} is ready in ${folder}`);
	return { node, n8n: join('node_modules', 'n8n', 'bin', 'n8n'), version };
}

async function addPackages(folder: string): Promise<void> {
	const log = join(folder, 'install.log');
	const args = ['install', '--frozen-lockfile', '--ignore-scripts', '--ignore-workspace'];
	try {
		const pnpm = join(dirname(__dirname), 'node_modules', 'pnpm', 'bin', 'pnpm.cjs');
		await runCommand(process.execPath, [pnpm, ...args, '--reporter=append-only'], {
			cwd: folder,
			env: cleanEnvironment(),
			log,
		});
	} catch (error) {
		throw explained(error, 'Installing n8n', log);
	}
}

/** n8n's SQLite driver: as others have compiled it, where that can be had and runs here; else compiled here. */
async function addDriver(folder: string, node: string): Promise<void> {
	const store = join(folder, 'node_modules', '.pnpm');
	const entry = readdirSync(store).find((name) => /^sqlite3@/.test(name));
	if (!entry) throw new Refusal(`The installed n8n has no SQLite driver in ${store}.`);
	const driver = join(store, entry, 'node_modules', 'sqlite3');
	const name = 'n8n: its SQLite driver';
	const log = join(folder, 'sqlite.log');
	const env = driverEnvironment(node);
	if (
		await step(
			`${name}, compiled by its makers`,
			async () => await fetchDriver(driver, node, env, log),
		)
	)
		return;
	await ensureCompiler();
	// Not the one sqlite3 brings along, which needs a module that newer Pythons no longer have.
	const gyp = join(folder, 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
	await step(`${name}, compiled here`, async () => {
		try {
			await runCommand(node, [gyp, 'rebuild'], { cwd: driver, env, log });
			await runCommand(node, ['-e', LOADS, driver], { env, log });
		} catch (error) {
			throw explained(error, "Compiling n8n's SQLite driver", log);
		}
	});
}

/** Loads the driver that is named. */
const LOADS = 'require(process.argv[1])';

/**
 * The headers lie beside the Node.js that will load the driver; nothing is fetched for them, and a `nodedir` of the
 * user's own npm settings must not win. Where there are none, node-gyp looks for them by itself.
 */
function driverEnvironment(node: string): NodeJS.ProcessEnv {
	const nodedir = dirname(dirname(node));
	return cleanEnvironment({
		...(existsSync(join(nodedir, 'include', 'node', 'node_api.h'))
			? { npm_config_nodedir: nodedir }
			: {}),
		npm_config_jobs: 'max',
		PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ''}`,
	});
}

/** What sqlite3 does first when npm installs it. @returns whether the driver is there and can be loaded */
async function fetchDriver(
	driver: string,
	node: string,
	env: NodeJS.ProcessEnv,
	log: string,
): Promise<boolean> {
	const fetcher = join(dirname(driver), 'prebuild-install', 'bin.js');
	try {
		await runCommand(node, [fetcher, '-r', 'napi'], {
			cwd: driver,
			env,
			log,
			within: PREBUILT_WITHIN,
		});
		await runCommand(node, ['-e', LOADS, driver], { env, log });
		return true;
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		console.log('  it cannot be had, or does not run here');
		return false;
	}
}

/** node-gyp needs a C++ compiler, make and Python; on Debian as root they are installed. */
async function ensureCompiler(): Promise<void> {
	const programs = ['g++', 'make', 'python3'];
	const present = await Promise.all(programs.map(onPath));
	const missing = programs.filter((_, index) => !present[index]);
	if (missing.length === 0) return;
	const list = missing.join(' ');
	if (!(await canInstallDebianPackages())) {
		throw new Refusal(
			`n8n's SQLite driver must be compiled and these programs are missing: ${missing.join(', ')}. ` +
				`Install them (Debian: sudo apt-get install ${list}; Alpine: apk add ${list}; macOS: xcode-select --install) and run this again.`,
		);
	}
	await installDebianPackages(missing);
}
