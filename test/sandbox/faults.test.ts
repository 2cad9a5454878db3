// Every kind of fault: what the client sees and whether the effect happened.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AxiosError } from 'axios';
import type { FaultRule } from '../../sandbox';
import { startClients, type Clients } from './clients';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const RECORD = { reference: 'R1', company_name: 'Ltd' };
const CREATE = 'POST /customers/create';
const kwik = () => clients.sandbox.kwik;
const create = (config = {}) =>
	clients.kwik.post('/1.0/customers/create', { records: [RECORD] }, config);
const stored = () => kwik().state.customers.size;
const add = (rule: Omit<FaultRule, 'route'>) =>
	kwik().faults.add({ route: CREATE, times: 1, ...rule });
const failure = async (promise: Promise<unknown>): Promise<AxiosError> =>
	await promise.then(
		() => Promise.reject(new Error('there was an answer')),
		(error: unknown) => error as AxiosError,
	);

describe('before the effect', () => {
	test('rate-limited: 429 with Retry-After in seconds, as a date, or without', async () => {
		add({ kind: 'rate-limited', retryAfter: 3 });
		add({ kind: 'rate-limited', retryAfterDate: 5 });
		add({ kind: 'rate-limited' });
		const [seconds, date, none] = [await create(), await create(), await create()];
		expect([seconds.status, date.status, none.status]).toEqual([429, 429, 429]);
		expect(seconds.headers['retry-after']).toBe('3');
		const ahead = Date.parse(date.headers['retry-after']) - Date.now();
		expect(date.headers['retry-after']).toMatch(/GMT$/);
		expect(ahead).toBeGreaterThan(4000);
		expect(ahead).toBeLessThanOrEqual(6000);
		expect(none.headers['retry-after']).toBeUndefined();
		expect(stored()).toBe(0);
		expect((await create()).data.status).toBe(true);
	});

	test.each([
		['unavailable-html', 503, 'text/html'],
		['error-json', 500, 'application/json'],
		['html-ok', 200, 'text/html'],
	] as const)('%s: %i, %s', async (kind, status, type) => {
		add({ kind });
		const answer = await create();
		expect(answer.status).toBe(status);
		expect(answer.headers['content-type']).toContain(type);
		expect(stored()).toBe(0);
		expect((await create()).status).toBe(200);
	});

	test("refused-ok: 200 with each provider's refusal", async () => {
		for (const { faults } of [kwik(), clients.sandbox.smarterPay, clients.sandbox.makePay]) {
			faults.add({ route: '*', kind: 'refused-ok' });
		}
		const answers = [
			await create(),
			await clients.smarterPay.get('/paymentlinks'),
			await clients.makePay.get('/customers'),
		];
		expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
		expect(answers[0]?.data).toMatchObject({ status: false, error_code: '005' });
		expect(answers[1]?.data).toEqual({ error: { message: expect.any(String) } });
		expect(answers[2]?.data).toMatchObject({ ok: false, error: expect.any(String) });
		expect(stored()).toBe(0);
	});

	test('reset-before: the connection is reset', async () => {
		add({ kind: 'reset-before' });
		const error = await failure(create());
		expect(error.response).toBeUndefined();
		expect(error.code).toBe('ECONNRESET');
		expect(stored()).toBe(0);
		expect(kwik().requests[0]).toMatchObject({ status: undefined, fault: 'reset-before' });
	});

	test('hang: until the client gives up', async () => {
		add({ kind: 'hang' });
		expect((await failure(create({ timeout: 100 }))).code).toBe('ECONNABORTED');
		expect(stored()).toBe(0);
		expect(kwik().requests[0]?.status).toBeUndefined();
	});

	test('redirect: recorded when the client follows', async () => {
		add({ kind: 'redirect' });
		const answer = await create();
		expect([answer.status, answer.headers['location']]).toEqual([302, '/redirect-target']);
		expect(kwik().redirectsFollowed).toEqual([]);
		add({ kind: 'redirect', location: `${clients.sandbox.makePay.url}/redirect-target/x` });
		await create({ maxRedirects: 3 });
		expect(clients.sandbox.makePay.redirectsFollowed).toMatchObject([
			{ url: '/redirect-target/x' },
		]);
		expect(clients.sandbox.makePay.requests).toHaveLength(0);
		expect(stored()).toBe(0);
	});
});

describe('after the effect', () => {
	test('cut-json: 200 with half an answer', async () => {
		add({ kind: 'cut-json' });
		const { status, data, headers } = await create();
		expect(status).toBe(200);
		expect(headers['content-type']).toContain('application/json');
		expect(data).toMatch(/^\{"status":true,"results":\[\{/);
		expect(() => JSON.parse(data)).toThrow();
		expect(stored()).toBe(1);
	});

	test('reset-after: the connection is reset', async () => {
		add({ kind: 'reset-after' });
		expect((await failure(create())).code).toBe('ECONNRESET');
		expect(stored()).toBe(1);
	});

	test('unavailable-after: 503', async () => {
		add({ kind: 'unavailable-after', retryAfter: 1 });
		const { status, headers } = await create();
		expect([status, headers['retry-after'], headers['content-type']]).toEqual([
			503,
			'1',
			'text/html; charset=utf-8',
		]);
		expect(stored()).toBe(1);
	});

	test('hang with effect', async () => {
		add({ kind: 'hang', effect: true });
		expect((await failure(create({ timeout: 100 }))).code).toBe('ECONNABORTED');
		expect(stored()).toBe(1);
	});

	test('slow: a good answer, later', async () => {
		add({ kind: 'slow', latencyMs: 80 });
		const start = performance.now();
		expect((await create()).data.status).toBe(true);
		expect(performance.now() - start).toBeGreaterThan(70);
	});
});

test('the example of CONTRIBUTING.md strikes every second request', async () => {
	const page = readFileSync(resolve(__dirname, '../../CONTRIBUTING.md'), 'utf8');
	const [, rule] = /__sandbox\/faults .* -d '(\{.*\})'/.exec(page)!;
	kwik().faults.add(JSON.parse(rule!) as FaultRule);
	const [first, second, third] = [await create(), await create(), await create()];
	expect([first.status, second.status, third.status]).toEqual([200, 503, 200]);
	expect(stored()).toBe(3);
});
