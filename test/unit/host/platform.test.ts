// Which Node.js runs n8n on which machine, and the one sentence where none does.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodeSource, thisMachine, type Machine } from '../../../host/platform';
import hostManifest from '../../../host/package.json';

const ROOT = join(__dirname, '../../..');
const machine = (more: Partial<Machine>): Machine => ({
	...{ platform: 'linux', arch: 'x64', musl: false, program: '/usr/bin/node', version: '20.20.2' },
	...more,
});
const refusal = (more: Partial<Machine>): string => {
	try {
		return JSON.stringify(nodeSource(machine(more)));
	} catch (error) {
		expect((error as Error).name).toBe('Refusal');
		return (error as Error).message;
	}
};

test.each([
	['darwin', 'arm64'],
	['darwin', 'x64'],
	['linux', 'arm64'],
	['linux', 'x64'],
])('%s on %s: a package of the lock file, whatever the system has', (platform, arch) => {
	const source = nodeSource(machine({ platform, arch }));
	const pinned: Record<string, string> = hostManifest.optionalDependencies;
	const name = 'package' in source ? source.package : '';
	expect(Number(pinned[name]?.split('.')[0])).toBeGreaterThanOrEqual(24);
	const lock = readFileSync(join(ROOT, 'host/pnpm-lock.yaml'), 'utf8');
	expect(lock).toMatch(new RegExp(`^  ${name}@${pinned[name]}:`, 'm'));
});

test.each(['24.0.0', '24.21.0', '26.1.0'])(
	'musl with Node.js %s: that of the system',
	(version) => {
		const alpine = machine({ musl: true, version });
		expect(nodeSource(alpine)).toEqual({ program: '/usr/bin/node' });
	},
);

test.each(['20.20.2', '22.1.0', '25.0.0'])('musl with Node.js %s: one sentence', (version) => {
	const told = refusal({ musl: true, version });
	expect(told).toMatch(/^On Alpine Linux .* must be 24 .* is \d+\.\d+\.\d+: .*\.$/);
	expect(told).toContain(version);
});

test('Windows: one sentence that says WSL', () => {
	expect(refusal({ platform: 'win32' })).toMatch(/^On Windows this runs inside WSL: [^.]*\.$/);
});

test('any other machine: one sentence', () => {
	expect(refusal({ arch: 's390x' })).toBe('n8n cannot be installed by this script on linux-s390x.');
});

test('this machine is known', () => {
	const { program, version } = thisMachine();
	expect([program, version]).toEqual([process.execPath, process.versions.node]);
});

test('nothing is installed past a lock file', () => {
	for (const file of ['host/install.ts', 'tools/pack.ts', 'scripts/dependencies.mjs'])
		expect(readFileSync(join(ROOT, file), 'utf8')).not.toMatch(/\bnpx\b|pnpm@/);
});
