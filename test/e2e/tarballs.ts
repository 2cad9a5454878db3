// The tarballs of all packages, as they would be published.
import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packagesFolder } from '../../tools/packages';
import { manifestOf, packageFolders, singleFolders } from '../../tools/project';

const run = promisify(execFile);

/** The manifest of the package of all providers, and those of the packages of one. */
export const whole = manifestOf('.');
export const singles = singleFolders().map(manifestOf);
export const manifests = packageFolders().map(manifestOf);

/** Where `npm run packages`, `npm test` and the start of these tests leave the tarball of a package. */
export const tarballOf = (name: string) => join(packagesFolder, `${name}-${whole.version}.tgz`);

/** `dist/nodes/Kwik/Kwik.node.js` → `kwik` */
export function nodeName(path: string): string {
	const className = path.split('/').at(-1)!.replace('.node.js', '');
	return `${className[0]!.toLowerCase()}${className.slice(1)}`;
}

/** The files of a tarball, sorted. */
export async function filesOf(tarball: string): Promise<string[]> {
	const { stdout } = await run('tar', ['-tzf', tarball]);
	return stdout
		.trim()
		.split('\n')
		.map((path) => path.replace(/^package\//, ''))
		.sort();
}

/** Unpacks a tarball into a new folder below `parent`, and gives it. */
export async function unpack(tarball: string, parent: string, name: string): Promise<string> {
	const folder = join(parent, name);
	await mkdir(folder, { recursive: true });
	await run('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1']);
	return folder;
}
