// A private server on loopback, of which nothing is left when it is stopped.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { cleanEnvironment, endProcess, lastLines } from '../../tools/commands';
import { Refusal } from '../../tools/steps';

/** The user of the system that a server runs as. */
export interface Account {
	uid?: number;
	gid?: number;
}

export interface ServiceOptions {
	name: string;
	command: string;
	args: string[];
	/** Its working directory, with its log as `<name>.log`. */
	folder: string;
	account?: Account;
	/** What it prints when it takes connections. */
	ready: RegExp;
}

const READY_WITHIN_MS = 60_000;

/** A server that was started, and how to end it. */
export interface Service {
	stop(): Promise<void>;
}

/**
 * Starts a server and waits until it takes connections; it ends with this process.
 * @throws Refusal with its last log lines when it ends before that, or takes too long
 */
export async function startService(options: ServiceOptions): Promise<Service> {
	const { name, command, args, folder, account, ready } = options;
	const logFile = join(folder, `${name}.log`);
	const output = openSync(logFile, 'a');
	const what = { command, args, options: { cwd: folder, ...account } };
	const child = spawn(process.execPath, [join(__dirname, 'guard.cjs'), JSON.stringify(what)], {
		env: cleanEnvironment(),
		stdio: ['pipe', output, output],
		detached: true,
	});
	closeSync(output);
	const stop = async () => await endProcess(child);
	const deadline = Date.now() + READY_WITHIN_MS;
	for (;;) {
		const log = readFileSync(logFile, 'utf8');
		if (ready.test(log)) return { stop };
		const ended = child.exitCode !== null || child.signalCode !== null;
		if (ended || Date.now() > deadline) {
			await stop();
			throw new Refusal(`${name} did not start; its last lines:\n${lastLines(log)}`);
		}
		await pause(50);
	}
}
