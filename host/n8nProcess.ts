// One process of n8n: the main one, a worker or a webhook processor.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { endProcess, lastLines } from '../tools/commands';
import { freePort } from '../tools/ports';
import { Refusal } from '../tools/steps';
import type { Host } from './install';
import { environment } from './settings';

export interface N8nProcessOptions {
	host: Host;
	/** What n8n is to be; `start` is the main process. */
	command: 'start' | 'worker' | 'webhook';
	/** Where it says whether it is ready. */
	url: string;
	/** Where it keeps its data, and its log as `n8n.log`. */
	userFolder: string;
	env: Record<string, string>;
}

const READY_WITHIN_MS = 180_000;

/** Can be started, ended, killed and started again on the same data; ends with the process that started it. */
export class N8nProcess {
	private child: ChildProcess | undefined;
	private gone: Promise<void> = Promise.resolve();

	constructor(private readonly options: N8nProcessOptions) {}

	get pid(): number {
		return this.child!.pid!;
	}

	/** Settles when it is gone, whoever ended it; another start makes a new one. */
	get ended(): Promise<void> {
		return this.gone;
	}

	private get logFile(): string {
		return join(this.options.userFolder, 'n8n.log');
	}

	/** What it has printed so far, over all its starts. */
	log(): string {
		return readFileSync(this.logFile, 'utf8');
	}

	/**
	 * Starts it and waits until it is ready.
	 * @throws Refusal when it ends before it is ready (with its last log lines), or is not ready in time
	 */
	async start(): Promise<void> {
		const { host, command, userFolder, env } = this.options;
		const output = openSync(this.logFile, 'a');
		const child = spawn(
			host.node,
			['--require', join(__dirname, 'endWithParent.cjs'), host.n8n, command],
			{
				cwd: userFolder,
				env: environment(host.node, {
					N8N_USER_FOLDER: userFolder,
					N8N_RUNNERS_BROKER_PORT: String(await freePort()),
					...env,
				}),
				stdio: ['pipe', output, output],
				detached: true,
			},
		);
		closeSync(output);
		this.child = child;
		this.gone = new Promise((resolve) => child.once('exit', () => resolve()));
		await this.untilReady(child);
	}

	/** Ends it as an operator would, and what it started. */
	async end(): Promise<void> {
		if (this.child) await endProcess(this.child);
	}

	/** Kills it and what it started at once, as a machine does that goes down; it learns nothing of it. */
	async kill(): Promise<void> {
		process.kill(-this.pid, 'SIGKILL');
		await this.gone;
	}

	private async untilReady(child: ChildProcess): Promise<void> {
		let failure: Error | undefined;
		child.once('error', (error) => (failure = error));
		const deadline = Date.now() + READY_WITHIN_MS;
		const lines = () => `its last lines:\n${lastLines(this.log())}`;
		for (;;) {
			if (failure) throw new Refusal(`n8n could not be started: ${failure.message}`);
			if (child.exitCode !== null || child.signalCode !== null) {
				throw new Refusal(`n8n ended before it was ready; ${lines()}`);
			}
			const answer = await axios
				.get(`${this.options.url}/healthz/readiness`, {
					timeout: 2_000,
					proxy: false,
					validateStatus: () => true,
				})
				.catch(() => undefined);
			if (answer?.status === 200) return;
			if (Date.now() > deadline) {
				throw new Refusal(`n8n was not ready after ${READY_WITHIN_MS / 1000} s; ${lines()}`);
			}
			await pause(100);
		}
	}
}
