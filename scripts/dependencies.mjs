// The first thing every script does: check Node.js, and install the packages of package-lock.json where they
// are missing or differ. Plain Node.js, since nothing else is there yet.
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Loads a TypeScript module by its path relative to this folder; only inside `run`. */
export const load = createRequire(import.meta.url);

const OLDEST_NODE = [20, 15];

/** Ends the script with one sentence where Node.js is too old to go on. */
function requireNode() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	if (major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1])) return;
	console.error(
		`This needs Node.js ${OLDEST_NODE.join('.')} or newer; this is ${process.versions.node}.`,
	);
	process.exit(1);
}

const readJson = async (path) => JSON.parse(await readFile(join(root, path), 'utf8'));

/** Whether node_modules holds what package-lock.json says; npm keeps the list of what it installed in there. */
async function isInstalled() {
	try {
		const [wanted, installed] = await Promise.all([
			readJson('package-lock.json'),
			readJson('node_modules/.package-lock.json'),
		]);
		return Object.entries(wanted.packages).every(([path, { version, optional, peer }]) => {
			const there = installed.packages[path];
			// Optional packages are those of other platforms.
			return path === '' || (there ? there.version === version : optional || peer);
		});
	} catch {
		return false;
	}
}

/** Runs `npm ci` with a line every few seconds; npm's own words are shown when it fails. */
async function install() {
	const start = Date.now();
	const seconds = () => Math.round((Date.now() - start) / 1000);
	console.log('▸ packages of this project (npm ci)');
	const ticking = setInterval(
		() => console.log(`  … packages of this project: ${seconds()} s`),
		5_000,
	);
	const npm = spawn('npm', ['ci', '--no-audit', '--no-fund'], {
		cwd: root,
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
	});
	const interrupt = () => npm.kill('SIGTERM');
	for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupt);
	let output = '';
	for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (text) => (output += text));
	const code = await new Promise((resolve) => {
		npm.once('error', (error) => {
			output += error.message;
			resolve(1);
		});
		npm.once('close', resolve);
	});
	clearInterval(ticking);
	for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupt);
	if (code !== 0) {
		const unreachable = /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT/.test(output);
		// npm says what is wrong first and explains its own options after that.
		console.error((output.match(/^npm error.*$/gm) ?? [output]).slice(0, 12).join('\n'));
		console.error(
			unreachable
				? 'The package registry cannot be reached: check the network and run this again.'
				: 'Installing the packages of this project failed (npm ci, see above).',
		);
		process.exit(1);
	}
	console.log(`✓ packages of this project (${seconds()} s)`);
}

/** Makes sure that Node.js is new enough and node_modules is what package-lock.json says. */
export async function ensureDependencies() {
	requireNode();
	if (!(await isInstalled())) await install();
}

/**
 * The frame of an entry point: dependencies, TypeScript, then `work`. Whatever was started is ended when `work`
 * ends, fails or is interrupted; a failure shows its one sentence (a bug also its stack) and the exit code is 1.
 * @param {() => Promise<number | void>} work gives the exit code, 0 when it gives nothing
 */
export async function run(work) {
	process.chdir(root);
	load('../tools/loopback.cjs').bypassProxies();
	await ensureDependencies();
	await import('tsx/cjs');
	const { CommandFailed } = load('../tools/commands.ts');
	const { endAll, endOnSignals, isEnding } = load('../tools/ending.ts');
	const { Refusal } = load('../tools/steps.ts');
	endOnSignals();
	let code = 1;
	try {
		code = (await work()) ?? 0;
	} catch (error) {
		if (!isEnding()) {
			const plain = error instanceof Refusal || error instanceof CommandFailed;
			console.error(plain ? error.message : error);
		}
	}
	// A signal's own handler is ending things and will set the exit code.
	if (isEnding()) return;
	await endAll();
	process.exit(code);
}
