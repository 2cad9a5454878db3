// Bad input is never a crash, and a sandbox starts and stops cleanly.
import { connect } from 'node:net';
import axios from 'axios';
import { startSandbox } from '../../sandbox';
import { ANY_STATUS, startClients, type Clients } from './clients';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const RECORD = { reference: 'R1', company_name: 'Ltd' };
const create = () => clients.kwik.post('/1.0/customers/create?x=1', { records: [RECORD] });

describe('bad input is never a crash', () => {
	const nested = '{"a":'.repeat(50_000) + '1' + '}'.repeat(50_000);
	const BODIES = [
		'',
		'{',
		'null',
		'[]',
		'"x"',
		'1',
		'\u0000',
		'{"__proto__":{"x":1}}',
		nested,
		'{"records":[null]}',
	];
	const TYPES = [
		'application/json',
		'text/plain',
		'x',
		'application/json;;;=',
		'multipart/form-data',
	];

	test('whatever body and type', async () => {
		const routes: Array<[Clients['kwik'], string]> = [
			[clients.kwik, '/1.0/customers/create'],
			[clients.kwik, '/2.0/customers/update'],
			[clients.kwik, '/2.0/customer-portal/link'],
			[clients.smarterPay, '/paymentlink'],
			[clients.smarterPay, '/customeraccount'],
			[clients.makePay, '/customers'],
			[clients.makePay, '/payment-links'],
			[clients.visitor, `${clients.sandbox.makePay.url}/__sandbox/webhook`],
			[clients.visitor, `${clients.sandbox.smarterPay.url}/`],
			[clients.visitor, `${clients.sandbox.kwik.url}/nowhere`],
		];
		for (const [client, path] of routes) {
			const statuses = await Promise.all(
				BODIES.flatMap((body) =>
					TYPES.map(
						async (type) =>
							(
								await client.post(path, body, {
									headers: { 'Content-Type': type },
								})
							).status,
					),
				),
			);
			expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([]);
		}
		const { kwik, smarterPay, makePay } = clients.sandbox;
		expect(
			kwik.state.customers.size + smarterPay.state.links.size + makePay.state.customers.size,
		).toBe(0);
	});

	test('a record too deep to be shown again is not stored', async () => {
		const body = `{"records":[{"reference":"R","company_name":"Ltd","metadata":${nested}}]}`;
		const headers = { 'Content-Type': 'application/json' };
		expect((await clients.kwik.post('/1.0/customers/create', body, { headers })).status).toBe(400);
		expect((await clients.kwik.get('/1.0/customers/list')).data.results).toEqual([]);
	});

	test('whatever path', async () => {
		const { kwik, smarterPay, makePay } = clients.sandbox;
		for (const { url } of [kwik, smarterPay, makePay]) {
			for (const path of [
				'/%zz',
				'/..',
				'//',
				`/${'x'.repeat(9000)}`,
				'/?a=1&a=2',
				'/billing?customer[]=1',
				'/portal/%00',
				'/payment/__proto__',
			]) {
				const { status } = await clients.visitor.get(url + path);
				expect(status).toBeGreaterThanOrEqual(400);
				expect(status).toBeLessThan(500);
			}
		}
		expect((await clients.kwik.get('/1.0/lookups/constructor')).status).toBe(400);
		expect(
			(await clients.kwik.get('/1.0/customers/list?date_start=2024-01-01&date_start=2024-01-02'))
				.status,
		).toBe(400);
		expect((await clients.smarterPay.get('/paymentlinks?limit=1&limit=2')).status).toBe(400);
		expect((await clients.smarterPay.get('/paymentlinks?__proto__=1')).status).toBe(400);
	});

	test('whatever bytes', async () => {
		const { hostname, port } = new URL(clients.sandbox.kwik.url);
		for (const bytes of [
			'\u0000\u0001\u0002',
			'GET / HTTP/9.9\r\n\r\n',
			'POST /1.0/customers/create HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\n{',
		]) {
			await new Promise<void>((resolve) => {
				const socket = connect(Number(port), hostname, () => socket.end(bytes));
				socket.on('error', () => resolve());
				socket.on('close', () => resolve());
				socket.resume();
			});
		}
		expect((await create()).status).toBe(200);
	});
});

describe('start and stop', () => {
	test('listens on loopback only, on free ports; two sandboxes do not share anything', async () => {
		const other = await startSandbox();
		expect(other.kwik.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
		expect(other.kwik.url).not.toBe(clients.sandbox.kwik.url);
		other.kwik.state.seedCustomers(5);
		other.kwik.switches.maxBatchSize = 1;
		expect(clients.sandbox.kwik.state.customers.size).toBe(0);
		expect(clients.sandbox.kwik.switches.maxBatchSize).toBe(0);
		await other.stop();
		await expect(axios.get(other.kwik.url, ANY_STATUS)).rejects.toMatchObject({
			code: 'ECONNREFUSED',
		});
	});

	test('stop closes hanging connections', async () => {
		const other = await startSandbox();
		other.makePay.faults.add({ route: '*', kind: 'hang' });
		other.kwik.faults.add({ route: '*', kind: 'hang', effect: true });
		other.smarterPay.latencyMs = 60_000;
		const waiting = [
			axios.get(`${other.makePay.url}/api/partner/v1/makepay/customers`, ANY_STATUS),
			axios.get(`${other.kwik.url}/1.0/lookups`, ANY_STATUS),
			axios.get(`${other.smarterPay.baseUrl}/paymentlinks`, ANY_STATUS),
		];
		const outcomes = Promise.allSettled(waiting);
		while (
			other.makePay.requests.length +
				other.kwik.requests.length +
				other.smarterPay.requests.length <
			3
		) {
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		const start = performance.now();
		await other.stop();
		expect(performance.now() - start).toBeLessThan(1000);
		expect((await outcomes).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
	});

	test('a taken port fails and leaves nothing running', async () => {
		const taken = Number(new URL(clients.sandbox.makePay.url).port);
		const free = await startSandbox();
		const port = Number(new URL(free.kwik.url).port);
		await free.stop();
		await expect(startSandbox({ ports: { kwik: port, makePay: taken } })).rejects.toMatchObject({
			code: 'EADDRINUSE',
			port: taken,
		});
		await expect(axios.get(`http://127.0.0.1:${port}`, ANY_STATUS)).rejects.toMatchObject({
			code: 'ECONNREFUSED',
		});
	});
});
