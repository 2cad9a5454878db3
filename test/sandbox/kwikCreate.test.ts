// Kwik: creating customers, and the switches, against kwik.md 2.2, 3.1, 4.
import { fieldsOf, startClients, type Clients } from './clients';
import { KWIK_SAMPLE, KWIK_V1_WRITTEN, KWIK_V2_SHOWN, lookup, person } from './documents';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const create = (records: unknown, version = '1.0') =>
	clients.kwik.post(`/${version}/customers/create`, { records });
const stored = () => clients.sandbox.kwik.state.customers.size;

describe('create', () => {
	test('answers the V1 sample with the stored record', async () => {
		const { status, data } = await create([KWIK_SAMPLE]);
		expect(status).toBe(200);
		expect(fieldsOf(data)).toEqual(['results', 'status']);
		expect(data.status).toBe(true);
		const [customer] = data.results;
		expect(fieldsOf(customer)).toEqual(KWIK_V1_WRITTEN);
		expect(customer).toMatchObject({ ...KWIK_SAMPLE, deleted_at: null, updated_at: null });
		expect(customer.id).toMatch(/^cus_[\w-]{21}$/);
		// GMT+2
		const expected = new Date(Date.now() + 2 * 3_600_000)
			.toISOString()
			.slice(0, 13)
			.replace('T', ' ');
		expect(customer.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
		expect(customer.created_at.slice(0, 13)).toBe(expected);
	});

	test('answers the V2 sample in the list format', async () => {
		const { data } = await create(
			[
				{
					...person('CLN240919000001'),
					company_name: null,
					client_type: 'RESIDENT_INDIVIDUAL',
					id_type: 'SOUTH_AFRICAN_ID',
					id_number: '9001120000000',
					customer_status: 'ACTIVE',
					is_tax: true,
					tax_number: '9560000000',
					postal_code: 1285,
					billing_province_or_state: 'Gauteng',
					billing_country: 'ZA',
					billing_email: 'billing@example.com',
					metadata: { custom_field_1: 'custom data 1' },
				},
			],
			'2.0',
		);
		expect(data.status).toBe(true);
		expect(fieldsOf(data.results[0])).toEqual(KWIK_V2_SHOWN);
		expect(data.results[0]).toMatchObject({
			customer_status: 'ACTIVE',
			is_tax: true,
			billing_country: 'ZA',
		});
	});

	test('the same reference may occur twice', async () => {
		await create([person('SAME'), person('SAME')]);
		expect(clients.sandbox.kwik.state.customersByReference('SAME')).toHaveLength(2);
	});

	test.each([
		['reference', 'x'.repeat(36), 'max'],
		['reference', '', 'required'],
		['reference', undefined, 'required'],
		['reference', 5, 'string'],
		['company_name', 'x'.repeat(65), 'max'],
		['person_name', 'x'.repeat(33), 'max'],
		['person_surname', 'x'.repeat(33), 'max'],
		['id_number', '1'.repeat(14), 'max'],
		['email', `${'x'.repeat(120)}@example.com`, 'max'],
		['email', 'no address', 'email'],
		['contact_number', '0'.repeat(17), 'max'],
		['billing_address_line_1', 'x'.repeat(129), 'max'],
		['billing_address_line_2', 'x'.repeat(129), 'max'],
		['city_or_town', 'x'.repeat(65), 'max'],
		['postal_code', '1285', 'integer'],
		['postal_code', 12.5, 'integer'],
		['metadata', [], 'object'],
		['metadata', 'text', 'object'],
	])('refuses %s = %j with rule %s', async (field, value, rule) => {
		const record = { ...person(), [field]: value };
		const { status, data } = await create([person('GOOD'), record]);
		expect(status).toBe(400);
		expect(fieldsOf(data)).toEqual(['error_code', 'error_details', 'error_message', 'status']);
		expect(data).toMatchObject({
			status: false,
			error_code: '005',
			error_message: 'Validation failed',
		});
		expect(data.error_details).toHaveLength(1);
		expect(data.error_details[0].record).toEqual(JSON.parse(JSON.stringify(record)));
		expect(data.error_details[0].errors[field]).toMatchObject({ rule });
		expect(stored()).toBe(0);
	});

	test.each([
		['reference', 35],
		['company_name', 64],
		['person_name', 32],
		['person_surname', 32],
		['id_number', 13],
		['contact_number', 16],
		['billing_address_line_1', 128],
		['city_or_town', 64],
	])('takes %s of exactly %i characters', async (field, length) => {
		expect((await create([{ ...person(), [field]: 'x'.repeat(length) }])).data.status).toBe(true);
	});

	test('needs a company name or both names of a person', async () => {
		for (const names_ of [
			{},
			{ person_name: 'A' },
			{ person_surname: 'B' },
			{ company_name: ' ' },
		]) {
			const { data } = await create([{ reference: 'R', ...names_ }]);
			expect(data.error_code).toBe('005');
			expect(data.error_details[0].errors.company_name.rule).toBe('required_without');
		}
		expect(
			(await create([{ reference: 'R', company_name: 'Superior Meteor Corp' }])).data.status,
		).toBe(true);
	});

	test.each([
		[undefined, '002'],
		[{}, '002'],
		[[], '002'],
		['not json', '002'],
		[{ records: {} }, '002'],
		[{ records: [] }, '002'],
		[{ records: ['x'] }, '002'],
		[{ records: [person()], extra: 1 }, '002'],
		[{ records: [{ ...person(), nickname: 'x' }] }, '003'],
		[{ records: [{ ...person(), created_at: '2024-02-27 09:11:23' }] }, '003'],
		[{ records: [{ ...person(), customer_status: 'ACTIVE' }] }, '003'],
		[{ records: [{ ...person(), id_type_lookups_id: 'loo_abc123...' }] }, '004'],
		[
			{ records: [{ ...person(), id_type_lookups_id: lookup('customer_status', 'ACTIVE') }] },
			'004',
		],
	])('refuses the body %j with code %s', async (body, code) => {
		const { status, data } = await clients.kwik.post('/1.0/customers/create', body);
		expect([status, data.status, data.error_code]).toEqual([400, false, code]);
		expect(stored()).toBe(0);
	});

	test('V2 refuses an enum text that does not exist, and lookup ids', async () => {
		expect((await create([person('R', { client_type: 'ALIEN' })], '2.0')).data.error_code).toBe(
			'004',
		);
		const withId = person('R', { id_type_lookups_id: KWIK_SAMPLE.id_type_lookups_id });
		expect((await create([withId], '2.0')).data.error_code).toBe('003');
	});

	test('one bad record rejects the whole batch, and every bad one is named', async () => {
		const batch = Array.from({ length: 10 }, (_, i) =>
			person(`R${i}`, i % 4 === 1 ? { email: 'bad' } : {}),
		);
		const { data } = await create(batch);
		expect(data.error_details.map((detail: { record: unknown }) => detail.record)).toEqual([
			batch[1],
			batch[5],
			batch[9],
		]);
		expect(stored()).toBe(0);
	});

	test('refuses wrong keys with 001', async () => {
		for (const auth of [undefined, { username: 'kwik_demo_key', password: 'wrong' }]) {
			const { status, data } = await clients.visitor.post(
				`${clients.sandbox.kwik.url}/1.0/customers/create`,
				{ records: [person()] },
				auth && { auth },
			);
			expect([status, data.error_code]).toEqual([401, '001']);
			expect(fieldsOf(data)).toEqual(['error_code', 'error_message', 'status']);
		}
		expect(stored()).toBe(0);
	});
});
