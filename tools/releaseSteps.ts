// The steps of a release, on the files of this repository: prepare, check, notes, publish, and moving to another home.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment, runCommand } from './commands';
import { tool } from './pack';
import { packAll } from './packages';
import { homeOf, manifestOf, packageFolders, root } from './project';
import {
	moved,
	notesOf,
	prepared,
	reasonsAgainst,
	repositoryIn,
	withPinned,
	withVersion,
} from './release';
import { Refusal } from './steps';

const run = promisify(execFile);
const changelogFile = join(root, 'CHANGELOG.md');

/** What git prints, line by line. */
async function git(...args: string[]): Promise<string[]> {
	const { stdout } = await run('git', args, { cwd: root, maxBuffer: 64 * 1024 * 1024 });
	return stdout.split('\n').filter(Boolean);
}

/** Refuses to go on unless this commit may be published. @throws Refusal with every reason */
export async function check(tag?: string): Promise<void> {
	const reasons = reasonsAgainst({
		manifests: packageFolders().map(manifestOf),
		changelog: await readFile(changelogFile, 'utf8'),
		tag,
		changed: (await git('status', '--porcelain')).map((line) => line.slice(3)),
	});
	if (reasons.length > 0) throw new Refusal(`Not to be published:\n- ${reasons.join('\n- ')}`);
}

/** Sets the version of every package and dates what is unreleased in the changelog. */
export async function prepare(version: string): Promise<void> {
	const changelog = await readFile(changelogFile, 'utf8');
	const [today] = new Date().toISOString().split('T') as [string];
	let dated: string;
	try {
		dated = prepared(changelog, manifestOf('.').version, version, today);
	} catch (error) {
		throw new Refusal((error as Error).message);
	}
	await writeFile(changelogFile, dated);
	const manifests = packageFolders().map((folder) => join(root, folder, 'package.json'));
	for (const file of [...manifests, join(root, 'package-lock.json')]) {
		await writeFile(file, withVersion(await readFile(file, 'utf8'), version));
	}
	const sample = join(root, 'deploy', 'env.sample');
	const text = await readFile(sample, 'utf8');
	await writeFile(sample, withPinned(text, manifestOf('.').name, version));
}

/** What the changelog says of the version of this commit. */
export async function notes(): Promise<string> {
	return notesOf(await readFile(changelogFile, 'utf8'), manifestOf('.').version) ?? '';
}

/** Whether the registry has this version of a package. */
async function isPublished(spec: string): Promise<boolean> {
	try {
		await run('npm', ['view', spec, 'version'], { env: cleanEnvironment() });
		return true;
	} catch (error) {
		if ((error as { stderr?: string }).stderr?.includes('E404')) return false;
		throw error;
	}
}

/**
 * Packs and publishes what is not published yet: a run that broke off can be run again.
 * @param dry everything but the publishing itself; without it only where the provenance can be attested
 */
export async function publish(dry: boolean): Promise<void> {
	if (!dry && !process.env.GITHUB_ACTIONS) {
		throw new Refusal('Packages are published by .github/workflows/publish.yml only: push a tag.');
	}
	const { version } = manifestOf('.');
	for (const [name, tarball] of Object.entries(await packAll())) {
		if (await isPublished(`${name}@${version}`)) {
			console.log(`${name}@${version} is published already`);
			continue;
		}
		const how = dry ? ['--dry-run'] : ['--provenance'];
		await runCommand('npm', ['publish', tarball, '--access', 'public', ...how], { cwd: root });
	}
}

/** Writes another address of the project into every file that names it. */
export async function move(address: string): Promise<void> {
	const to = repositoryIn(address);
	if (to === undefined) {
		throw new Refusal(
			`"${address}" is no address of a repository: https://github.com/<owner>/<repository>`,
		);
	}
	const from = homeOf(manifestOf('.'));
	// What is stored in another mode than 100644 is a link or a program.
	const files = (await git('ls-files', '--stage')).filter((line) => line.startsWith('100644'));
	for (const path of files.map((line) => line.split('\t')[1]!)) {
		const file = join(root, path);
		const bytes = await readFile(file);
		const text = bytes.toString('utf8');
		const changed = moved(text, from, to);
		if (changed !== text) await writeFile(file, changed);
	}
	// Longer or shorter, lines break elsewhere.
	await tool('prettier/bin/prettier.cjs', ['--write', '--log-level', 'warn', '.']);
}
