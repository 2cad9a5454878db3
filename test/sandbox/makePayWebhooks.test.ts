// MakePay's webhooks and checkout page against makepay.md 3.3, 5.
import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fieldsOf, names, startClients, type Clients } from './clients';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const create = (body: unknown, headers = {}) =>
	clients.makePay.post('/payment-links', body, { headers });
const patch = (uid: string, body: unknown, headers = {}) =>
	clients.makePay.patch(`/payment-links/${uid}`, body, { headers });
const made = async (payload: object = {}) =>
	(await create({ payload: { amount: '5', title: 'T', ...payload } })).data.paymentLink;

describe('webhooks and checkout page', () => {
	interface Received {
		headers: Record<string, string | string[] | undefined>;
		body: string;
	}
	let receiver: Server;
	let address: string;
	const received: Received[] = [];
	beforeAll(async () => {
		receiver = createServer((request, response) => {
			let body = '';
			request.on('data', (chunk) => (body += String(chunk)));
			request.on('end', () => {
				received.push({ headers: request.headers, body });
				response.writeHead(202).end('{"ok":true}');
			});
		});
		await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
		address = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
	});
	afterAll(() => void receiver.close());
	beforeEach(() => void (received.length = 0));

	const verify = ({ headers, body }: Received) => {
		const [, t = '', v1 = ''] =
			/^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['x-makepay-signature'])) ?? [];
		const secret = clients.sandbox.makePay.credentials.webhookSecret;
		const good = createHmac('sha256', secret).update(`${t}.${body}`).digest('hex') === v1;
		return { good, age: Math.floor(Date.now() / 1000) - Number(t) };
	};

	test('signed, with the documented headers and body', async () => {
		const [answer] = await clients.sandbox.makePay.sendWebhook(address, { status: 'complete' });
		expect(answer).toMatchObject({ status: 202, data: { ok: true }, attempt: 1 });
		const [delivery] = received as [Received];
		expect(delivery.headers).toMatchObject({
			'user-agent': 'MakePay-Webhooks/1.0',
			'content-type': 'application/json',
			'x-makepay-delivery-id': expect.stringMatching(/^[0-9a-f-]{36}$/),
			'x-makepay-delivery-group-id': expect.stringMatching(/^mpwhgrp_[0-9a-f]{64}$/),
			'x-makepay-delivery-origin': 'event',
			'x-makepay-event': 'status_changed',
			'x-makepay-attempt': '1',
		});
		expect(verify(delivery)).toEqual({ good: true, age: expect.any(Number) });
		expect(verify(delivery).age).toBeLessThan(3);
		const body = JSON.parse(delivery.body);
		expect(fieldsOf(body)).toEqual(
			names('type deliveryId createdAt event paymentLink session data'),
		);
		expect(body.session).toMatchObject({ status: 'complete' });
	});

	test('repeats share the group, forgeries do not verify', async () => {
		const { makePay } = clients.sandbox;
		await makePay.sendWebhook(address, { attempts: 3, groupId: 'group-1' });
		expect(received.map(({ headers }) => headers['x-makepay-attempt'])).toEqual(['1', '2', '3']);
		expect(
			new Set(received.map(({ headers }) => headers['x-makepay-delivery-group-id'])).size,
		).toBe(1);
		expect(new Set(received.map(({ headers }) => headers['x-makepay-delivery-id'])).size).toBe(3);
		received.length = 0;
		for (const forge of ['signature', 'body', 'timestamp', 'malformed', 'unsigned'] as const) {
			await makePay.sendWebhook(address, { forge });
		}
		await makePay.sendWebhook(address, { secret: 'another' });
		expect(received.map((delivery) => verify(delivery).good)).toEqual(Array(6).fill(false));
		await makePay.sendWebhook(address, { ageSeconds: 301 });
		expect(verify(received.at(-1) as Received)).toEqual({ good: true, age: expect.any(Number) });
		expect(verify(received.at(-1) as Received).age).toBeGreaterThanOrEqual(301);
	});

	test('over the control route', async () => {
		const control = `${clients.sandbox.makePay.url}/__sandbox/webhook`;
		const sent = await clients.visitor.post(control, { url: address, status: 'failed' });
		expect(sent.data[0]).toMatchObject({ status: 202 });
		expect(JSON.parse((received[0] as Received).body).session.status).toBe('failed');
		expect((await clients.visitor.post(control, { url: 'file:///x' })).status).toBe(400);
		expect((await clients.visitor.post(control, { url: 'http://127.0.0.1:1/' })).status).toBe(502);
	});

	test('paying on the page completes the session and reports it', async () => {
		const { makePay } = clients.sandbox;
		makePay.webhookUrl = address;
		const link = await made({ title: '<T>', amount: '7.50' });
		const page = await clients.visitor.get(link.publicUrl);
		expect([page.status, page.data.includes('&lt;T&gt;'), page.data.includes('7.50 USD')]).toEqual([
			200,
			true,
			true,
		]);
		expect((await clients.visitor.post(link.publicUrl)).status).toBe(200);
		const after = (await clients.makePay.get(`/payment-links/${link.uid}`)).data.paymentLink;
		expect(after.latestSession.status).toBe('complete');
		expect(JSON.parse((received[0] as Received).body).paymentLink.uid).toBe(link.uid);

		const paused = await made();
		await patch(paused.uid, { status: 'paused' });
		expect((await clients.visitor.get(paused.publicUrl)).status).toBe(409);
		await patch(paused.uid, { status: 'archived' });
		expect((await clients.visitor.get(paused.publicUrl)).status).toBe(410);
		expect((await clients.visitor.get(`${makePay.url}/payment/pay_x`)).status).toBe(404);
		makePay.clock.advance(25 * 3_600_000);
		expect((await clients.visitor.get(link.publicUrl)).status).toBe(410);
	});
});
