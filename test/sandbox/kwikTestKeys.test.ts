// Kwik's test keys: data of their own in V2, refused by V1 live (kwik.md 1, 2.1, 3.1–3.4).
import { KWIK_LOOKUPS } from '../../sandbox';
import { fieldsOf, startClients, type Clients } from './clients';
import { person } from './documents';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const live = () => clients.sandbox.kwik.state;
const idsOf = (entries: Array<{ id: string }>) => new Set(entries.map(({ id }) => id));
const kwik = () => clients.kwik;
const kwikTest = () => clients.kwikTest;
const create = (client: Clients['kwik'], reference: string) =>
	client.post('/2.0/customers/create', { records: [person(reference)] });

test('test keys are another pair than those of live data', () => {
	const { credentials, testCredentials } = clients.sandbox.kwik;
	expect(fieldsOf(testCredentials)).toEqual(fieldsOf(credentials));
	expect(testCredentials.rootUrl).toBe(credentials.rootUrl);
	expect(testCredentials.apiKey).not.toBe(credentials.apiKey);
	expect(testCredentials.apiSecret).not.toBe(credentials.apiSecret);
});

test('they reach customers of their own', async () => {
	const inLive = (await create(kwik(), 'LIVE')).data.results[0];
	const inTest = (await create(kwikTest(), 'TEST')).data.results[0];
	const list = async (client: Clients['kwik']) =>
		(await client.get('/2.0/customers/list')).data.results;
	expect([await list(kwik()), await list(kwikTest())]).toEqual([[inLive], [inTest]]);
	for (const [client, id] of [
		[kwik(), inTest.id],
		[kwikTest(), inLive.id],
	] as const) {
		const records = [{ id, city_or_town: 'Pretoria' }];
		expect((await client.post('/2.0/customers/update', { records })).data.error_code).toBe('007');
		const link = await client.post('/2.0/customer-portal/link', { customer_id: id });
		expect(link.data.error_code).toBe('007');
	}
	expect(live().customers.size + live().test.customers.size).toBe(2);
});

test('they make portal links that lead to the page of a test customer', async () => {
	const [customer] = live().test.seedCustomers(1, () => ({ person_surname: 'Of Test Data' }));
	const [subscription] = live().test.seedSubscriptions(1, customer?.id);
	const body = { customer_id: customer?.id, subscription_id: subscription?.id };
	const { result } = (await kwikTest().post('/2.0/customer-portal/link', body)).data;
	const page = await clients.visitor.get(result.link_url);
	expect([page.status, page.data.includes('Of Test Data')]).toEqual([200, true]);
	expect([live().portalLinks.size, live().test.portalLinks.size]).toEqual([0, 1]);
});

test.each([
	['/2.0/lookups/customer_status', 'lookups'],
	['/2.0/lookups', 'lookups'],
	['/2.0/products/list', 'results'],
	['/2.0/payment-methods', 'payment_methods'],
])('%s: the same entries with ids of their own', async (path, list) => {
	const [ofLive, ofTest] = await Promise.all(
		[kwik(), kwikTest()].map(async (client) => (await client.get(path)).data[list]),
	);
	const { id: liveId, parent_lookups_id: _parent, ...shown } = ofLive[0];
	expect(ofTest[0]).toMatchObject({ ...shown, id: expect.not.stringMatching(`^${liveId}$`) });
	expect(ofTest).toHaveLength(ofLive.length);
	const shared = [...idsOf(ofLive)].filter((id) => idsOf(ofTest).has(id));
	expect(shared).toEqual([]);
});

test('they look up banks by payment methods of their own', async () => {
	const methodOf = async (client: Clients['kwik']) =>
		(await client.get('/2.0/payment-methods')).data.payment_methods[1].id as string;
	const [ofLive, ofTest] = [await methodOf(kwik()), await methodOf(kwikTest())];
	const banks = await kwikTest().get(`/2.0/lookups/bank_name/${ofTest}`);
	expect(banks.data.lookups.map((bank: { enum: string }) => bank.enum)).toEqual(['NEDBANK']);
	expect((await kwikTest().get(`/2.0/lookups/bank_name/${ofLive}`)).data.error_code).toBe('007');
	const provinces = (await kwikTest().get('/2.0/lookups/province')).data.lookups;
	const countries = idsOf((await kwikTest().get('/2.0/lookups/country')).data.lookups);
	expect(countries.has(provinces[0].parent_lookups_id)).toBe(true);
	expect(idsOf([...KWIK_LOOKUPS]).has(provinces[0].parent_lookups_id)).toBe(false);
});

test.each(['customers/list', 'lookups/customer_status', 'payment-methods', 'nothing'])(
	'they are refused by V1 live with 001: %s',
	async (path) => {
		const { status, data } = await kwikTest().get(`/1.0/${path}`);
		expect([status, data.status, data.error_code]).toEqual([401, false, '001']);
	},
);

test('they do not mix with those of live data', async () => {
	const { credentials, testCredentials, url } = clients.sandbox.kwik;
	const auth = { username: testCredentials.apiKey, password: credentials.apiSecret };
	const { data } = await clients.visitor.get(`${url}/2.0/lookups`, { auth });
	expect(data.error_code).toBe('001');
});

test('they can be had and filled over the control routes', async () => {
	const control = `${clients.sandbox.kwik.url}/__sandbox`;
	expect((await clients.visitor.get(`${control}/test-credentials`)).data).toEqual(
		clients.sandbox.kwik.testCredentials,
	);
	await clients.visitor.post(`${control}/seed`, { kind: 'testCustomers', count: 3 });
	expect((await clients.visitor.get(`${control}/state`)).data).toMatchObject({
		customers: 0,
		testCustomers: 3,
	});
	expect((await kwikTest().get('/2.0/customers/list')).data.results).toHaveLength(3);
	clients.sandbox.reset();
	expect((await kwikTest().get('/2.0/customers/list')).data.results).toEqual([]);
});
