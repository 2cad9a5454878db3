// Child processes: run to their end with their output in a log, ended with all they started, explained when they fail.
import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { atEnd } from './ending';
import { Refusal } from './steps';

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
 * @param options.within milliseconds after which it is ended, and has failed
 * @throws CommandFailed when it cannot start or ends with another code than 0
 */
export async function runCommand(
	command: string,
	args: string[],
	options: { cwd?: string; env?: NodeJS.ProcessEnv; log?: string; within?: number } = {},
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
	const patience =
		options.within === undefined
			? undefined
			: setTimeout(() => void endProcess(child), options.within);
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once('error', reject);
		child.once('close', resolve);
	}).finally(() => {
		clearTimeout(patience);
		forget();
	});
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
		/^(npm_(package|lifecycle)_.*|npm_config_(nodedir|ignore_scripts|legacy_peer_deps|omit|include|prefix|global_prefix|local_prefix|loglevel|node_gyp|yes|package_lock|save.*|omit_lockfile_registry_resolved|npm_version|init_module)|NODE_OPTIONS|NODE_ENV|JEST_WORKER_ID)$/i;
	const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name));
	return { ...Object.fromEntries(kept), ...extra };
}
