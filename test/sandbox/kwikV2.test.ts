// Kwik's API V2: customers with all fields, and the filters of their list (kwik.md 3.1, 3.2).
import { fieldsOf, startClients, type Clients } from './clients';
import { KWIK_V2_SHOWN, lookup, person } from './documents';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const live = () => clients.sandbox.kwik.state;

// Every field of 3.1, with its sample.
const EVERYTHING = {
	...person('CLN240919000001'),
	company_name: null,
	client_type: 'RESIDENT_INDIVIDUAL',
	id_type: 'SOUTH_AFRICAN_ID',
	id_number: '9001120000000',
	email: 'customer@example.com',
	contact_number: '+27830000000',
	customer_status: 'ACTIVE',
	is_tax: true,
	tax_number: '9560000000',
	billing_address_line_1: '145 Superior Complex',
	billing_address_line_2: '541 New River Road',
	city_or_town: 'Pretoria',
	postal_code: 1285,
	billing_province_or_state: 'Gauteng',
	billing_country: 'ZA',
	billing_email: 'billing@example.com',
	shipping_contact_name: 'Sample Customer',
	shipping_contact_number: '+27710000000',
	shipping_address_line_1: '145 Superior Complex',
	shipping_address_line_2: '541 New River Road',
	shipping_city_or_town: 'Pretoria',
	shipping_postal_code: 1285,
	shipping_province_or_state: 'Gauteng',
	shipping_country: 'ZA',
	metadata: { custom_field_1: 'custom data 1' },
};
const V2_ONLY = Object.keys(EVERYTHING).filter((name) =>
	/^(client_type|id_type|customer_status|is_tax|tax_number|billing_(p|c|e)|shipping_)/.test(name),
);

describe('customers', () => {
	const send = (operation: string, record: object, version = '2.0') =>
		clients.kwik.post(`/${version}/customers/${operation}`, { records: [record] });

	test('every field is stored, listed, and cleared again', async () => {
		const made = (await send('create', EVERYTHING)).data.results[0];
		expect(made).toMatchObject(EVERYTHING);
		const listed = await clients.kwik.get('/2.0/customers/list');
		expect(listed.data).toEqual({ status: true, results: [made] });
		expect(fieldsOf(made)).toEqual(KWIK_V2_SHOWN);
		const kept = ['person_name', 'person_surname', 'reference', 'customer_status'];
		const cleared = Object.fromEntries(
			Object.keys(EVERYTHING).flatMap((name) => (kept.includes(name) ? [] : [[name, null]])),
		);
		const { data } = await send('update', { id: made.id, ...cleared });
		expect(data.results[0]).toEqual({ ...made, ...cleared, updated_at: expect.any(String) });
	});

	test.each(V2_ONLY)('%s is no field of V1', async (name) => {
		const record = { ...person(), [name]: EVERYTHING[name as keyof typeof EVERYTHING] };
		expect((await send('create', record, '1.0')).data.error_code).toBe('003');
		expect((await send('create', record)).data.status).toBe(true);
	});

	test('lengths of fields that only V2 has are not checked, the others are', async () => {
		const long = 'x'.repeat(500);
		expect((await send('create', person('R', { tax_number: long }))).data.status).toBe(true);
		expect((await send('create', person('R', { city_or_town: long }))).data.error_code).toBe('005');
	});

	test.each(['id_type', 'customer_status', 'client_type'])(
		'the values of %s are those of its lookups',
		async (type) => {
			const { lookups } = (await clients.kwik.get(`/2.0/lookups/${type}`)).data;
			for (const { enum: value } of lookups as Array<{ enum: string }>) {
				const made = (await send('create', person('R', { [type]: value }))).data.results[0];
				expect(made[type]).toBe(value);
			}
			const { data } = await send('create', person('R', { [type]: 'Active' }));
			expect([data.error_code, fieldsOf(data.error_details[0].errors)]).toEqual(['004', [type]]);
		},
	);
});

describe('filters of the list', () => {
	const list = (params: object, version = '2.0') =>
		clients.kwik.get(`/${version}/customers/list`, { params });
	const referencesOf = async (params: object) =>
		(await list(params)).data.results.map(({ reference }: { reference: string }) => reference);
	const days = ['2024-09-12', '2024-09-13', '2024-09-14', '2024-09-15'];
	beforeEach(
		() =>
			void live().seedCustomers(4, (i) => ({
				reference: days[i],
				created_at: `${days[i]} 23:59:59`,
				customer_status: i === 2 ? 'ARCHIVED' : 'ACTIVE',
			})),
	);

	test('days of creation and the enum of the status', async () => {
		expect(await referencesOf({ customer_status: 'ARCHIVED' })).toEqual([days[2]]);
		expect(await referencesOf({ date_start: '2024-09-13' })).toEqual(days.slice(2));
		expect(await referencesOf({ date_end: '2024-09-14' })).toEqual(days.slice(0, 2));
		expect(await referencesOf({ date_start: '2024-09-13', customer_status: 'ACTIVE' })).toEqual([
			days[3],
		]);
	});

	test('or nothing comes of them, in V2 alone', async () => {
		clients.sandbox.kwik.switches.v2Filters = 'ignored';
		const filters = { date_start: '2024-09-13', date_end: '2024-09-13' };
		expect(await referencesOf({ ...filters, customer_status: 'ARCHIVED' })).toEqual(days);
		expect((await list(filters, '1.0')).data.results).toEqual([]);
	});

	test.each(['applied', 'ignored'] as const)(
		'filters of the other version are code 006 (%s)',
		async (v2Filters) => {
			clients.sandbox.kwik.switches.v2Filters = v2Filters;
			const archived = lookup('customer_status', 'ARCHIVED');
			for (const [params, version] of [
				[{ customer_status_lookups_id: archived }, '2.0'],
				[{ customer_status: 'ARCHIVED' }, '1.0'],
				[{ customer_status: 'GONE' }, '2.0'],
				[{ date_start: '13.09.2024' }, '2.0'],
				[{ limit: 5 }, '2.0'],
			] as const) {
				const { status, data } = await list(params, version);
				expect([status, data.error_code]).toEqual([400, '006']);
			}
		},
	);
});
