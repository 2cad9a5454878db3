// Packs the throw-away node as a community package of its own, for the benchmark's n8n only.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { atEnd } from '../../tools/ending';

const NAME = 'n8n-nodes-bench-sequential';
const FILE = 'ItemByItem.node.js';

export const SEQUENTIAL_TYPE = `${NAME}.itemByItem`;

/** @returns the path of the tarball, which is removed when the script ends */
export async function packSequential(): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'billing-links-bench-'));
	atEnd(async () => await rm(folder, { recursive: true, force: true }));
	const content = join(folder, 'package');
	await mkdir(content);
	const source = await readFile(join(__dirname, 'ItemByItem.node.ts'), 'utf8');
	const { outputText } = transpileModule(source, {
		compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
	});
	const manifest = { name: NAME, version: '1.0.0', n8n: { nodes: [FILE], credentials: [] } };
	await writeFile(join(content, FILE), outputText);
	await writeFile(join(content, 'package.json'), JSON.stringify(manifest));
	const tarball = join(folder, 'sequential.tgz');
	await promisify(execFile)('tar', ['-czf', tarball, '-C', folder, 'package']);
	return tarball;
}
