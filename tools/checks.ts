// The checks that need no running code: rule sets, formatting, types, and n8n's review scan.
import { mkdtemp, rm } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runCommand } from './commands';
import { tool } from './pack';

const root = dirname(__dirname);

/** By name, in the order in which they are worth reading. */
export const checks: Record<string, () => Promise<void>> = {
	types: async () => await tool('typescript/bin/tsc', ['--noEmit']),
	rules: async () => await tool('eslint/bin/eslint.js', ['--max-warnings', '0', '.']),
	format: async () =>
		await tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
};

/**
 * n8n's review scan of the sources and of a packed tarball, as n8n runs it on published packages but without the
 * network. Needs nothing of the tarball but its files.
 */
export async function reviewScan(tarball: string): Promise<void> {
	const unpacked = await mkdtemp(join(tmpdir(), 'billing-links-scan-'));
	try {
		const run = promisify(execFile);
		await run('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
		// A process of its own: the scanner resolves its parser from the working directory and keeps temp files.
		await runCommand(process.execPath, [join('tools', 'scan.mjs'), root, unpacked], {
			cwd: root,
		});
	} finally {
		await rm(unpacked, { recursive: true, force: true });
	}
}
