// Idempotency keys: smarterpay.md 6 and makepay.md 6.
import { SMARTER_PAY_PAGES as PAGES } from '../../sandbox';
import { startClients, type Clients } from './clients';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const key = (value: string) => ({ headers: { 'Idempotency-Key': value } });

describe('SmarterPay', () => {
	const create = (link: object = {}, config = {}) =>
		clients.smarterPay.post(
			'/paymentlink',
			{ payment_link: { ecommerce_page: PAGES.open.id, ...link } },
			config,
		);
	const links = () => clients.sandbox.smarterPay.state.links.size;

	test('the same key gives the same answer and no second link', async () => {
		const first = await create({}, key('k1'));
		const again = await create({}, key('k1'));
		expect(first.headers['idempotency-replay']).toBeUndefined();
		expect(again.headers['idempotency-replay']).toBe('true');
		expect([again.status, again.data, links()]).toEqual([first.status, first.data, 1]);
		expect(again.headers['content-type']).toBe(first.headers['content-type']);
		expect(clients.sandbox.smarterPay.requests[1]?.replayed).toBe(true);
		await create({}, key('K1')); // case-sensitive
		await create();
		await create();
		expect(links()).toBe(4);
	});

	test('many at once make one link', async () => {
		clients.sandbox.smarterPay.latencyMs = 20;
		const answers = await Promise.all(Array.from({ length: 20 }, () => create({}, key('same'))));
		expect(new Set(answers.map(({ data }) => data.payment_link.id)).size).toBe(1);
		expect(links()).toBe(1);
	});

	test('the same key with another body is refused, with the status that is set', async () => {
		await create({}, key('k1'));
		const other = await create({ amount: '1' }, key('k1'));
		expect([other.status, links()]).toEqual([422, 1]);
		expect(other.data.error.message).toContain('Idempotency-Key');
		clients.sandbox.smarterPay.switches.keyReuseStatus = 409;
		expect((await create({ amount: '1' }, key('k1'))).status).toBe(409);
	});

	test('refusals are saved as well', async () => {
		const bad = { ecommerce_page: PAGES.generic.id };
		const first = await create(bad, key('k1'));
		clients.sandbox.smarterPay.state.pages.get(PAGES.generic.id)!.personalized = true;
		const again = await create(bad, key('k1'));
		expect([again.status, again.data, again.headers['idempotency-replay']]).toEqual([
			400,
			first.data,
			'true',
		]);
		expect((await create(bad, key('k2'))).status).toBe(200);
	});

	test('keys belong to their endpoint, and updates honour them', async () => {
		const [a, b] = clients.sandbox.smarterPay.state.seedLinks(2);
		const expire = (id = '') =>
			clients.smarterPay.put(
				`/paymentlink/${id}`,
				{ payment_link: { status: 'expired' } },
				key('k1'),
			);
		await create({}, key('k1'));
		const first = await expire(a?.id);
		const again = await expire(a?.id);
		expect([first.headers['idempotency-replay'], again.headers['idempotency-replay']]).toEqual([
			undefined,
			'true',
		]);
		expect((await expire(b?.id)).status).toBe(422);
		const account = { Customer_Account: { email: 'a@b.example' } };
		expect((await clients.smarterPay.post('/customeraccount', account, key('k1'))).status).toBe(
			400,
		);
	});

	test('a wrong token is not an answer worth saving', async () => {
		const wrong = { headers: { 'Idempotency-Key': 'k1', Authorization: 'Bearer wrong' } };
		expect((await create({}, wrong)).status).toBe(401);
		expect((await create({}, key('k1'))).status).toBe(200);
	});

	test('keys have up to 255 of the allowed characters and are kept for a day', async () => {
		expect((await create({}, key('k'.repeat(256)))).status).toBe(400);
		expect((await create({}, key('caf\u00e9'))).status).toBe(400);
		expect((await create({}, key('_:;.,/"\'?!(){}[]@<>=-+*#$&`|~^%'))).status).toBe(200);
		await create({}, key('k'.repeat(255)));
		clients.sandbox.smarterPay.clock.advance(23 * 3_600_000);
		expect((await create({}, key('k'.repeat(255)))).headers['idempotency-replay']).toBe('true');
		clients.sandbox.smarterPay.clock.advance(2 * 3_600_000);
		expect((await create({}, key('k'.repeat(255)))).headers['idempotency-replay']).toBeUndefined();
		expect(links()).toBe(3);
	});
});

describe('MakePay', () => {
	const create = (amount = '5', config = {}) =>
		clients.makePay.post('/payment-links', { payload: { amount } }, config);
	const links = () => clients.sandbox.makePay.state.links.size;

	test('first 201, replay 200 with the same body', async () => {
		const first = await create('5', key('order-1042'));
		const again = await create('5', key('order-1042'));
		expect([first.status, again.status, links()]).toEqual([201, 200, 1]);
		expect(again.data).toEqual(first.data);
		expect(again.headers['idempotent-replayed']).toBe('true');
	});

	test('reuse with another body or link, and keys of another form', async () => {
		const { uid } = (await create('5', key('order-1042'))).data.paymentLink;
		const other = await create('6', key('order-1042'));
		expect([other.status, other.data.errorCode]).toEqual([409, 'idempotency_key_reused']);
		for (const bad of ['short', 'x'.repeat(201), 'with space', 'with"quote']) {
			expect((await create('5', key(bad))).status).toBe(400);
		}
		const second = (await create()).data.paymentLink.uid;
		const extend = (id: string) =>
			clients.makePay.patch(
				`/payment-links/${id}`,
				{ extendExpirationTime: '1h' },
				key('order-1042'),
			);
		const first = (await extend(uid)).data;
		expect((await extend(uid)).data).toEqual(first);
		expect((await extend(second)).status).toBe(409);
	});

	test('customers, portal links and mails know no keys', async () => {
		const upsert = () => clients.makePay.post('/customers', { name: 'A' }, key('customer-1'));
		await upsert();
		await upsert();
		expect(clients.sandbox.makePay.state.customers.size).toBe(2);
	});
});
