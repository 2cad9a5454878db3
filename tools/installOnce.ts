// What is installed beside the project: into the user's cache folder, once per lock file, shared by every clone on
// the machine.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './cache';
import { cleanEnvironment, explained, runCommand } from './commands';
import { withLock } from './folderLock';

/** Something to install; `Facts` is what is to be known of it once it is there, with paths from its folder. */
export interface Installation<Facts> {
	/** What the folder begins with. */
	name: string;
	/** For people to read. */
	what: string;
	/** Where the committed manifests lie, and which they are: another lock file makes another folder. */
	from: string;
	manifests: string[];
	/** Raised when `install` changes, so that an older installation is not taken for this one. */
	recipe: string;
	install: (folder: string) => Promise<Facts>;
	/** Files without which an installation is no longer whole. */
	needed?: (facts: Facts) => string[];
}

/** Only a finished installation has this file: it is written last, in one move. */
const readyFile = (folder: string) => join(folder, 'ready.json');

async function factsOf<Facts>(
	folder: string,
	{ needed }: Installation<Facts>,
): Promise<Facts | undefined> {
	if (!existsSync(readyFile(folder))) return undefined;
	const facts = JSON.parse(await readFile(readyFile(folder), 'utf8')) as Facts;
	const files = needed?.(facts) ?? [];
	return files.every((file) => existsSync(join(folder, file))) ? facts : undefined;
}

/**
 * Gives the folder of an installation and the facts of it, installing it first where it is not there. Two processes
 * may call it at once: one installs, the other waits.
 * @throws what `install` throws
 */
export async function installOnce<Facts extends object>(
	installation: Installation<Facts>,
): Promise<Facts & { folder: string }> {
	const { name, what, from, manifests, recipe, install } = installation;
	const hash = createHash('sha256').update(recipe);
	for (const file of manifests) hash.update(await readFile(join(from, file)));
	const folder = join(cacheFolder(), `${name}-${hash.digest('hex').slice(0, 12)}`);
	const there = await factsOf(folder, installation);
	if (there) return { ...there, folder };

	const make = async () => {
		const meanwhile = await factsOf(folder, installation);
		if (meanwhile) return meanwhile;
		for (const file of manifests) await copyFile(join(from, file), join(folder, file));
		const facts = await install(folder);
		await writeFile(`${readyFile(folder)}.new`, JSON.stringify(facts));
		await rename(`${readyFile(folder)}.new`, readyFile(folder));
		return facts;
	};
	await mkdir(folder, { recursive: true });
	const facts = await withLock(`${folder}.lock`, make, (pid) =>
		console.log(`  ${what}: being installed by process ${pid}; waiting for it`),
	);
	return { ...facts, folder };
}

/** Installs what `package-lock.json` in `folder` says. @throws Refusal with one sentence: no network, no disk space */
export async function installLocked(folder: string, what: string): Promise<void> {
	const log = join(folder, 'install.log');
	const quiet = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	try {
		await runCommand('npm', ['ci', ...quiet], { cwd: folder, env: cleanEnvironment(), log });
	} catch (error) {
		throw explained(error, `Installing ${what}`, log);
	}
}
