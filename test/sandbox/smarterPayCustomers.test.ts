// SmarterPay's customer accounts and page setups against smarterpay.md 3.1, 3.2.
import { SMARTER_PAY_PAGES as PAGES } from '../../sandbox';
import { fieldsOf, names, startClients, type Clients } from './clients';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const state = () => clients.sandbox.smarterPay.state;

describe('customer accounts', () => {
	// The sample request of 3.1.
	const SAMPLE = {
		email: 'customer@example.com',
		company_name: 'Example Ltd',
		title: 'Mx',
		first_name: 'Sample',
		last_name: 'Customer',
		address_line1: '74 Example Street',
		address_line2: 'Floor 2',
		city: 'Exampleton',
		postal_code: 'EX1 1EX',
		country_code: 'GB',
		custom_reference: 'XYZ',
		metadata: '',
	};
	const SHOWN =
		names(`id created_at email company_name title first_name last_name address_line1 address_line2 city
		state_code postal_code country_code custom_reference external_id metadata`);
	const create = (account: unknown) =>
		clients.smarterPay.post('/customeraccount', { Customer_Account: account });
	const update = (id: string, account: unknown) =>
		clients.smarterPay.put(`/customeraccount/${id}`, { Customer_Account: account });

	test('create, get, update', async () => {
		const { status, data } = await create(SAMPLE);
		expect([status, ...fieldsOf(data)]).toEqual([200, 'customer_account']);
		const account = data.customer_account;
		expect(fieldsOf(account)).toEqual(SHOWN);
		expect(account).toMatchObject({ ...SAMPLE, metadata: null, state_code: null });
		expect(account.id).toMatch(/^CA01[A-Z0-9]{16}$/);
		expect(account.created_at).toBe(new Date(account.created_at).toISOString());
		expect((await clients.smarterPay.get(`/customeraccount/${account.id}`)).data).toEqual(data);
		const changed = await update(account.id, { city: 'Elsewhere', company_name: '' });
		expect(changed.data.customer_account).toEqual({
			...account,
			city: 'Elsewhere',
			company_name: null,
		});
		const link = { ecommerce_page: PAGES.customerAccount.id, customer_account: account.id };
		expect((await clients.smarterPay.post('/paymentlink', { payment_link: link })).status).toBe(
			200,
		);
	});

	test.each([
		['email', undefined],
		['email', 'none'],
		['email', `${'x'.repeat(90)}@example.com`],
		['first_name', undefined],
		['first_name', ''],
		['first_name', 'x'.repeat(51)],
		['last_name', undefined],
		['address_line1', undefined],
		['address_line1', 'x'.repeat(51)],
		['city', undefined],
		['postal_code', undefined],
		['address_line2', 'x'.repeat(51)],
		['title', 'x'.repeat(46)],
		['company_name', 'x'.repeat(161)],
		['country_code', 'GBR'],
		['country_code', 'US'],
		['custom_reference', 'x'.repeat(51)],
		['external_id', 'x'.repeat(51)],
		['metadata', 'x'.repeat(1001)],
		['metadata', {}],
		['nickname', 'x'],
	])('refuses %s = %j', async (field, value) => {
		const before = state().customerAccounts.size;
		const { status, data } = await create({ ...SAMPLE, [field]: value });
		expect(status).toBe(400);
		expect(data.error.message).toContain(field);
		expect(state().customerAccounts.size).toBe(before);
	});

	test('country defaults to GB; a US address has a state', async () => {
		const { country_code: _country, ...without } = SAMPLE;
		expect((await create(without)).data.customer_account.country_code).toBe('GB');
		expect((await create({ ...SAMPLE, country_code: '' })).data.customer_account.country_code).toBe(
			'GB',
		);
		const { id } = (await create({ ...SAMPLE, country_code: 'US', state_code: 'NY' })).data
			.customer_account;
		expect((await update(id, { state_code: '' })).status).toBe(400);
	});

	test('the wrapper is spelt with capitals', async () => {
		const { status } = await clients.smarterPay.post('/customeraccount', {
			customer_account: SAMPLE,
		});
		expect(status).toBe(400);
		expect((await clients.smarterPay.get('/customeraccount/CA99')).status).toBe(404);
		expect((await update('CA99', {})).status).toBe(404);
	});

	test('list pages; filters that are not documented have no effect', async () => {
		state().seedCustomerAccounts(96);
		const read = async (params: object) =>
			(await clients.smarterPay.get('/customeraccounts', { params })).data.customer_accounts;
		expect(await read({})).toHaveLength(40);
		expect(await read({ limit: 60, page_no: 2 })).toHaveLength(40);
		expect(await read({ email: 'customer7@example.com', limit: 500 })).toHaveLength(100);
		const sorted = (await read({ sort_field: 'id', limit: 500 })).map(
			({ id }: { id: string }) => id,
		);
		expect(sorted).toEqual([...sorted].sort());
		expect(
			(await clients.smarterPay.get('/customeraccounts', { params: { limit: 501 } })).status,
		).toBe(400);
	});
});

test('page setup in the documented fields', async () => {
	const { status, data } = await clients.smarterPay.get('/ecommercepagesetup/EP02KMD1LRPM0KJYEQG4');
	expect([status, ...fieldsOf(data)]).toEqual([200, 'ecommerce_setup']);
	expect(fieldsOf(data.ecommerce_setup)).toEqual(
		names(`id name url collection_period collection_day payment_types collection_stretch description
			on_page_description single_use expiry payment_type_step customer_step bank_step card_step schedule_step
			branding client_bank_account account_validation_required encryption_key`),
	);
	expect(data.ecommerce_setup).toMatchObject({
		name: 'DD - Mandate - Generic',
		payment_types: 'DDMandateOnly',
	});
	expect(data.ecommerce_setup.url).toMatch(
		/\?setup=[^&]+&page=455030324B4D44314C52504D304B4A5945514734$/,
	);
	expect((await clients.smarterPay.get('/ecommercepagesetup/EP99')).status).toBe(404);
});
