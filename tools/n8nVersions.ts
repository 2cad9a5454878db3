// Other versions of n8n's core than the one this project is developed with, for the workflow tests: the oldest that it
// works with, and the newest there is.
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cacheFolder } from './cache';
import { cleanEnvironment, explained, runCommand } from './commands';
import { atEnd } from './ending';
import { installedOnce, installLocked } from './installation';
import { tool } from './pack';
import { root } from './project';
import { step } from './steps';

const run = promisify(execFile);

/** Gives a folder with the oldest n8n-core and n8n-workflow, those of `test/oldest/package-lock.json`. */
async function oldest(): Promise<string> {
	const what = 'the oldest n8n-core';
	const { folder } = await installedOnce({
		name: what,
		prefix: 'oldest',
		source: join(root, 'test', 'oldest'),
		manifests: ['package.json', 'package-lock.json'],
		recipe: '1',
		paths: [],
		install: async (target) => {
			await installLocked(target, what);
			return {};
		},
	});
	return folder;
}

/** Gives a folder with the n8n-core and n8n-workflow of the newest n8n; it is gone when the script ends. */
async function newest(): Promise<string> {
	const env = cleanEnvironment();
	const { stdout } = await run('npm', ['view', 'n8n@latest', 'dependencies', '--json'], { env });
	const wanted = JSON.parse(stdout) as Record<string, string>;
	const folder = await mkdtemp(join(tmpdir(), 'billing-links-newest-'));
	atEnd(async () => await rm(folder, { recursive: true, force: true }));
	const names = ['n8n-core', 'n8n-workflow'];
	const dependencies = Object.fromEntries(names.map((name) => [name, wanted[name]]));
	await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, dependencies }));
	const log = join(cacheFolder(), 'newest.log');
	const quiet = ['--ignore-scripts', '--legacy-peer-deps', '--no-audit', '--no-fund'];
	try {
		await runCommand('npm', ['install', ...quiet], { cwd: folder, env, log });
	} catch (error) {
		throw explained(error, 'Installing the newest n8n-core', log);
	}
	return folder;
}

const FOLDERS: Record<string, () => Promise<string>> = { oldest, newest };

/** Runs the workflow tests of the built package in another n8n. @param which `oldest` or `newest` */
export async function testIn(which: string, args: string[] = []): Promise<void> {
	const folder = await step(`the ${which} n8n-core`, FOLDERS[which]!);
	process.env.BILLING_LINKS_N8N = folder;
	await tool('jest/bin/jest.js', ['--selectProjects', 'workflows', '--ci', ...args]);
}
