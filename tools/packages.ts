// The packages with one provider each: their committed folders with real files in place of links, built and packed.
import { copyFile, cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pack } from './pack';
import { manifestOf, packageFolders, root } from './project';

/** Where the packages are put together and packed. */
export const packagesFolder = join(root, '.build', 'packages');

/** Codex files name their node, and a node's name begins with its package's. */
async function nameCodexFiles(folder: string, name: string): Promise<void> {
	const files = (await readdir(folder, { recursive: true })).filter((file) =>
		file.endsWith('.node.json'),
	);
	for (const file of files) {
		const text = await readFile(join(folder, file), 'utf8');
		const codex = JSON.parse(text) as { node: string };
		codex.node = codex.node.replace(/^[^.]+/, name);
		await writeFile(join(folder, file), `${JSON.stringify(codex, null, '\t')}\n`);
	}
}

/**
 * Puts a package together from what `build` made: the folder as it is committed, with the files that its links lead
 * to, the part of `dist` that belongs to it, license and changelog. npm packs no links, and ESLint follows none.
 * @param folder of `singleFolders`
 * @returns the path of the folder in `.build/packages/`
 */
export async function stage(folder: string): Promise<string> {
	const { name } = manifestOf(folder);
	const target = join(packagesFolder, name);
	await rm(target, { recursive: true, force: true });
	await cp(join(root, folder), target, { recursive: true, dereference: true });
	for (const file of ['LICENSE', 'CHANGELOG.md'])
		await copyFile(join(root, file), join(target, file));
	for (const part of ['nodes', 'credentials']) {
		await mkdir(join(target, 'dist', part), { recursive: true });
		for (const entry of await readdir(join(target, part))) {
			const compiled = join(part, entry.replace(/\.ts$/, '.js'));
			await cp(join(root, 'dist', compiled), join(target, 'dist', compiled), { recursive: true });
		}
	}
	await nameCodexFiles(join(target, 'dist', 'nodes'), name);
	return target;
}

/**
 * Packs every package, as `build` made it.
 * @returns the paths of the tarballs in `.build/packages/`, by package name
 */
export async function packAll(): Promise<Record<string, string>> {
	const tarballs: Record<string, string> = {};
	for (const folder of packageFolders()) {
		const { name } = manifestOf(folder);
		tarballs[name] = folder === '.' ? await pack() : await pack(await stage(folder));
	}
	return tarballs;
}
