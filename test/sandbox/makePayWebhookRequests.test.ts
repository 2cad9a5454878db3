// Where MakePay's deliveries go, and the log of them, against makepay.md 3.3, 3.7 and 5.
import { fieldsOf, startClients, type Clients } from './clients';
import { signedBy, startReceiver, type Receiver } from './receiver';

let clients: Clients;
let receiver: Receiver;
beforeAll(async () => {
	[clients, receiver] = await Promise.all([startClients(), startReceiver()]);
});
afterAll(async () => {
	receiver.stop();
	await clients.sandbox.stop();
});
beforeEach(() => {
	clients.sandbox.reset();
	receiver.received.length = 0;
});

const makePay = () => clients.sandbox.makePay;
const fire = (options: object) =>
	clients.visitor.post(`${makePay().url}/__sandbox/webhook`, options);

describe('where deliveries go', () => {
	const pay = async (payload: object) => {
		const { data } = await clients.makePay.post('/payment-links', { payload });
		expect((await clients.visitor.post(data.paymentLink.publicUrl)).status).toBe(200);
	};

	test('to the address of the link, else to that of the company, with one secret', async () => {
		makePay().webhookUrl = `${receiver.origin}/company`;
		await pay({ amount: '1', webhookUrl: `${receiver.origin}/own` });
		await pay({ amount: '1' });
		expect(receiver.received.map(({ path }) => path)).toEqual(['/own', '/company']);
		const secret = makePay().credentials.webhookSecret;
		expect(receiver.received.map((delivery) => signedBy(secret, delivery))).toEqual([true, true]);
		expect(receiver.bodies()[0].session).toMatchObject({
			status: 'complete',
			previousStatus: null,
		});
	});

	test('of an anonymous link to its own address alone, with its own secret', async () => {
		makePay().webhookUrl = `${receiver.origin}/company`;
		const url = `${makePay().url}/api/partner/v1/makepay/payment-links`;
		const body = { amount: '1', settlement: { currency: 'USDT', priorities: [] } };
		const own = (await clients.visitor.post(url, { ...body, webhookUrl: `${receiver.origin}/own` }))
			.data;
		const none = (await clients.visitor.post(url, body)).data;
		for (const { paymentLink } of [own, none]) await clients.visitor.post(paymentLink.publicUrl);
		expect(receiver.received.map(({ path }) => path)).toEqual(['/own']);
		expect(signedBy(own.paymentLink.webhook.secret, receiver.received[0]!)).toBe(true);
	});

	test('a fired event without any address is refused', async () => {
		const { status, data } = await fire({ status: 'complete' });
		expect([status, typeof data.error]).toEqual([400, 'string']);
	});
});

describe('webhook requests', () => {
	const list = async (params: object = {}) =>
		await clients.makePay.get('/webhook-requests', { params });

	test('are the attempts, newest first, each the body that was sent', async () => {
		expect((await list()).data).toEqual({ webhookRequests: [] });
		await fire({ url: receiver.origin, attempts: 2 });
		await fire({ url: receiver.origin, event: 'subscription_status_changed' });
		await fire({ url: 'http://127.0.0.1:1/' });
		const { status, data } = await list();
		expect([status, fieldsOf(data)]).toEqual([200, ['webhookRequests']]);
		expect(data.webhookRequests).toHaveLength(4);
		expect(data.webhookRequests.slice(1)).toEqual(receiver.bodies().reverse());
		makePay().reset();
		expect((await list()).data.webhookRequests).toEqual([]);
	});

	test('what only a forger sends is none of them', async () => {
		await fire({ url: receiver.origin, forge: 'signature' });
		await fire({ url: receiver.origin, secret: 'another' });
		await fire({ url: receiver.origin, rawBody: 'x' });
		expect(receiver.received).toHaveLength(3);
		expect((await list()).data.webhookRequests).toEqual([]);
	});

	test('the limit keeps the newest; 1 to 100', async () => {
		await fire({ url: receiver.origin, attempts: 105 });
		const newest = receiver.bodies().reverse();
		expect((await list({ limit: 1 })).data.webhookRequests).toEqual(newest.slice(0, 1));
		expect((await list({ limit: 100 })).data.webhookRequests).toEqual(newest.slice(0, 100));
		for (const limit of [0, 101, -1, 'x']) expect((await list({ limit })).status).toBe(400);
	});

	test('under the other name the SDK knows', async () => {
		makePay().switches.webhookRequestsKey = 'requests';
		expect((await list()).data).toEqual({ requests: [] });
	});

	test('need the key', async () => {
		const url = `${makePay().url}/api/partner/v1/makepay/webhook-requests`;
		expect((await clients.visitor.get(url)).status).toBe(401);
	});
});
