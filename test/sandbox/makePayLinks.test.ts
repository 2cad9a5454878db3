// MakePay's payment links against makepay.md 3.3: reading and changing.
import { fieldsOf, names, startClients, type Clients } from './clients';

const LINK =
	names(`id uid donation_slug link_type source publicUrl status amount fiatAmount fiatCurrency currency
	asset title label description orderId customerEmail clientId metadata payload latestSession timelineEvents
	created_at updated_at expires_at`);
let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const state = () => clients.sandbox.makePay.state;
const create = (body: unknown, headers = {}) =>
	clients.makePay.post('/payment-links', body, { headers });
const patch = (uid: string, body: unknown, headers = {}) =>
	clients.makePay.patch(`/payment-links/${uid}`, body, { headers });
const made = async (payload: object = {}) =>
	(await create({ payload: { amount: '5', title: 'T', ...payload } })).data.paymentLink;

describe('read', () => {
	test('one, and 404', async () => {
		const link = await made();
		const { data } = await clients.makePay.get(`/payment-links/${link.uid}`);
		expect(data).toEqual({ companyId: 'acct_123', paymentLink: link });
		const unknown = await clients.makePay.get('/payment-links/pay_unknown');
		expect([unknown.status, unknown.data]).toEqual([404, { error: 'payment_link_not_found' }]);
	});

	test('list, with limit and status — or ignoring them', async () => {
		state().seedLinks(120);
		const [first, second, third] = [...state().links.values()];
		Object.assign(first ?? {}, { latestSession: { id: 's', status: 'complete' } });
		Object.assign(second ?? {}, { expiresAt: 1 });
		Object.assign(third ?? {}, { latestSession: { id: 's', status: 'failed' } });
		const list = async (params: object = {}) =>
			(await clients.makePay.get('/payment-links', { params })).data;
		expect(fieldsOf(await list())).toEqual(names('companyId paymentLinks'));
		expect((await list()).paymentLinks).toHaveLength(120);
		expect(fieldsOf((await list()).paymentLinks[0])).toEqual(LINK);
		expect((await list({ limit: 100 })).paymentLinks).toHaveLength(100);
		expect((await list({ status: 'paid' })).paymentLinks).toHaveLength(1);
		expect((await list({ status: 'failed' })).paymentLinks).toHaveLength(1);
		expect((await list({ status: 'expired' })).paymentLinks[0].uid).toBe(second?.uid);
		expect((await list({ status: 'active' })).paymentLinks).toHaveLength(119);
		for (const params of [{ limit: 0 }, { limit: 101 }, { limit: 'x' }, { status: 'draft' }]) {
			expect((await clients.makePay.get('/payment-links', { params })).status).toBe(400);
		}
		expect((await list({ limit: 1, status: 'active' })).paymentLinks).toHaveLength(1);
		clients.sandbox.makePay.switches.listParameters = 'ignored';
		expect((await list({ limit: 5, status: 'paid' })).paymentLinks).toHaveLength(120);
	});
});

describe('change', () => {
	test('pause, extend, archive', async () => {
		const link = await made({ expirationTime: '1h' });
		const paused = await patch(link.uid, { status: 'paused' });
		expect(paused.status).toBe(200);
		expect(fieldsOf(paused.data)).toEqual(names('ok companyId paymentLink'));
		expect(paused.data.paymentLink.status).toBe('paused');
		const extended = (await patch(link.uid, { extendExpirationTime: '24h' })).data.paymentLink;
		expect(Date.parse(extended.expires_at) - Date.parse(link.expires_at)).toBe(86_400_000);
		expect(
			(await patch(link.uid, { extendExpirationTime: 'never' })).data.paymentLink.expires_at,
		).toBeNull();

		const archived = await patch(link.uid, { status: 'archived' });
		expect(archived.data).toMatchObject({
			archiveEligibility: 'no_session',
			archivedWithNoSession: true,
			latestSession: null,
			sessionCreationClaimed: false,
			paymentLink: { status: 'archived' },
		});
		const again = await patch(link.uid, { status: 'archived' });
		expect(again.status).toBe(409);
		expect(again.data).toEqual({
			archiveEligibility: 'already_archived',
			errorCode: 'payment_link_already_archived',
		});
	});

	test('an update takes the four metadata keys of the SDK', async () => {
		const metadata = {
			medusaOrderId: '1',
			medusaOrderDisplayId: '2',
			medusaAdminUrl: 'https://shop.example/admin',
			medusaInstallationId: '3',
		};
		const { uid } = await made({ metadata: { source: 'api' } });
		const { status, data } = await patch(uid, { metadata });
		const both = { source: 'api', ...metadata };
		expect([status, data.paymentLink.metadata]).toEqual([200, both]);
		expect(data.paymentLink.payload.metadata).toEqual(both);
	});

	test('a link with a session cannot be archived', async () => {
		const { uid } = await made();
		const link = state().link(uid);
		if (link) link.latestSession = { id: 'session_123', status: 'awaiting_deposit' };
		const { status, data } = await patch(uid, { status: 'archived' });
		expect([status, data]).toEqual([
			409,
			{
				archiveEligibility: 'session_started',
				errorCode: 'payment_link_has_session',
				latestSession: { id: 'session_123', status: 'awaiting_deposit' },
				sessionCreationClaimed: false,
			},
		]);
	});

	test.each([
		[{}],
		[{ status: 'draft' }],
		[{ extendExpirationTime: '2h' }],
		[{ title: 'x' }],
		[{ metadata: { a: 1 } }],
		[{ metadata: { medusaOrder: '1' } }],
		[{ metadata: { medusaOrderId: '1', note: 'x' } }],
		[{ metadata: { medusaOrderId: 1 } }],
		[{ metadata: ['medusaOrderId'] }],
	])('refuses %j', async (body) => {
		expect((await patch((await made()).uid, body)).status).toBe(400);
	});

	test('request mail', async () => {
		const link = await made({ customerEmail: 'a@b.example' });
		const send = (uid: string, body?: object) =>
			clients.makePay.post(`/payment-links/${uid}/send-request-email`, body);
		const { data } = await send(link.uid, {});
		expect(fieldsOf(data)).toEqual(names('ok email paymentLink'));
		expect(fieldsOf(data.paymentLink)).toEqual(
			names('id uid donation_slug link_type status payload publicUrl'),
		);
		expect(data.email).toBe('a@b.example');
		expect((await send(link.uid, { email: 'c@d.example' })).data.email).toBe('c@d.example');
		expect(state().emails).toHaveLength(2);
		expect((await send((await made()).uid)).status).toBe(400);
		expect((await send(link.uid, { email: 'x' })).status).toBe(400);
	});
});
