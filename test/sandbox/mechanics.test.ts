// What all three stand-ins share: log, latency, rate limit, control routes.
import { RateLimiter } from '../../sandbox/shared/rateLimiter';
import { fieldsOf, names, startClients, type Clients } from './clients';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const RECORD = { reference: 'R1', company_name: 'Ltd' };
const create = () => clients.kwik.post('/1.0/customers/create?x=1', { records: [RECORD] });

describe('log', () => {
	test('keeps what was sent and answered', async () => {
		const before = Date.now();
		await create();
		const [request] = clients.sandbox.kwik.requests;
		expect(request).toMatchObject({
			method: 'POST',
			path: '/1.0/customers/create',
			query: { x: '1' },
			body: { records: [RECORD] },
			rawBody: JSON.stringify({ records: [RECORD] }),
			status: 200,
			inFlight: 1,
		});
		expect(request?.headers['authorization']).toMatch(/^Basic /);
		expect(request?.receivedAt).toBeGreaterThanOrEqual(before);
	});

	test('keeps refused and malformed requests', async () => {
		await clients.kwik.post('/1.0/customers/create', '{bad', {
			headers: { 'Content-Type': 'application/json' },
		});
		await clients.kwik.get('/1.0/nothing');
		await clients.visitor.get(`${clients.sandbox.kwik.url}/2.0/lookups`);
		expect(
			clients.sandbox.kwik.requests.map(({ status, body, rawBody }) => [status, body, rawBody]),
		).toEqual([
			[400, undefined, '{bad'],
			[404, undefined, ''],
			[401, undefined, ''],
		]);
	});

	test('counts requests in flight, and latency keeps them there', async () => {
		clients.sandbox.kwik.latencyMs = 50;
		const start = performance.now();
		await Promise.all(Array.from({ length: 10 }, create));
		expect(performance.now() - start).toBeGreaterThan(45);
		expect(Math.max(...clients.sandbox.kwik.requests.map(({ inFlight }) => inFlight))).toBe(10);
		clients.sandbox.kwik.latencyMs = 0;
		await create();
		expect(clients.sandbox.kwik.requests.at(-1)?.inFlight).toBe(1);
	});
});

describe('rate limit', () => {
	test('never more than the limit in any second', () => {
		const limiter = new RateLimiter();
		limiter.limit = 100;
		const accepted: number[] = [];
		for (let now = 0; now < 3000; now += 3) if (limiter.take(now)) accepted.push(now);
		expect(accepted.length).toBe(300);
		accepted.forEach((moment, i) => {
			const hundredth = accepted[i + 100];
			if (hundredth !== undefined) expect(hundredth - moment).toBeGreaterThanOrEqual(1000);
		});
		expect(() => (limiter.limit = -1)).toThrow();
	});

	test('an even pace below the limit is never refused', () => {
		const limiter = new RateLimiter();
		limiter.limit = 100;
		for (let i = 0; i < 1000; i++) expect(limiter.take(i * (1000 / 95))).toBe(true);
	});

	test('over it 429 without effect, with the Retry-After that is set', async () => {
		const { kwik } = clients.sandbox;
		kwik.rateLimit = 5;
		const answers = await Promise.all(Array.from({ length: 8 }, create));
		expect(answers.filter(({ status }) => status === 200)).toHaveLength(5);
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused).toHaveLength(3);
		expect(refused[0]?.data).toMatchObject({ status: false });
		expect(refused[0]?.headers['retry-after']).toBeUndefined();
		expect(kwik.state.customers.size).toBe(5);
		kwik.rateLimitRetryAfter = 'seconds';
		expect((await create()).headers['retry-after']).toBe('1');
		kwik.rateLimitRetryAfter = 'date';
		expect(Date.parse((await create()).headers['retry-after'])).toBeGreaterThan(Date.now());
		await new Promise((resolve) => setTimeout(resolve, 1050));
		expect((await create()).status).toBe(200);
	});
});

describe('control over HTTP', () => {
	const control = (path: string, body?: object) => {
		const url = `${clients.sandbox.kwik.url}/__sandbox${path}`;
		return body ? clients.visitor.post(url, body) : clients.visitor.get(url);
	};

	test('state, requests, faults, settings, clock, seed, reset', async () => {
		await create();
		expect((await control('/state')).data).toMatchObject({ customers: 1 });
		expect((await control('/requests')).data).toHaveLength(1);
		expect((await control('/credentials')).data).toEqual(clients.sandbox.kwik.credentials);
		expect(
			(await control('/faults', { route: '*', kind: 'error-json', times: 1 })).data,
		).toHaveLength(1);
		expect((await create()).status).toBe(500);
		expect((await control('/faults')).data[0]).toMatchObject({ matched: 1, struck: 1 });
		expect((await control('/faults/clear', {})).data).toEqual([]);
		await control('/latency', { ms: 5 });
		await control('/rate-limit', { perSecond: 7 });
		const settings = (await control('/settings', { failureHttpStatus: 'ok', maxBatchSize: 3 }))
			.data;
		expect(settings).toMatchObject({
			latencyMs: 5,
			rateLimit: 7,
			failureHttpStatus: 'ok',
			maxBatchSize: 3,
		});
		expect(clients.sandbox.kwik.switches.maxBatchSize).toBe(3);
		await control('/clock', { advanceMs: 86_400_000 });
		expect(clients.sandbox.kwik.clock.offsetMs).toBe(86_400_000);
		expect((await control('/seed', { kind: 'customers', count: 10 })).data).toMatchObject({
			customers: 11,
		});
		expect((await control('/requests/clear', {})).data).toEqual({ cleared: true });
		expect(clients.sandbox.kwik.requests).toHaveLength(0);
		const reset = (await control('/reset', {})).data;
		expect(reset).toMatchObject({ counts: { customers: 0 }, requests: 0, faults: [] });
		expect(reset.settings).toMatchObject({ latencyMs: 0, rateLimit: 0, failureHttpStatus: 'mock' });
	});

	test('nonsense is answered with 400 and a sentence', async () => {
		for (const [path, body] of [
			['/faults', { route: '*', kind: 'none' }],
			['/faults', []],
			['/settings', { unknown: 1 }],
			['/settings', { maxBatchSize: 'many' }],
			['/latency', { ms: -1 }],
			['/rate-limit', { perSecond: 1.5 }],
			['/clock', {}],
			['/seed', { kind: 'constructor', count: 1 }],
			['/seed', { kind: 'customers', count: 1e12 }],
		] as const) {
			const { status, data } = await control(path, body);
			expect([path, status, typeof data.error]).toEqual([path, 400, 'string']);
		}
	});

	test('is the same on all three', async () => {
		for (const { url } of [
			clients.sandbox.kwik,
			clients.sandbox.smarterPay,
			clients.sandbox.makePay,
		]) {
			const { data } = await clients.visitor.get(`${url}/__sandbox`);
			expect(fieldsOf(data)).toEqual(
				names('provider url counts requests pageRequests savedAnswers faults settings'),
			);
			expect(data.url).toBe(url);
		}
	});
});
