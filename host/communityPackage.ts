// Puts a packed package where n8n keeps the community packages it installed itself.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

interface NodesManifest {
	name: string;
	private: boolean;
	dependencies: Record<string, string>;
}

/**
 * Installs `tarball` (as `npm pack` makes it) under `<userFolder>/.n8n/nodes`, without the network: the files into
 * `node_modules/<name>`, name and version into the `package.json` n8n reads there. Replaces an older version.
 * @returns the package's name
 */
export async function installCommunityPackage(
	userFolder: string,
	tarball: string,
): Promise<string> {
	const nodes = join(userFolder, '.n8n', 'nodes');
	await mkdir(join(nodes, 'node_modules'), { recursive: true });
	const unpacked = await mkdtemp(join(nodes, 'unpacking-'));
	try {
		await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
		const manifest = await readFile(join(unpacked, 'package.json'), 'utf8');
		const { name, version } = JSON.parse(manifest) as { name: string; version: string };
		const target = join(nodes, 'node_modules', name);
		await mkdir(dirname(target), { recursive: true });
		await rm(target, { recursive: true, force: true });
		await rename(unpacked, target);
		await register(join(nodes, 'package.json'), name, version);
		return name;
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}

async function register(path: string, name: string, version: string): Promise<void> {
	let manifest: NodesManifest = { name: 'installed-nodes', private: true, dependencies: {} };
	try {
		manifest = JSON.parse(await readFile(path, 'utf8')) as NodesManifest;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
	}
	manifest.dependencies = { ...manifest.dependencies, [name]: version };
	await writeFile(path, JSON.stringify(manifest, null, 2));
}
