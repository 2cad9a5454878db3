// The command: what it prints, how it stops, and what it says when a port is taken.
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import axios from 'axios';

const ROOT = join(__dirname, '..', '..');
const FREE = { SANDBOX_KWIK_PORT: '0', SANDBOX_SMARTERPAY_PORT: '0', SANDBOX_MAKEPAY_PORT: '0' };

function run(env: Record<string, string>) {
	const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts'], {
		cwd: ROOT,
		env: { ...process.env, ...FREE, ...env },
	});
	const output = { out: '', err: '' };
	child.stdout?.on('data', (chunk) => (output.out += String(chunk)));
	child.stderr?.on('data', (chunk) => (output.err += String(chunk)));
	const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
	return { child, output, ended };
}

test('prints addresses and demo keys, serves seeded data, and stops on SIGTERM', async () => {
	const { child, output, ended } = run({});
	while (!output.out.includes('Ctrl+C')) {
		if (child.exitCode !== null) throw new Error(output.err);
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	for (const text of [
		'apiKey',
		'apiSecret',
		'kwik_demo_key',
		'kwik_test_key',
		'accessToken',
		'keyId',
		'keySecret',
		'webhookSecret',
		'service.svc',
		'EP02AB12CD34EF56GH78  Card - One-off - Customer, for a customer account\n',
	]) {
		expect(output.out).toContain(text);
	}
	const url = /Kwik {2}(\S+)/.exec(output.out)?.[1] ?? '';
	expect((await axios.get(`${url}/__sandbox/state`)).data).toMatchObject({
		customers: 3,
		subscriptions: 1,
		testCustomers: 2,
	});
	child.kill('SIGTERM');
	expect(await ended).toBe(0);
	expect(output.err).toBe('');
});

test('a taken port gives one sentence and exit 1', async () => {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const port = (server.address() as AddressInfo).port;
	const { output, ended } = run({ SANDBOX_SMARTERPAY_PORT: String(port) });
	expect(await ended).toBe(1);
	server.close();
	expect(output.err.trim().split('\n')).toEqual([
		`Port ${port} on 127.0.0.1 is already taken: stop what uses it, or set SANDBOX_SMARTERPAY_PORT to another port.`,
	]);
});

test('a port that is no number gives one sentence and exit 1', async () => {
	const { output, ended } = run({ SANDBOX_KWIK_PORT: 'http' });
	expect(await ended).toBe(1);
	expect(output.err).toContain('SANDBOX_KWIK_PORT must be a port number');
});
