// Starts and ends the real n8n, with packed packages installed as community packages.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from '../tools/ending';
import { freePort, requirePorts } from '../tools/ports';
import { N8nClient } from './client';
import { installCommunityPackage } from './communityPackage';
import { ensureHost } from './install';
import { N8nProcess } from './n8nProcess';
import type { Owner } from './session';

export interface N8nOptions {
	/** Tarballs to install as community packages. */
	packages?: string[];
	/** Default: any free port. */
	port?: number;
	/** Where n8n keeps its data (`<userFolder>/.n8n`); default: a new folder that `stop()` removes. */
	userFolder?: string;
	/** Further settings of n8n; they win over those of `settings.ts`. */
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

/** Makes the folder of an n8n and puts packed packages where that n8n looks for community packages. */
export async function prepareUserFolder(userFolder: string, packages: string[]): Promise<void> {
	await mkdir(join(userFolder, '.n8n'), { recursive: true });
	for (const tarball of packages) await installCommunityPackage(userFolder, tarball);
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
	const url = `http://127.0.0.1:${port}`;
	const env = { N8N_PORT: String(port), ...options.env };
	const n8n = new N8nProcess({ host, command: 'start', url, userFolder, env });
	const stop = async () => {
		forget();
		await n8n.end();
		// Left in place when it was given: it is the caller's.
		if (!options.userFolder) await rm(userFolder, { recursive: true, force: true, maxRetries: 3 });
	};
	const forget = atEnd(stop);

	try {
		await prepareUserFolder(userFolder, options.packages ?? []);
		await n8n.start();
		const client = new N8nClient(url);
		await client.signIn(owner);
		return {
			url,
			port,
			userFolder,
			owner,
			version: host.version,
			client,
			log: () => n8n.log(),
			stop,
			get pid() {
				return n8n.pid;
			},
			get ended() {
				return n8n.ended;
			},
			kill: async () => await n8n.kill(),
			restart: async () => {
				await n8n.end();
				await n8n.start();
				await client.signIn(owner);
			},
		};
	} catch (error) {
		await stop();
		throw error;
	}
}
