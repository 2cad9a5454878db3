// deploy/: what the compose file asks for is in the sample, nothing secret is, and main and workers are one system.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { serviceEnvironment, VARIABLE } from '../../host/queue/environment';
import { manifestOf } from '../../tools/project';

const ROOT = join(__dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const composeFile = read('deploy/compose.yaml');

interface Service {
	image: string;
	command?: string;
	build?: { context: string; args: Record<string, string> };
	ports?: string[];
	environment: Record<string, string>;
	depends_on?: Record<string, { condition: string }>;
	healthcheck: { test: string[] };
	volumes?: string[];
}
const { services, volumes } = parse(composeFile, { merge: true }) as {
	services: Record<string, Service>;
	volumes: Record<string, unknown>;
};
const SECRETS = ['POSTGRES_PASSWORD', 'REDIS_PASSWORD', 'N8N_ENCRYPTION_KEY'];
const sample = Object.fromEntries(
	read('deploy/env.sample')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'))
		.map((line) => line.split(/=(.*)/s).slice(0, 2) as [string, string]),
);
const values = { ...sample, ...Object.fromEntries(SECRETS.map((name) => [name, `of ${name}`])) };
const composed = (service: 'main' | 'worker') =>
	serviceEnvironment(service, { ...values, WEBHOOK_URL: 'https://n8n.example.com/' });

test('the sample has every variable of the compose file, and no other', () => {
	const asked = [...composeFile.matchAll(VARIABLE)].map(([, name]) => name);
	expect(Object.keys(sample).sort()).toEqual([...new Set(asked)].sort());
});

test('secrets have no value in the sample and no default, and reach n8n', () => {
	for (const name of SECRETS) {
		expect(sample[name]).toBe('');
		expect(composeFile).not.toContain(`\${${name}:-`);
		expect(() => serviceEnvironment('worker', { ...values, [name]: '' })).toThrow(
			`deploy/compose.yaml: ${name} has no value`,
		);
		expect(Object.values(composed('worker'))).toContain(`of ${name}`);
	}
	expect(services.postgres!.environment.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD/);
	expect(services.redis!.command).toContain('--requirepass "${REDIS_PASSWORD');
	expect(read('.gitignore').split('\n')).toContain('deploy/.env');
	expect(read('deploy/.dockerignore').split('\n')).toContain('.env');
});

test('main and workers are told the same, besides what only one of them needs', () => {
	const { WEBHOOK_URL, ...main } = composed('main');
	const { QUEUE_HEALTH_CHECK_ACTIVE, ...worker } = composed('worker');
	expect(main).toEqual(worker);
	expect({ WEBHOOK_URL, QUEUE_HEALTH_CHECK_ACTIVE }).toEqual({
		WEBHOOK_URL: 'https://n8n.example.com/',
		QUEUE_HEALTH_CHECK_ACTIVE: 'true',
	});
	expect(services.main!.image).toBe(services.worker!.image);
	for (const [name, host] of [
		['DB_POSTGRESDB_HOST', 'postgres'],
		['QUEUE_BULL_REDIS_HOST', 'redis'],
	] as const) {
		expect(main[name]).toBe(host);
		expect(services[host]).toBeDefined();
	}
	expect(main.DB_POSTGRESDB_USER).toBe(services.postgres!.environment.POSTGRES_USER);
	expect(main.DB_POSTGRESDB_DATABASE).toBe(services.postgres!.environment.POSTGRES_DB);
});

test('every service waits for what it needs, and only main listens, on this machine only', () => {
	for (const [name, service] of Object.entries(services)) {
		expect(service.healthcheck.test[0]).toBe('CMD');
		for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
			expect(services).toHaveProperty(needed);
			expect(condition).toBe('service_healthy');
		}
		expect([name, service.ports]).toEqual([
			name,
			name === 'main' ? ['127.0.0.1:${N8N_PORT:-5678}:5678'] : undefined,
		]);
		for (const volume of service.volumes ?? [])
			expect(volumes).toHaveProperty(volume.split(':')[0]!);
	}
	expect(Object.keys(services.worker!.depends_on!)).toEqual(['main']);
});

test('the image is built of the n8n that is tested and of this version of the package', () => {
	const { name, version } = manifestOf('.');
	expect(sample.PACKAGE).toBe(`${name}@${version}`);
	const { dependencies } = JSON.parse(read('host/package.json')) as {
		dependencies: Record<string, string>;
	};
	expect(sample.N8N_VERSION).toBe(dependencies.n8n);
	const { context, args } = services.main!.build!;
	expect(context).toBe('.');
	const dockerfile = read('deploy/Dockerfile');
	const declared = [...dockerfile.matchAll(/^ARG (\w+)$/gm)].map(([, arg]) => arg!);
	expect(Object.keys(args).sort()).toEqual(declared.sort());
});
