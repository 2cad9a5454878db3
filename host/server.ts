// Starts and ends the real n8n, with packed packages installed as community packages.
import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { cleanEnvironment, endProcess, lastLines } from '../tools/commands';
import { atEnd } from '../tools/ending';
import { freePort, requirePorts } from '../tools/ports';
import { Refusal } from '../tools/steps';
import { N8nClient } from './client';
import { installCommunityPackage } from './communityPackage';
import { ensureHost, type Host } from './install';
import type { Owner } from './session';

export interface N8nOptions {
	/** Tarballs to install as community packages. */
	packages?: string[];
	/** Default: any free port. */
	port?: number;
	/** Where n8n keeps its data (`<userFolder>/.n8n`); default: a new folder that `stop()` removes. */
	userFolder?: string;
	/** Further settings of n8n; they win over the ones below. */
	env?: Record<string, string>;
	owner?: Owner;
}

/** A running n8n. */
export interface N8n {
	url: string;
	port: number;
	userFolder: string;
	owner: Owner;
	pid: number;
	version: string;
	client: N8nClient;
	/** Settles when n8n is gone, whoever ended it; a restart makes a new one. */
	readonly ended: Promise<void>;
	/** What n8n has printed so far. */
	log(): string;
	/** Ends n8n at once, as a machine does that runs out of memory: it gets to do nothing more. */
	kill(): Promise<void>;
	/** Ends n8n, unless it is gone, and starts it again on the same data and port. */
	restart(): Promise<void>;
	/** Ends this n8n and nothing else, and removes its folder if it was made for it. */
	stop(): Promise<void>;
}

export const DEMO_OWNER: Owner = {
	email: 'demo@billing-links.example',
	password: 'Billing-Links-1',
	firstName: 'Billing',
	lastName: 'Links',
};

const READY_WITHIN_MS = 180_000;

/** Quiet and alone: nothing reported, nothing fetched, nobody but this machine served. */
const SETTINGS = {
	DB_TYPE: 'sqlite',
	EXECUTIONS_DATA_PRUNE: 'false',
	N8N_AI_ENABLED: 'false',
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'instance-ai,mcp-registry,quick-connect',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'true',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_HOST: '127.0.0.1',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	N8N_LISTEN_ADDRESS: '127.0.0.1',
	N8N_LOG_LEVEL: 'info',
	N8N_LOG_OUTPUT: 'console',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_RUNNERS_BROKER_LISTEN_ADDRESS: '127.0.0.1',
	N8N_RUNNERS_MODE: 'internal',
	N8N_SECURE_COOKIE: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	NODE_ENV: 'production',
};

/** n8n's settings of the user's own shell must not leak into ours; a proxy must not see loopback calls. */
function environment(host: Host, own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const inherited = Object.entries(cleanEnvironment()).filter(
		([name]) => !/^(N8N|DB|EXECUTIONS|QUEUE|WEBHOOK|GENERIC_TIMEZONE|NODES)(_|$)/.test(name),
	);
	const noProxy = ['127.0.0.1', 'localhost', process.env.NO_PROXY ?? process.env.no_proxy];
	const direct = noProxy.filter(Boolean).join(',');
	return {
		...Object.fromEntries(inherited),
		...SETTINGS,
		NO_PROXY: direct,
		no_proxy: direct,
		PATH: `${dirname(host.node)}${delimiter}${process.env.PATH ?? ''}`,
		...own,
	};
}

/**
 * Starts n8n on loopback and gives it when it is ready, with its owner set up and the client signed in.
 * @throws Refusal when the wanted port is taken or n8n ends before it is ready (with its last log lines)
 */
export async function startN8n(options: N8nOptions = {}): Promise<N8n> {
	const host = await ensureHost();
	if (options.port) await requirePorts({ n8n: options.port });
	const port = options.port ?? (await freePort());
	const userFolder = options.userFolder ?? (await mkdtemp(join(tmpdir(), 'billing-links-n8n-')));
	const owner = options.owner ?? DEMO_OWNER;
	const logFile = join(userFolder, 'n8n.log');
	const url = `http://127.0.0.1:${port}`;
	const log = () => readFileSync(logFile, 'utf8');
	let child: ChildProcess;
	let ended: Promise<void>;

	const start = async () => {
		const env = environment(host, {
			N8N_USER_FOLDER: userFolder,
			N8N_PORT: String(port),
			N8N_RUNNERS_BROKER_PORT: String(await freePort()),
			...options.env,
		});
		const output = openSync(logFile, 'a');
		const ending = join(__dirname, 'endWithParent.cjs');
		child = spawn(host.node, ['--require', ending, host.n8n, 'start'], {
			cwd: userFolder,
			env,
			stdio: ['pipe', output, output],
			detached: true,
		});
		closeSync(output);
		ended = new Promise((resolve) => child.once('exit', () => resolve()));
		await untilReady(url, child, log);
	};
	const stop = async () => {
		forget();
		if (child) await endProcess(child);
		// Left in place when it was given: it is the caller's.
		if (!options.userFolder) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	const forget = atEnd(stop);

	try {
		await mkdir(join(userFolder, '.n8n'), { recursive: true });
		for (const tarball of options.packages ?? []) {
			await installCommunityPackage(userFolder, tarball);
		}
		await start();
		const client = new N8nClient(url);
		await client.signIn(owner);
		return {
			url,
			port,
			userFolder,
			owner,
			version: host.version,
			client,
			log,
			stop,
			get pid() {
				return child.pid!;
			},
			get ended() {
				return ended;
			},
			kill: async () => {
				process.kill(-child.pid!, 'SIGKILL');
				await ended;
			},
			restart: async () => {
				await endProcess(child);
				await start();
				await client.signIn(owner);
			},
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

async function untilReady(url: string, child: ChildProcess, log: () => string): Promise<void> {
	let failure: Error | undefined;
	child.once('error', (error) => (failure = error));
	const deadline = Date.now() + READY_WITHIN_MS;
	for (;;) {
		if (failure) throw new Refusal(`n8n could not be started: ${failure.message}`);
		if (child.exitCode !== null || child.signalCode !== null) {
			throw new Refusal(`n8n ended before it was ready; its last lines:\n${lastLines(log())}`);
		}
		const answer = await axios
			.get(`${url}/healthz/readiness`, { timeout: 2_000, proxy: false, validateStatus: () => true })
			.catch(() => undefined);
		if (answer?.status === 200) return;
		if (Date.now() > deadline) {
			throw new Refusal(
				`n8n was not ready after ${READY_WITHIN_MS / 1000} s; its last lines:\n${lastLines(log())}`,
			);
		}
		await pause(100);
	}
}
