// Long steps of the scripts: child processes with their output in a log, progress lines with the elapsed
// seconds, and the promise that whatever was started is ended, however the script ends.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';

/** A failure the user can mend: shown as its one sentence, without a stack. */
export class Refusal extends Error {
	override name = 'Refusal';
}

/** A child process that ended badly; `tail` holds the last lines it printed. */
export class CommandFailed extends Error {
	override name = 'CommandFailed';
	constructor(
		readonly command: string,
		readonly code: number | null,
		readonly tail: string,
	) {
		super(`${command} ended with code ${code}`);
	}
}

const SECONDS_BETWEEN_LINES = 5;

/** Seconds since `start` (milliseconds, as of `Date.now()`) for people to read: `4.2 s`. */
export const since = (start: number) => `${((Date.now() - start) / 1000).toFixed(1)} s`;

/**
 * Runs `work` and tells how it goes: a line at the start, one every few seconds, one at the end.
 * Gives what `work` gives and throws what it throws.
 */
export async function step<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
	const start = Date.now();
	console.log(`▸ ${name}`);
	const ticking = setInterval(() => {
		console.log(`  … ${name}: ${Math.round((Date.now() - start) / 1000)} s`);
	}, SECONDS_BETWEEN_LINES * 1000);
	try {
		const result = await work();
		console.log(`✓ ${name} (${since(start)})`);
		return result;
	} catch (error) {
		console.log(`✗ ${name} (${since(start)})`);
		throw error;
	} finally {
		clearInterval(ticking);
	}
}

const cleanups = new Set<() => Promise<void> | void>();
let ending = false;

/**
 * Has `cleanup` run when the script ends, by itself, by a failure or by Ctrl-C.
 * @returns a function that takes the registration back
 */
export function atEnd(cleanup: () => Promise<void> | void): () => void {
	cleanups.add(cleanup);
	return () => cleanups.delete(cleanup);
}

/** Ends everything that is still running, the latest first; a failing clean-up stops no other. */
export async function endAll(): Promise<void> {
	const pending = [...cleanups].reverse();
	cleanups.clear();
	await Promise.allSettled(pending.map(async (cleanup) => await cleanup()));
}

/** On Ctrl-C or a request to terminate, ends what runs, then the script. For entry points only. */
export function endOnSignals(): void {
	for (const [signal, code] of [
		['SIGINT', 130],
		['SIGTERM', 143],
		['SIGHUP', 129],
	] as const) {
		process.on(signal, () => {
			if (ending) return;
			ending = true;
			void endAll().finally(() => process.exit(code));
		});
	}
}

/** Whether the script is on its way out because of a signal: failures are then no news. */
export const isEnding = () => ending;

/**
 * Ends a child and all it started: politely first, for good after `patience` milliseconds.
 * The child must have been spawned `detached`, so that it leads its own process group.
 */
export async function endProcess(child: ChildProcess, patience = 10_000): Promise<void> {
	if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
	const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	const send = (signal: NodeJS.Signals) => {
		try {
			process.kill(-child.pid!, signal);
		} catch {
			// It ended by itself in this very moment.
		}
	};
	send('SIGTERM');
	const impatience = setTimeout(() => send('SIGKILL'), patience);
	await gone;
	clearTimeout(impatience);
	// Whatever the leader left behind in its group.
	send('SIGKILL');
}

/** The last lines of a text, for a message. */
export const lastLines = (text: string, count = 15) =>
	text.trimEnd().split('\n').slice(-count).join('\n');

/**
 * Runs a command to its end.
 * @param options.log a file that takes its output; without one the output is shown as it comes
 * @throws CommandFailed when it cannot start or ends with another code than 0
 */
export async function runCommand(
	command: string,
	args: string[],
	options: { cwd?: string; env?: NodeJS.ProcessEnv; log?: string } = {},
): Promise<void> {
	const { log } = options;
	if (log) mkdirSync(dirname(log), { recursive: true });
	const child = spawn(command, args, {
		cwd: options.cwd,
		env: options.env ?? process.env,
		stdio: log ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
		// Its own group, so that Ctrl-C reaches it once and through us.
		detached: true,
	});
	const forget = atEnd(async () => await endProcess(child));
	const file = log ? createWriteStream(log) : undefined;
	if (file) {
		child.stdout?.pipe(file, { end: false });
		child.stderr?.pipe(file, { end: false });
	}
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	}).finally(forget);
	await new Promise<void>((resolve) => (file ? file.end(resolve) : resolve()));
	if (code !== 0) {
		const name = [basename(command), ...args].join(' ');
		throw new CommandFailed(name, code, log ? lastLines(readFileSync(log, 'utf8')) : '');
	}
}

/** Turns a command that failed (`what`, its output in `log`) into the one sentence that says what to do. */
export function explained(error: unknown, what: string, log: string): Error {
	if (!(error instanceof CommandFailed)) return error as Error;
	if (/ENOSPC|No space left/i.test(error.tail)) {
		return new Refusal(`${what} failed: the disk is full (${dirname(log)}).`);
	}
	if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|Could not resolve/i.test(error.tail)) {
		return new Refusal(`${what} failed: the package registry cannot be reached (log: ${log}).`);
	}
	return new Refusal(`${what} failed, see ${log}; its last lines:\n${error.tail}`);
}

/**
 * The environment for a child that must not inherit what npm hands to its scripts: npm passes every setting of
 * the user and of this repository on (`nodedir`, `ignore-scripts`, `omit` …), and they mean something else there.
 */
export function cleanEnvironment(extra: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
	const unwanted =
		/^(npm_(package|lifecycle)_.*|npm_config_(nodedir|ignore_scripts|legacy_peer_deps|omit|include|prefix|global_prefix|local_prefix|node_gyp|yes|package_lock|save.*|omit_lockfile_registry_resolved|npm_version|init_module)|NODE_OPTIONS|NODE_ENV|JEST_WORKER_ID)$/i;
	const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name));
	return { ...Object.fromEntries(kept), ...extra };
}
