// npm test [-- --pictures]: everything, from lint to the packed package inside a real n8n and its editor in a browser.
// Every step that can run does, also after a failure; the last line says how many tests passed and failed.
// --pictures takes the pictures of the README anew, also where they are up to date.
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { load, root, run } from './dependencies.mjs';

const started = Date.now();
const results = [];

await run(async () => {
	const { checks } = load('../tools/checks.ts');
	const { ensureChromium } = load('../tools/chromium.ts');
	const { ensureHost } = load('../host/install.ts');
	const { ensureServices } = load('../host/queue/queue.ts');
	const { build, tool } = load('../tools/pack.ts');
	const { packAll } = load('../tools/packages.ts');
	const { manifestOf } = load('../tools/project.ts');
	const { ensureStockTools } = load('../tools/stock.ts');
	const { CommandFailed, runCommand } = load('../tools/commands.ts');
	const { isEnding } = load('../tools/ending.ts');
	const { Refusal, since, step, Unavailable } = load('../tools/steps.ts');

	/** Runs one step and notes how it went; gives its result, or nothing where it failed. */
	const note = async (name, work) => {
		const start = Date.now();
		const entry = { name, ok: false, passed: 0, failed: 0, time: '' };
		results.push(entry);
		try {
			const result = await step(name, async () => await work(entry));
			entry.ok = true;
			return result ?? true;
		} catch (error) {
			// A tool has shown its own findings already.
			if (!isEnding() && !(error instanceof CommandFailed && !error.tail)) {
				console.error(error instanceof Refusal ? error.message : error);
			}
			return undefined;
		} finally {
			entry.time = since(start);
		}
	};

	/** Runs test projects and takes their counts; a test file that cannot be run counts as a failure. */
	const jest =
		(projects, args = []) =>
		async (entry) => {
			const counts = join(root, '.build', `jest-counts-${projects[0]}.json`);
			await rm(counts, { force: true });
			const reporters = ['--reporters=default', '--reporters=<rootDir>/tools/jestCounts.cjs'];
			try {
				const selected = ['--selectProjects', ...projects, '--ci', ...reporters, ...args];
				await tool('jest/bin/jest.js', selected, { JEST_COUNTS: counts });
			} finally {
				Object.assign(entry, JSON.parse(await readFile(counts, 'utf8').catch(() => '{}')));
			}
		};

	// Take minutes on a machine that never had them, most of them waiting: they go on beside the other steps.
	const host = ensureHost().catch((error) => error);
	const chromium = ensureChromium().catch((error) => error);
	const stock = ensureStockTools().catch((error) => error);
	const services = ensureServices().catch((error) => error);
	const ready = (installing) => async () => {
		const outcome = await installing;
		if (outcome instanceof Error) throw outcome;
	};

	const built = await note('build', build);
	if (built) await note('unit, sandbox and workflow tests', jest(['unit', 'sandbox', 'workflows']));
	const tarballs = built && (await note('pack', packAll));
	const tarball = tarballs?.[manifestOf('.').name];
	const stocked = await note("n8n's stock tools installed", ready(stock));
	const installed = await note('n8n installed', ready(host));
	const testable = tarball && installed;
	if (tarball) process.env.BILLING_LINKS_TARBALL = tarball;

	// Two at a time: those in the real n8n wait half of their time.
	const endToEnd = async () => {
		if (testable && stocked) await note('end-to-end tests', jest(['e2e'], ['--runInBand']));
	};
	const others = async () => {
		for (const [name, check] of Object.entries(checks)) await note(name, check);
		// In a process of its own: it takes over the clock. The seeds that ever failed come first.
		const simulation = [join('scripts', 'simulate.mjs'), '--seeds', '600'];
		await note(
			'simulation',
			async () => await runCommand(process.execPath, simulation, { cwd: root }),
		);
		const missing = await services;
		if (missing instanceof Unavailable) {
			const skipped = missing.message;
			results.push({
				name: 'queue tests',
				ok: true,
				passed: 0,
				failed: 0,
				time: 'skipped',
				skipped,
			});
		} else {
			const served = await note('Redis and PostgreSQL installed', ready(services));
			if (testable && served) await note('queue tests', jest(['queue'], ['--runInBand']));
		}
		const drivable = await note('Chromium installed', ready(chromium));
		if (!testable || !drivable) return;
		if (process.argv.includes('--pictures')) process.env.BILLING_LINKS_PICTURES = 'all';
		await note('browser tests', jest(['browser'], ['--runInBand']));
	};
	await Promise.all([endToEnd(), others()]);
	if (isEnding()) return 1;

	const sum = (key) => results.reduce((total, entry) => total + entry[key], 0);
	// A failed step without failed tests (lint, build …) counts as one failure: the numbers never look better
	// than the exit code.
	const unnumbered = results.filter(({ ok, failed }) => !ok && failed === 0).length;
	const width = Math.max(...results.map(({ name }) => name.length));
	console.log('');
	for (const { name, ok, passed, failed, time, skipped } of results) {
		const counts = passed + failed ? `  ${passed} passed, ${failed} failed` : '';
		const sign = skipped ? '–' : ok ? '✓' : '✗';
		console.log(
			`${sign} ${name.padEnd(width)} ${time.padStart(8)}${skipped ? `  ${skipped}` : counts}`,
		);
	}
	console.log(`All steps: ${since(started)}\n`);
	console.log(`${sum('passed')} passed, ${sum('failed') + unnumbered} failed`);
	return results.every(({ ok }) => ok) ? 0 : 1;
});
