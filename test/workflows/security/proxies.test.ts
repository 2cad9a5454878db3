// A proxy in the environment, whatever it is for, sees nothing of what goes on within this machine.
import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { bypassProxies, withoutProxies } from '../../../tools/loopback.cjs';

const ROOT = join(__dirname, '../../..');
const DEAD = 'http://127.0.0.1:9';
/** Every spelling of the variables, all of them leading nowhere. */
const BEHIND_A_PROXY = Object.fromEntries(
	['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'].map(
		(name) => [name, DEAD],
	),
);
const { NO_PROXY: _upper, no_proxy: _lower, ...environment } = process.env;
const run = promisify(execFile);

test('what the environment says of other hosts stays', () => {
	const env: NodeJS.ProcessEnv = { ...BEHIND_A_PROXY, NO_PROXY: '.example.com, 10.0.0.1' };
	bypassProxies(env);
	expect(env.NO_PROXY!.split(',')).toEqual([
		...['127.0.0.1', 'localhost', '::1', '[::1]', '.example.com', '10.0.0.1'],
	]);
	expect(env.no_proxy).toBe(env.NO_PROXY);
	expect(env.HTTP_PROXY).toBe(DEAD);
	withoutProxies(env);
	expect(Object.keys(env).sort()).toEqual(['NO_PROXY', 'no_proxy']);
});

test.each([
	['with what the scripts do first', "require('./tools/loopback.cjs').bypassProxies();", true],
	['and would not be without it', '', false],
])(
	'a request to this machine is answered behind a dead proxy, %s',
	async (_what, first, answered) => {
		const server = createServer((_request, response) => response.end('here'));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		const code = `${first} require('axios').get('${url}').then(({ data }) => console.log(data), () => console.log('lost'))`;
		const env = { ...environment, ...BEHIND_A_PROXY };
		const { stdout } = await run(process.execPath, ['-e', code], { cwd: ROOT, env });
		server.close();
		expect(stdout.trim()).toBe(answered ? 'here' : 'lost');
	},
);

test.each(['sandbox/makePayWebhooks', 'workflows/failures/network'])(
	'the tests of %s pass behind a dead proxy',
	async (pattern) => {
		const project = pattern.split('/')[0]!;
		const args = ['node_modules/jest/bin/jest.js', '--runInBand', '--selectProjects', project];
		const env = { ...environment, ...BEHIND_A_PROXY };
		const { stderr } = await run(
			process.execPath,
			[...args, '--testPathPatterns', `test/${pattern}`],
			{ cwd: ROOT, env },
		);
		expect(stderr).toMatch(/Tests: +\d+ passed, \d+ total/);
	},
	120_000,
);
