// MakePay's payment links against makepay.md 3.3: creating.
import { fieldsOf, names, startClients, type Clients } from './clients';

const LINK =
	names(`id uid donation_slug link_type source publicUrl status amount fiatAmount fiatCurrency currency
	asset title label description orderId customerEmail clientId metadata payload latestSession timelineEvents
	created_at updated_at expires_at`);
// The sample request of 3.3.
const SAMPLE = {
	status: 'active',
	sendPaymentRequestEmail: false,
	payload: {
		title: 'Order #1042',
		description: 'Checkout for order #1042',
		amount: '129.99',
		currency: 'USDT',
		orderId: 'order_1042',
		customerEmail: 'buyer@example.com',
		returnUrl: 'https://merchant.example/orders/1042',
		successUrl: 'https://merchant.example/orders/1042/success',
		failureUrl: 'https://merchant.example/orders/1042/pay',
		expirationTime: '12h',
	},
};

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const state = () => clients.sandbox.makePay.state;
const create = (body: unknown, headers = {}) =>
	clients.makePay.post('/payment-links', body, { headers });

describe('create', () => {
	test('answers the sample with 201 and the documented fields', async () => {
		const { status, data } = await create(SAMPLE);
		expect(status).toBe(201);
		expect(fieldsOf(data)).toEqual(
			names('ok companyId paymentRequestEmailSent paymentRequestEmailError paymentLink'),
		);
		expect(data).toMatchObject({
			ok: true,
			paymentRequestEmailSent: false,
			paymentRequestEmailError: null,
		});
		const link = data.paymentLink;
		expect(fieldsOf(link)).toEqual(LINK);
		expect(link).toMatchObject({
			publicUrl: `${clients.sandbox.makePay.url}/payment/${link.uid}`,
			status: 'active',
			amount: '129.99',
			title: 'Order #1042',
			label: 'Order #1042',
			orderId: 'order_1042',
			payload: SAMPLE.payload,
			metadata: {},
			latestSession: null,
			donation_slug: null,
		});
		expect(Date.parse(link.expires_at) - Date.parse(link.created_at)).toBe(12 * 3_600_000);
	});

	test.each([
		[{}],
		[{ payload: {} }],
		[{ payload: { amount: '0' } }],
		[{ payload: { amount: 0 } }],
		[{ payload: { amount: '-5' } }],
		[{ payload: { amount: '1,5' } }],
		[{ payload: { amount: '1', customerEmail: 'x' } }],
		[{ payload: { amount: '1', successUrl: 'x' } }],
		[{ payload: { amount: '1', expirationTime: '2h' } }],
		[{ payload: { amount: '1', metadata: [] } }],
		[{ payload: { amount: '1', titel: 'x' } }],
		[{ payload: { amount: '1' }, status: 'draft' }],
		[{ payload: { amount: '1' }, sendPaymentRequestEmail: 'yes' }],
	])('refuses %j', async (body) => {
		const { status, data } = await create(body);
		expect([status, typeof data.error]).toEqual([400, 'string']);
		expect(state().links.size).toBe(0);
	});

	test('takes a number, a status and sends a mail when there is an address', async () => {
		const body = {
			payload: { amount: 12.5, customerEmail: 'a@b.example' },
			sendPaymentRequestEmail: true,
		};
		const { data } = await create({ ...body, status: 'paused' });
		expect(data).toMatchObject({
			paymentRequestEmailSent: true,
			paymentLink: { status: 'paused', amount: '12.5' },
		});
		expect(state().emails).toEqual([{ linkUid: data.paymentLink.uid, email: 'a@b.example' }]);
		const without = await create({ payload: { amount: '1' }, sendPaymentRequestEmail: true });
		expect(without.data).toMatchObject({
			paymentRequestEmailSent: false,
			paymentRequestEmailError: expect.any(String),
		});
	});

	test('the trap: without key headers an anonymous link, not 401', async () => {
		const url = `${clients.sandbox.makePay.url}/api/partner/v1/makepay/payment-links`;
		const body = { payload: { amount: '5' } };
		expect((await clients.visitor.post(url, body)).status).toBe(400);
		const settled = await clients.visitor.post(url, {
			payload: { amount: '5', settlement: { routes: [] } },
		});
		expect([settled.status, settled.data.anonymous]).toEqual([201, true]);
		clients.sandbox.makePay.switches.anonymousNeedsSettlement = false;
		const blank = await create(body, { 'x-makecrypto-key-secret': '' });
		expect([blank.status, blank.data.anonymous]).toEqual([201, true]);
		expect((await create(body, { 'x-makecrypto-key-secret': 'wrong' })).status).toBe(401);
		expect((await clients.makePay.get('/payment-links')).data.paymentLinks).toEqual([]);
		expect((await clients.makePay.get(`/payment-links/${blank.data.paymentLink.uid}`)).status).toBe(
			404,
		);
	});
});
