// npm run bench: every case, the table of results, and the exit code.
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { since } from '../tools/steps';
import { readArguments } from './arguments';
import { CASES } from './cases';
import type { Case, Result } from './contender';
import { measure, problemsOf } from './measure';
import { report } from './report';
import { openWorkbench } from './workbench';

const FILE = 'bench/RESULTS.md';

/**
 * Runs the benchmark with progress. A complete run writes its results to `bench/RESULTS.md`, a partial one only
 * shows them.
 * @returns the exit code: 1 if this package lost, doubled or misplaced a record; slowness is no failure
 */
export async function bench(argv: string[]): Promise<number> {
	const start = Date.now();
	const { only, runs } = readArguments(argv, Object.keys(CASES));
	const workbench = await openWorkbench();
	const cases: Case[] = [];
	const results: Result[] = [];
	for (const [id, make] of Object.entries(CASES)) {
		if (only && !only.includes(id)) continue;
		const made = make(workbench);
		cases.push(made);
		results.push(...(await measure(made, runs)));
	}
	const problems = problemsOf(results);
	const versions = { n8n: workbench.n8n.version, node: workbench.nodeVersion };
	const text = report({ cases, results, runs, versions, problems, took: since(start) });
	console.log(`\n${text}`);
	if (only) {
		console.log(`Only a part was run: ${FILE} is left as it is.`);
	} else {
		await writeFile(join(dirname(__dirname), FILE), text);
		console.log(`Written to ${FILE}.`);
	}
	for (const problem of problems) console.log(`✗ ${problem}`);
	return problems.length > 0 ? 1 : 0;
}
