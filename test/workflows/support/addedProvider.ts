// The package with one more provider, whose files lie over the repository as they would lie in it.
import {
	cpSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { PackageDirectoryLoader } from 'n8n-core';
import ts from 'typescript';
import { builtPackage } from './builtPackage';

const ROOT = resolve(__dirname, '../../..');
const FIXTURE = join(ROOT, 'test', 'fixtures', 'exampleProvider');

/** The files of the added provider, from the root of the repository that they are added to. */
export function addedFiles(): string[] {
	return readdirSync(FIXTURE, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) =>
			join(entry.parentPath, entry.name)
				.slice(FIXTURE.length + 1)
				.replaceAll('\\', '/'),
		)
		.sort();
}

interface Manifest {
	n8n: { credentials: string[]; nodes: string[] };
}

const readManifest = (folder: string) =>
	JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;

/**
 * The built package with the added provider, as n8n's own loader reads it. What is added is compiled as the build does,
 * into the same `dist`; its types are checked with those of the repository (`rootDirs` of tsconfig.json).
 * @returns the loader, and what removes the files
 */
export async function withAddedProvider(): Promise<{
	loader: PackageDirectoryLoader;
	remove: () => void;
}> {
	// For its check of the build.
	await builtPackage();
	const folder = mkdtempSync(join(tmpdir(), 'billing-links-provider-'));
	cpSync(join(ROOT, 'dist'), join(folder, 'dist'), { recursive: true });
	symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'dir');
	for (const file of addedFiles().filter((name) => /^(nodes|credentials)\//.test(name))) {
		const target = join(folder, 'dist', file);
		mkdirSync(dirname(target), { recursive: true });
		const source = readFileSync(join(FIXTURE, file), 'utf8');
		if (file.endsWith('.ts')) writeFileSync(target.replace(/\.ts$/, '.js'), compiled(source));
		else writeFileSync(target, source);
	}
	const [own, added] = [readManifest(ROOT), readManifest(FIXTURE)];
	const n8n = {
		...own.n8n,
		credentials: [...own.n8n.credentials, ...added.n8n.credentials],
		nodes: [...own.n8n.nodes, ...added.n8n.nodes],
	};
	writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...own, n8n }));
	const loader = new PackageDirectoryLoader(folder);
	await loader.loadAll();
	return { loader, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

function compiled(source: string): string {
	const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) =>
		readFileSync(path, 'utf8'),
	) as {
		config: { compilerOptions: object };
	};
	const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
	return ts.transpileModule(source, { compilerOptions: options }).outputText;
}
