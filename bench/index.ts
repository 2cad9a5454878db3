// npm run bench: every case, the table of results, and the exit code.
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ensureHost } from '../host/install';
import { since } from '../tools/steps';
import { readArguments } from './arguments';
import { CASES } from './cases';
import type { Case, Result } from './contender';
import { LARGE, measureLarge } from './large';
import { largeProblems } from './large/report';
import { measure, problemsOf } from './measure';
import { measureQueue, QUEUE } from './queue';
import { queueProblems } from './queue/goals';
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
	const { only, runs, workers, rows } = readArguments(argv, [...Object.keys(CASES), QUEUE, LARGE]);
	const isWanted = (id: string) => !only || only.includes(id);
	const { cases, results } = await measureCases(Object.keys(CASES).filter(isWanted), runs ?? 3);
	// Minutes for each run, and every one of them is long enough by itself.
	const queue = isWanted(QUEUE) ? await measureQueue(workers, runs ?? 1) : [];
	const large = isWanted(LARGE) ? await measureLarge(rows) : [];
	const problems = [...problemsOf(results), ...queueProblems(queue), ...largeProblems(large)];
	const { version: n8n, node } = await ensureHost();
	const versions = { n8n, node: (await promisify(execFile)(node, ['--version'])).stdout.trim() };
	const took = since(start);
	const text = report({ cases, results, runs: runs ?? 3, versions, problems, took, queue, large });
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

/** The cases in one n8n, which is ended afterwards. */
async function measureCases(
	ids: string[],
	runs: number,
): Promise<{ cases: Case[]; results: Result[] }> {
	const cases: Case[] = [];
	const results: Result[] = [];
	if (ids.length === 0) return { cases, results };
	const workbench = await openWorkbench();
	for (const id of ids) {
		const made = CASES[id]!(workbench);
		cases.push(made);
		results.push(...(await measure(made, runs)));
	}
	await workbench.n8n.stop();
	return { cases, results };
}
