// Installations in the user's cache folder: once for what their manifests say, shared by every clone on the machine.
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { cacheFolder } from './cache';
import { cleanEnvironment, explained, runCommand } from './commands';
import { withLock } from './folderLock';

/** What can be installed. `Facts`: what is to be known of it afterwards, texts by name. */
export interface Installation<Facts> {
	/** For people. */
	name: string;
	/** The beginning of its folder's name. */
	prefix: string;
	/** Where its manifests are, and their names: other manifests, another installation. */
	source: string;
	manifests: string[];
	/** Raised when `install` changes, so that an older installation is not taken for this one. */
	recipe: string;
	/** Those of the facts that are paths, from its folder or whole ones; what they name must be there. */
	paths: Array<keyof Facts>;
	/** Installs it into a folder in which its manifests are. */
	install: (folder: string) => Promise<Facts>;
}

type Texts = Record<string, string>;

/**
 * Gives the facts of an installation, its paths absolute, installing it first where it is not there.
 * Two processes may call it at once: one installs, the other waits.
 * @throws what `install` throws
 */
export async function installedOnce<Facts extends { [Name in keyof Facts]: string }>(
	installation: Installation<Facts>,
): Promise<Facts & { folder: string }> {
	const { name, prefix, source, manifests, recipe, install } = installation;
	const hash = createHash('sha256').update(recipe);
	for (const file of manifests) hash.update(await readFile(join(source, file)));
	const folder = join(cacheFolder(), `${prefix}-${hash.digest('hex').slice(0, 12)}`);
	const ready = await readInstallation(folder, installation);
	if (ready) return ready;
	await mkdir(folder, { recursive: true });
	const installOrTake = async () => {
		const meanwhile = await readInstallation(folder, installation);
		if (meanwhile) return meanwhile;
		for (const file of manifests) await copyFile(join(source, file), join(folder, file));
		const facts = await install(folder);
		await writeFile(`${readyFile(folder)}.new`, JSON.stringify(facts));
		await rename(`${readyFile(folder)}.new`, readyFile(folder));
		return (await readInstallation(folder, installation))!;
	};
	return await withLock(`${folder}.lock`, installOrTake, (pid) =>
		console.log(`  ${name} is being installed by process ${pid}; waiting for it`),
	);
}

/** Only a finished installation has this file: it is written last, in one move. */
const readyFile = (folder: string) => join(folder, 'ready.json');

async function readInstallation<Facts>(
	folder: string,
	{ paths }: Installation<Facts>,
): Promise<(Facts & { folder: string }) | undefined> {
	if (!existsSync(readyFile(folder))) return undefined;
	const facts = JSON.parse(await readFile(readyFile(folder), 'utf8')) as Texts;
	for (const path of paths as string[]) {
		facts[path] = resolve(folder, facts[path]!);
		if (!existsSync(facts[path])) return undefined;
	}
	return { ...(facts as Facts), folder };
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
