// Builds the package and packs it as it would be published.
import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment, runCommand } from './commands';

const root = dirname(__dirname);
const run = promisify(execFile);

/** Runs a tool of node_modules, its output shown, with the Node.js that runs this. @param env what it is told besides */
export const tool = async (script: string, args: string[] = [], env: Record<string, string> = {}) =>
	await runCommand(process.execPath, [join('node_modules', script), ...args], {
		cwd: root,
		env: { ...process.env, ...env },
	});

/** Compiles nodes and credentials into an emptied `dist`, icons and codex files beside them. */
export async function build(): Promise<void> {
	await rm(join(root, 'dist'), { recursive: true, force: true });
	await tool('typescript/bin/tsc', ['-p', 'tsconfig.build.json']);
	await tool('gulp/bin/gulp.js', ['--silent']);
}

/**
 * Removes the tarballs of other versions of a package: who looks for the one to install finds one. That of this version
 * stays, since another process may read it or write it at this moment.
 */
export async function removeOtherVersions(
	folder: string,
	{ name, version }: { name: string; version: string },
): Promise<void> {
	const begin = `${name}-`;
	const others = (await readdir(folder)).filter((file) => {
		if (!file.startsWith(begin) || !file.endsWith('.tgz')) return false;
		const its = file.slice(begin.length, -'.tgz'.length);
		// What goes on with anything but a number is another package.
		return its !== version && /^\d+\.\d+\.\d+/.test(its);
	});
	for (const file of others) await rm(join(folder, file), { force: true });
}

/**
 * Packs the package in `folder`; by default that of all providers, as `build` made it.
 * @returns the path of the tarball in `.build/packages/`
 */
export async function pack(folder = root): Promise<string> {
	const target = join(root, '.build', 'packages');
	await mkdir(target, { recursive: true });
	const manifest = await readFile(join(folder, 'package.json'), 'utf8');
	await removeOtherVersions(target, JSON.parse(manifest) as { name: string; version: string });
	const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', target], {
		cwd: folder,
		env: cleanEnvironment(),
		maxBuffer: 64 * 1024 * 1024,
	});
	const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
	return join(target, filename);
}
