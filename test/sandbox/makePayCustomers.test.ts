// MakePay's customers, subscriptions, settings and authentication against makepay.md 1, 3.1, 3.2, 3.4, 3.5, 4.
import { fieldsOf, names, startClients, type Clients } from './clients';
import { CUSTOMER_FIELDS, ISO_MS } from './documents';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const state = () => clients.sandbox.makePay.state;
const upsert = (body: unknown) => clients.makePay.post('/customers', body);
const SAMPLE = {
	email: 'buyer@example.com',
	name: 'Sample Buyer',
	clientId: 'crm_123',
	metadata: { source: 'n8n' },
};

describe('customers', () => {
	test('upsert makes a customer and then changes it by email', async () => {
		const { status, data } = await upsert(SAMPLE);
		expect(status).toBe(200);
		expect(fieldsOf(data)).toEqual(names('ok companyId customer'));
		expect(data).toMatchObject({ ok: true, companyId: 'acct_123', customer: SAMPLE });
		expect(fieldsOf(data.customer)).toEqual(CUSTOMER_FIELDS);
		expect(data.customer.id).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
		expect(data.customer.uid).toMatch(/^cus_[a-z0-9]{26}$/);
		expect(data.customer.createdAt).toMatch(ISO_MS);

		const changed = await upsert({ email: 'Buyer@Example.com', name: 'New Name' });
		expect(changed.data.customer).toMatchObject({
			id: data.customer.id,
			name: 'New Name',
			clientId: 'crm_123',
			metadata: { source: 'n8n' },
		});
		const alias = await upsert({ customerEmail: 'buyer@example.com', metadata: { a: 1 } });
		expect(alias.data.customer).toMatchObject({ id: data.customer.id, metadata: { a: 1 } });
		clients.sandbox.makePay.switches.metadataOnUpsert = 'merge';
		expect((await upsert({ ...SAMPLE, metadata: { b: 2 } })).data.customer.metadata).toEqual({
			a: 1,
			b: 2,
		});
		expect(state().customers.size).toBe(1);
	});

	test('without email: client id matches, a name alone never does', async () => {
		await upsert({ clientId: 'c1', name: 'A' });
		await upsert({ clientId: 'c1', name: 'B' });
		expect(state().customers.size).toBe(1);
		await upsert({ name: 'B' });
		await upsert({ name: 'B' });
		expect(state().customers.size).toBe(3);
	});

	test.each([
		[{}],
		[{ metadata: {} }],
		[{ email: 'none' }],
		[{ email: null }],
		[{ name: 5 }],
		[{ name: 'A', metadata: [] }],
		[{ name: 'A', metadata: 'text' }],
		[{ name: 'A', client_id: 'x' }],
		[[]],
		[undefined],
		['{'],
	])('refuses %j', async (body) => {
		const { status, data } = await clients.makePay.post('/customers', body, {
			headers: { 'Content-Type': 'application/json' },
		});
		expect([status, typeof data.error]).toEqual([400, 'string']);
		expect(state().customers.size).toBe(0);
	});

	test('list shows all', async () => {
		state().seedCustomers(250);
		const { data } = await clients.makePay.get('/customers?limit=5');
		expect(fieldsOf(data)).toEqual(names('companyId customers'));
		expect(data.customers).toHaveLength(250);
		expect(fieldsOf(data.customers[0])).toEqual(CUSTOMER_FIELDS);
	});

	test('subscriptions and settings in the documented fields', async () => {
		state().seedSubscriptions(2);
		const { data } = await clients.makePay.get('/subscriptions');
		expect(fieldsOf(data)).toEqual(names('companyId subscriptions'));
		expect(fieldsOf(data.subscriptions[0])).toEqual(
			names(`id uid status customerEmail amountUsd cadence billingIntervalUnit billingIntervalCount nextBillingAt
				metadata`),
		);
		expect((await clients.makePay.get('/settings')).data).toEqual({
			companyId: 'acct_123',
			company: { id: 'acct_123', name: 'Example Ltd', slug: 'example', pictureUrl: null },
			settings: {},
		});
	});
});

describe('authentication', () => {
	test.each([
		[{ 'x-makecrypto-key-secret': 'wrong' }, 401, 'Invalid API key'],
		[{ 'x-makecrypto-key-id': '' }, 401, 'Invalid API key'],
		[{ Authorization: 'DPoP token' }, 400, 'Mixed API key and OAuth authentication'],
	])('with %j answers %i', async (headers, status, error) => {
		const answer = await clients.makePay.get('/customers', { headers });
		expect([answer.status, answer.data]).toEqual([status, { error }]);
	});

	test('unknown paths and bodies that are too large', async () => {
		const unknown = await clients.makePay.get('/unknown');
		expect([unknown.status, unknown.data]).toEqual([404, { error: 'not_found' }]);
		const large = await upsert({ name: 'x'.repeat(1_000_000) });
		expect([large.status, large.data]).toEqual([413, { error: 'Request body too large' }]);
		expect((await upsert({ name: 'x'.repeat(999_000) })).status).toBe(200);
	});
});
