// MakePay's payment links against makepay.md 3.3: fields beyond the usual ones, nesting, dates, anonymous links.
import { fieldsOf, names, startClients, type Clients } from './clients';
import { ISO_MS } from './documents';

const FURTHER = {
	webhookUrl: 'https://merchant.example/webhooks/makepay',
	label: 'Website order #1042',
	receiptEmail: 'receipts@example.com',
	settlementCurrency: 'USDT',
	displayCurrency: 'EUR',
	successUrl: 'https://merchant.example/orders/1042/success',
	failureUrl: 'https://merchant.example/orders/1042/pay',
};
const SETTLEMENT = {
	currency: 'USDT',
	priorities: [{ chain: 'ETH', address: '0xabc', asset: 'ETH.USDT-0xabc' }],
};

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const state = () => clients.sandbox.makePay.state;
const switches = () => clients.sandbox.makePay.switches;
const create = (body: unknown) => clients.makePay.post('/payment-links', body);
const read = async (uid: string) =>
	(await clients.makePay.get(`/payment-links/${uid}`)).data.paymentLink;

describe('further fields of the payload', () => {
	test('are stored and answered as sent; the label of the link is the one given', async () => {
		const payload = { amount: '129.99', title: 'Order #1042', ...FURTHER };
		const { status, data } = await create({ payload });
		expect(status).toBe(201);
		expect(data.paymentLink).toMatchObject({ label: FURTHER.label, title: 'Order #1042' });
		expect(data.paymentLink.payload).toEqual(payload);
		expect(await read(data.paymentLink.uid)).toEqual(data.paymentLink);
		const plain = await create({ payload: { amount: '1', title: 'T' } });
		expect(plain.data.paymentLink.label).toBe('T');
	});

	test.each([
		[{ webhookUrl: 'merchant.example' }],
		[{ webhookUrl: 'ftp://merchant.example/' }],
		[{ receiptEmail: 'x' }],
		[{ label: 5 }],
		[{ settlementCurrency: 5 }],
		[{ displayCurrency: null }],
		[{ failureUrl: 'x' }],
	])('refuses %j', async (fields) => {
		const { status, data } = await create({ payload: { amount: '1', ...fields } });
		const [name] = Object.keys(fields);
		expect([status, data.error]).toEqual([400, expect.stringContaining(`payload.${name}`)]);
		expect(state().links.size).toBe(0);
	});
});

describe('type and donation_slug', () => {
	test('a usual link has no type and no slug; a donation page has both', async () => {
		const { data } = await create({ payload: { amount: '1' } });
		expect(data.paymentLink).toMatchObject({ donation_slug: null, link_type: 'one_time' });
		expect(data.paymentLink).not.toHaveProperty('type');
		const page = state().addLink(
			{ amount: '25', title: 'Spring campaign' },
			{ type: 'donation', donationSlug: 'spring-campaign' },
		);
		expect(await read(page.uid)).toMatchObject({
			type: 'donation',
			donation_slug: 'spring-campaign',
		});
	});
});

describe('the nesting', () => {
	const FLAT = { amount: '12.50', title: 'Order #123', orderId: 'order_123' };

	test.each([
		[FLAT],
		[{ ...FLAT, status: 'active', sendPaymentRequestEmail: false }],
		[{ payload: FLAT, title: 'again' }],
		[{ payload: [FLAT] }],
		[{ payload: JSON.stringify(FLAT) }],
		[{ paymentLink: FLAT }],
	])('refuses %j', async (body) => {
		const { status, data } = await create(body);
		expect([status, fieldsOf(data)]).toEqual([400, ['error']]);
		expect(state().links.size).toBe(0);
	});

	test('says that the payload is missing', async () => {
		expect((await create(FLAT)).data).toEqual({ error: 'payload is required' });
	});

	test('with the switch a flat body is taken, as by the mock', async () => {
		switches().flatBody = 'taken';
		const { status, data } = await create({ ...FLAT, status: 'paused' });
		expect(status).toBe(201);
		expect(data.paymentLink).toMatchObject({ status: 'paused', amount: '12.50', payload: FLAT });
		expect((await create({ ...FLAT, titel: 'x' })).status).toBe(400);
		expect((await create({ title: 'no amount' })).status).toBe(400);
	});
});

describe('status and sendPaymentRequestEmail', () => {
	test.each(['active', 'paused', 'archived'])('%s is the first status', async (status) => {
		const { data } = await create({ status, payload: { amount: '1' } });
		expect(data.paymentLink.status).toBe(status);
	});

	test('left out: active, no mail; with the switch both are required', async () => {
		const payload = { amount: '1', customerEmail: 'a@b.example' };
		expect((await create({ payload })).data).toMatchObject({
			paymentRequestEmailSent: false,
			paymentRequestEmailError: null,
			paymentLink: { status: 'active' },
		});
		switches().createNeedsStatus = true;
		const bodies = [{ payload }, { payload, status: 'active' }];
		for (const body of [...bodies, { payload, sendPaymentRequestEmail: false }]) {
			const { status, data } = await create(body);
			expect([status, data.error]).toEqual([400, expect.stringContaining('is required')]);
		}
		const full = { payload, status: 'active', sendPaymentRequestEmail: true };
		expect((await create(full)).data.paymentRequestEmailSent).toBe(true);
	});
});

describe('dates', () => {
	const SNAKE = names('created_at updated_at expires_at');
	const CAMEL = names('createdAt updatedAt expiresAt');
	const datesOf = (link: object) => fieldsOf(link).filter((name) => /(_at|At)$/.test(name));

	test.each([
		['snake', SNAKE],
		['camel', CAMEL],
		['both', [...SNAKE, ...CAMEL].sort()],
	] as const)('in the spelling %s', async (spelling, expected) => {
		switches().linkDates = spelling;
		const made = (await create({ payload: { amount: '1', expirationTime: '1h' } })).data;
		const { uid } = made.paymentLink;
		const listed = (await clients.makePay.get('/payment-links')).data.paymentLinks[0];
		const changed = await clients.makePay.patch(`/payment-links/${uid}`, { status: 'paused' });
		for (const link of [made.paymentLink, await read(uid), listed, changed.data.paymentLink]) {
			expect(datesOf(link)).toEqual(expected);
			for (const name of expected) expect(link[name]).toMatch(ISO_MS);
		}
		const forever = await create({ payload: { amount: '1', expirationTime: 'never' } });
		const end = spelling === 'camel' ? 'expiresAt' : 'expires_at';
		expect(forever.data.paymentLink[end]).toBeNull();
	});
});

describe('anonymous links', () => {
	const anonymous = async (body: object) =>
		await clients.visitor.post(
			`${clients.sandbox.makePay.url}/api/partner/v1/makepay/payment-links`,
			body,
		);

	test('are flat and answered in their own form', async () => {
		const body = { amount: '25', settlement: SETTLEMENT, title: 'Invoice #1042' };
		const { status, data } = await anonymous({ ...body, webhookUrl: FURTHER.webhookUrl });
		expect(status).toBe(201);
		expect(fieldsOf(data)).toEqual(
			names('ok anonymous paymentRequestEmailSent paymentRequestEmailError paymentLink requestId'),
		);
		expect(data).toMatchObject({
			ok: true,
			anonymous: true,
			paymentRequestEmailSent: false,
			paymentRequestEmailError: null,
			requestId: expect.any(String),
		});
		expect(fieldsOf(data.paymentLink)).toEqual(
			names(`id uid status link_type payload settlement branding publicUrl expiresAt expires_at
				created_at updated_at webhook`),
		);
		expect(data.paymentLink).toMatchObject({ link_type: 'one_time', settlement: SETTLEMENT });
		const { url, secret, secretLast4 } = data.paymentLink.webhook;
		expect([url, secretLast4]).toEqual([FURTHER.webhookUrl, secret.slice(-4)]);
		expect((await anonymous(body)).data.paymentLink.webhook).toBeNull();
	});

	test('need their settlement', async () => {
		expect((await anonymous({ amount: '25' })).status).toBe(400);
		expect((await anonymous({ settlement: SETTLEMENT })).status).toBe(400);
	});
});
