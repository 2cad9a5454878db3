// n8n's stock tools for community packages, unchanged: `n8n-node lint`, `n8n-node cloud-support` and the review scan.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify, stripVTControlCharacters } from 'node:util';
import { cleanEnvironment } from './commands';
import { installedOnce, installLocked } from './installation';
import { packagesFolder } from './packages';
import { root } from './project';
import { step } from './steps';

const run = promisify(execFile);

/** What a tool said, and whether it was content. */
export interface Verdict {
	passed: boolean;
	output: string;
}

/** Gives the folder of `@n8n/node-cli`, which wants another ESLint than this project, installing it where it is not there. */
export async function ensureStockTools(): Promise<string> {
	const what = "n8n's stock tools";
	const { folder } = await installedOnce({
		name: what,
		prefix: 'stock',
		source: join(root, 'tools', 'stock'),
		manifests: ['package.json', 'package-lock.json'],
		recipe: '1',
		paths: [],
		install: async (target) => {
			await step(`${what} (first time only)`, async () => await installLocked(target, what));
			return {};
		},
	});
	return folder;
}

/** Runs a script of Node.js and gives what it printed, colours left out. */
async function verdict(script: string, args: string[], cwd: string): Promise<Verdict> {
	const env = cleanEnvironment({ NO_COLOR: '1' });
	const options = { cwd, env, maxBuffer: 64 * 1024 * 1024 };
	const plain = (stdout: string, stderr: string) => stripVTControlCharacters(stdout + stderr);
	try {
		const { stdout, stderr } = await run(process.execPath, [script, ...args], options);
		return { passed: true, output: plain(stdout, stderr) };
	} catch (error) {
		const { stdout, stderr } = error as { stdout: string; stderr: string };
		if (stdout === undefined) throw error;
		return { passed: false, output: plain(stdout, stderr) };
	}
}

/**
 * Runs `n8n-node <args>` in a folder of `.build/packages/`, as a user of the template does: found, like its rules, in a
 * `node_modules` on the way up.
 */
export async function n8nNode(folder: string, ...args: string[]): Promise<Verdict> {
	const tools = join(await ensureStockTools(), 'node_modules');
	const link = join(packagesFolder, 'node_modules');
	await rm(link, { force: true });
	await symlink(tools, link);
	return await verdict(join(tools, '@n8n', 'node-cli', 'bin', 'n8n-node.mjs'), args, folder);
}

/**
 * n8n's review scan of a packed tarball and of the sources where they are committed, as n8n runs it on published
 * packages but without the network. Needs nothing of the tarball but its files.
 * @param name of the package: the scan looks for its manifest in the repository
 */
export async function reviewScan(name: string, tarball: string): Promise<Verdict> {
	const unpacked = await mkdtemp(join(tmpdir(), 'billing-links-scan-'));
	try {
		await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
		// A process of its own: the scanner resolves its parser from the working directory and keeps temp files.
		return await verdict(join(root, 'tools', 'scan.mjs'), [root, name, unpacked], root);
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}
