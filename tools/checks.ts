// The checks that need no running code: rule sets, formatting, types.
import { tool } from './pack';

/** By name, in the order in which they are worth reading. */
export const checks: Record<string, () => Promise<void>> = {
	types: async () => await tool('typescript/bin/tsc', ['--noEmit']),
	rules: async () => await tool('eslint/bin/eslint.js', ['--max-warnings', '0', '.']),
	format: async () =>
		await tool('prettier/bin/prettier.cjs', ['--check', '--log-level', 'warn', '.']),
};
