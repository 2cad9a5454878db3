// The real n8n in queue mode on loopback: main, any number of workers, Redis and PostgreSQL, none of them the system's.
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from '../../tools/ending';
import { freePort } from '../../tools/ports';
import type { N8nClient } from '../client';
import { ensureHost } from '../install';
import { N8nProcess } from '../n8nProcess';
import { prepareUserFolder, startN8n, type N8n } from '../server';
import { serviceEnvironment } from './environment';
import { ensurePostgres, startPostgres, type Postgres } from './postgres';
import { ensureRedis, startRedis, type Redis } from './redis';
import type { Service } from './service';

export interface QueueOptions {
	workers: number;
	/** Tarballs to install as community packages, for main and every worker. */
	packages?: string[];
	/** Whether a process of its own takes webhooks besides main. */
	webhookProcessor?: boolean;
	/** Further settings of every process of n8n. */
	env?: Record<string, string>;
}

/** A worker: `n8n worker` with a folder of its own, in which its data stays when it is killed. */
export interface Worker {
	/** `worker 1`, `worker 2` … */
	name: string;
	process: N8nProcess;
	/** Kills it as a machine does that goes down. @returns the executions that it was at */
	kill: () => Promise<string[]>;
}

/** A running queue mode. */
export interface Queue {
	main: N8n;
	client: N8nClient;
	workers: Worker[];
	/** The address of the webhook processor, where there is one. */
	webhookUrl: string | undefined;
	versions: { n8n: string; postgres: string };
	/** Starts one more worker and waits until it takes jobs. */
	addWorker(): Promise<Worker>;
	/** Names of the workers that took up an execution, in no promised order. */
	workersOf: (executionId: string) => string[];
	/** Ends all of it and removes what it kept. */
	stop(): Promise<void>;
}

/**
 * Makes sure of Redis and PostgreSQL, installing what is missing; no service of the system is started.
 * @throws Unavailable where one of them cannot be had on this machine; Refusal when an installation fails
 */
export async function ensureServices(): Promise<void> {
	await Promise.all([ensureRedis(), ensurePostgres()]);
}

/**
 * Starts n8n's queue mode and gives it when main and all workers are ready. It ends with the script.
 * @throws Unavailable or Refusal with what did not start, and its last log lines
 */
export async function startQueue(options: QueueOptions): Promise<Queue> {
	const { packages = [], webhookProcessor = false } = options;
	const host = await ensureHost();
	const folder = await mkdtemp(join(tmpdir(), 'billing-links-queue-'));
	// PostgreSQL's user must get through to its own folder in here.
	await chmod(folder, 0o711);
	const processes: Array<() => Promise<void>> = [];
	const services: Array<() => Promise<void>> = [];
	const stop = async () => {
		forget();
		// n8n first, and what it stands on last.
		await Promise.all(processes.map(async (end) => await end()));
		await Promise.all(services.map(async (end) => await end()));
		await rm(folder, { recursive: true, force: true, maxRetries: 3 });
	};
	const forget = atEnd(stop);
	const folderOf = async (name: string) => {
		const path = join(folder, name);
		await mkdir(path, { mode: 0o700 });
		return path;
	};
	try {
		const [redis, postgres] = await Promise.all([
			noted(services, startRedis(await folderOf('redis'))),
			noted(services, startPostgres(await folderOf('postgres'))),
		]);
		const mainPort = await freePort();
		const settings = settingsOver(redis, postgres, `http://127.0.0.1:${mainPort}`);
		const main = await startN8n({
			packages,
			port: mainPort,
			env: { ...settings('main'), ...options.env },
			userFolder: await folderOf('main'),
		});
		processes.push(async () => await main.stop());

		const start = async (name: string, command: 'worker' | 'webhook') => {
			const userFolder = await folderOf(name);
			await prepareUserFolder(userFolder, packages);
			const port = await freePort();
			const url = `http://127.0.0.1:${port}`;
			const own =
				command === 'worker'
					? { ...settings('worker'), ...workerSettings(port) }
					: { ...settings('main'), N8N_PORT: String(port) };
			const env = { ...own, ...options.env };
			const process = new N8nProcess({ host, command, url, userFolder, env });
			processes.push(async () => await process.end());
			await process.start();
			return { process, url };
		};
		const startWorker = async (number: number): Promise<Worker> => {
			const { process } = await start(`worker ${number}`, 'worker');
			return { name: `worker ${number}`, process, kill: async () => await killed(process) };
		};
		const numbers = Array.from({ length: options.workers }, (_, index) => index + 1);
		const [webhook, ...workers] = await Promise.all([
			webhookProcessor ? start('webhook processor', 'webhook') : undefined,
			...numbers.map(startWorker),
		]);
		return {
			main,
			client: main.client,
			workers,
			webhookUrl: webhook?.url,
			versions: { n8n: main.version, postgres: postgres.version },
			addWorker: async () => {
				const worker = await startWorker(workers.length + 1);
				workers.push(worker);
				return worker;
			},
			workersOf: (executionId) => {
				const took = workers.filter(({ process }) => executionsIn(process.log()).has(executionId));
				return took.map(({ name }) => name);
			},
			stop,
		};
	} catch (error) {
		await stop();
		throw error;
	}
}

const LINE = /Worker (started|finished|errored while running) execution (\d+) \(/g;

/** Executions that a worker's log tells of, and whether they ended. */
function executionsIn(log: string): Map<string, boolean> {
	const ended = new Map<string, boolean>();
	for (const [, what, id] of log.matchAll(LINE)) ended.set(id!, what !== 'started');
	return ended;
}

async function killed(process: N8nProcess): Promise<string[]> {
	await process.kill();
	return [...executionsIn(process.log())].flatMap(([id, ended]) => (ended ? [] : id));
}

/** Notes how to end a service as soon as it runs, whatever becomes of the others. */
async function noted<Started extends Service>(
	ends: Array<() => Promise<void>>,
	starting: Promise<Started>,
): Promise<Started> {
	const service = await starting;
	ends.push(async () => await service.stop());
	return service;
}

/** Where a worker says whether it is ready. */
const workerSettings = (port: number) => ({
	QUEUE_HEALTH_CHECK_PORT: String(port),
	N8N_WORKER_SERVER_ADDRESS: '127.0.0.1',
});

/** Gives what the compose file tells a process of n8n, with our own services in place of its containers. */
function settingsOver(redis: Redis, postgres: Postgres, url: string) {
	const values = {
		POSTGRES_PASSWORD: postgres.password,
		REDIS_PASSWORD: redis.password,
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
		WEBHOOK_URL: url,
	};
	return (service: 'main' | 'worker'): Record<string, string> => ({
		...serviceEnvironment(service, values),
		DB_POSTGRESDB_HOST: '127.0.0.1',
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_DATABASE: 'postgres',
		QUEUE_BULL_REDIS_HOST: '127.0.0.1',
		QUEUE_BULL_REDIS_PORT: String(redis.port),
	});
}
