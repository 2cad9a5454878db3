// The package as `npm run build` left it in `dist`.
import 'reflect-metadata';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';

const ROOT = resolve(__dirname, '../../..');

/** Fails unless `dist` is there and newer than everything it is made from. */
function requireBuild(): void {
	const built = join(ROOT, 'dist', 'nodes', 'Kwik', 'Kwik.node.js');
	const sources = ['nodes', 'credentials'].flatMap((folder) =>
		readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
			// Schemas are made from runs of what is built.
			.filter((entry) => entry.isFile() && !entry.parentPath.includes('__schema__'))
			.map((entry) => join(entry.parentPath, entry.name)),
	);
	const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
	const oldest = (file: string) => (existsSync(file) ? statSync(file).mtimeMs : 0);
	if (oldest(built) < newest) {
		throw new Error(
			'The workflow tests run the built package, and dist is missing or older than nodes/ and credentials/: run "npm run build" first.',
		);
	}
}

let loaded: Promise<PackageDirectoryLoader> | undefined;

async function loadPackage(): Promise<PackageDirectoryLoader> {
	requireBuild();
	const loader = new PackageDirectoryLoader(ROOT);
	await loader.loadAll();
	return loader;
}

/** The package as n8n's own loader reads it, once per test file. */
export async function builtPackage(): Promise<PackageDirectoryLoader> {
	return await (loaded ??= loadPackage());
}
