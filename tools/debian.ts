// Debian packages that this project needs, installed by itself where it may: as root, with apt-get.
import { access, constants, mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { cacheFolder } from './cache';
import { cleanEnvironment, explained, runCommand } from './commands';
import { withLock } from './folderLock';
import { step } from './steps';

/** The path of a program that can be started by its name; undefined where there is none. */
export async function findProgram(program: string): Promise<string | undefined> {
	const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
	const paths = folders.map((folder) => join(folder, program));
	const found = await Promise.allSettled(
		paths.map(async (path) => await access(path, constants.X_OK)),
	);
	return paths[found.findIndex(({ status }) => status === 'fulfilled')];
}

/** Whether a program can be started by its name. */
export const onPath = async (program: string) => (await findProgram(program)) !== undefined;

/** Whether `installDebianPackages` has a chance here. */
export const canInstallDebianPackages = async () =>
	process.getuid?.() === 0 && (await onPath('apt-get'));

/**
 * Installs packages with apt-get; one call at a time on the machine, since apt-get does not wait for its own lists.
 * @throws Refusal with one sentence when it fails: no network, no disk space, no such package
 */
export async function installDebianPackages(names: string[]): Promise<void> {
	const list = names.join(', ');
	const log = join(cacheFolder(), 'apt-get.log');
	const env = { ...cleanEnvironment(), DEBIAN_FRONTEND: 'noninteractive' };
	const patient = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
	await mkdir(cacheFolder(), { recursive: true });
	const install = async () =>
		await step(`Debian packages: ${list}`, async () => {
			try {
				await runCommand('apt-get', [...patient, 'update'], { env, log });
				const install = ['install', '-y', '--no-install-recommends', ...names];
				await runCommand('apt-get', [...patient, ...install], { env, log });
			} catch (error) {
				throw explained(error, `Installing the Debian packages ${list}`, log);
			}
		});
	await withLock(join(cacheFolder(), 'apt-get.lock'), install, (pid) =>
		console.log(`  Debian packages are being installed by process ${pid}; waiting for it`),
	);
}
