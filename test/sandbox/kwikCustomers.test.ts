// Kwik: updating and listing customers, and the switches, against kwik.md 2.3, 2.4, 4.
import { fieldsOf, startClients, type Clients } from './clients';
import { KWIK_SAMPLE, KWIK_V1_LISTED, KWIK_V1_WRITTEN, lookup, person } from './documents';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const create = (records: unknown, version = '1.0') =>
	clients.kwik.post(`/${version}/customers/create`, { records });
const update = (records: unknown, version = '1.0') =>
	clients.kwik.post(`/${version}/customers/update`, { records });
const list = (params: object = {}, version = '1.0') =>
	clients.kwik.get(`/${version}/customers/list`, { params });
const stored = () => clients.sandbox.kwik.state.customers.size;

describe('switches', () => {
	test('failures with HTTP 200', async () => {
		clients.sandbox.kwik.switches.failureHttpStatus = 'ok';
		const refused = await create([{}]);
		expect([refused.status, refused.data.status]).toEqual([200, false]);
		const unknown = await update([{ id: 'cus_unknown' }]);
		expect([unknown.status, unknown.data.error_code]).toEqual([200, '007']);
	});

	test('a maximum batch size', async () => {
		const { switches } = clients.sandbox.kwik;
		switches.maxBatchSize = 2;
		const batch = [person('A'), person('B'), person('C')];
		expect((await create(batch)).status).toBe(413);
		switches.overMaxBatchSize = 'code-002';
		expect((await create(batch)).data.error_code).toBe('002');
		expect((await create(batch.slice(1))).data.status).toBe(true);
		expect(stored()).toBe(2);
	});

	test('results in another order', async () => {
		clients.sandbox.kwik.switches.shuffleResults = true;
		const references = Array.from({ length: 50 }, (_, i) => `R${i}`);
		const { data } = await create(references.map((reference) => person(reference)));
		const answered = data.results.map(({ reference }: { reference: string }) => reference);
		expect(answered).not.toEqual(references);
		expect(answered.sort()).toEqual([...references].sort());
	});

	test('only the first bad record is told, or none', async () => {
		const { switches } = clients.sandbox.kwik;
		switches.errorDetails = 'first';
		expect((await create([{}, {}])).data.error_details).toHaveLength(1);
		switches.errorDetails = 'none';
		expect(fieldsOf((await create([{}, {}])).data)).not.toContain('error_details');
	});
});

describe('update', () => {
	test('one customer base: made in V1, read in V2 and the other way round', async () => {
		const made = (await create([KWIK_SAMPLE])).data.results[0];
		const inV2 = (await list({}, '2.0')).data.results[0];
		expect(inV2).toMatchObject({
			id: made.id,
			id_type: 'SOUTH_AFRICAN_ID',
			customer_status: 'ACTIVE',
		});
		await update([{ id: made.id, id_type: 'PASSPORT' }], '2.0');
		expect((await list()).data.results[0].id_type_lookups_id).toBe(lookup('id_type', 'PASSPORT'));
	});

	test('changes what is sent, clears with null, leaves the rest', async () => {
		const made = (await create([KWIK_SAMPLE])).data.results[0];
		const { data } = await update([
			{ id: made.id, city_or_town: null, postal_code: 1, metadata: { a: 1 } },
		]);
		expect(fieldsOf(data.results[0])).toEqual(KWIK_V1_WRITTEN);
		expect(data.results[0]).toEqual({
			...made,
			city_or_town: null,
			postal_code: 1,
			metadata: { a: 1 },
			updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
		});
	});

	test('an unknown record is 007, and nothing of the batch is stored', async () => {
		const { id } = (await create([person()])).data.results[0];
		const { status, data } = await update([{ id, city_or_town: 'X' }, { id: 'cus_unknown' }]);
		expect([status, data.error_code]).toEqual([404, '007']);
		expect(data.error_details).toEqual([
			{
				record: { id: 'cus_unknown' },
				errors: { id: { message: expect.any(String), rule: 'exists' } },
			},
		]);
		expect(clients.sandbox.kwik.state.customers.get(id)?.city_or_town).toBeNull();
	});

	test('id is required; reference cannot be empty or null; names cannot all go', async () => {
		const { id } = (await create([person()])).data.results[0];
		const refusals: Array<[object, string]> = [
			[{ reference: 'R' }, 'id'],
			[{ id, reference: '' }, 'reference'],
			[{ id, reference: null }, 'reference'],
			[{ id, person_name: null }, 'company_name'],
			[{ id, customer_status_lookups_id: null }, 'customer_status_lookups_id'],
		];
		for (const [record, field] of refusals) {
			const { data } = await update([record]);
			expect(data.error_code).toBe('005');
			expect(Object.keys(data.error_details[0].errors)).toEqual([field]);
		}
		expect((await update([{ id, person_name: null, company_name: 'Ltd' }])).data.status).toBe(true);
	});

	test.each(['ARCHIVED', 'DISABLED'])(
		'running payments keep a customer from being %s',
		async (value) => {
			const { id } = (await create([person()])).data.results[0];
			const record = { id, customer_status_lookups_id: lookup('customer_status', value) };
			clients.sandbox.kwik.state.runningPayments.add(id);
			const refused = (await update([record])).data;
			expect(refused.error_code).toBe('005');
			expect(refused.error_details[0].errors.customer_status_lookups_id.rule).toBe(
				'running_payments',
			);
			clients.sandbox.kwik.state.runningPayments.delete(id);
			expect((await update([record])).data.results[0]).toMatchObject(record);
			expect((await list({}, '2.0')).data.results[0].customer_status).toBe(value);
		},
	);
});

describe('list', () => {
	const referencesOf = async (params: object, version?: string) =>
		(await list(params, version)).data.results.map(
			({ reference }: { reference: string }) => reference,
		);

	test('shows every customer in the documented fields', async () => {
		clients.sandbox.kwik.state.seedCustomers(600);
		const { data } = await list();
		expect(fieldsOf(data)).toEqual(['results', 'status']);
		expect(data.results).toHaveLength(600);
		expect(fieldsOf(data.results[0])).toEqual(KWIK_V1_LISTED);
	});

	test('filters by status and by day of creation', async () => {
		const days = ['2024-09-12', '2024-09-13', '2024-09-14', '2024-09-15'];
		clients.sandbox.kwik.state.seedCustomers(4, (i) => ({
			reference: days[i],
			created_at: `${days[i]} 23:59:59`,
			customer_status: i === 2 ? 'ARCHIVED' : 'ACTIVE',
		}));
		const archived = lookup('customer_status', 'ARCHIVED');
		expect(await referencesOf({ customer_status_lookups_id: archived })).toEqual(['2024-09-14']);
		expect(await referencesOf({ customer_status: 'ARCHIVED' }, '2.0')).toEqual(['2024-09-14']);
		expect(await referencesOf({ date_start: '2024-09-13' })).toEqual(days.slice(2));
		expect(await referencesOf({ date_end: '2024-09-13' })).toEqual(days.slice(0, 1));
		expect(await referencesOf({ date_start: '2024-09-12', date_end: '2024-09-15' })).toEqual(
			days.slice(1, 3),
		);
		clients.sandbox.kwik.switches.dateBounds = 'inclusive';
		expect(await referencesOf({ date_start: '2024-09-13', date_end: '2024-09-14' })).toEqual(
			days.slice(1, 3),
		);
	});

	test.each([
		{ date_start: '13.09.2024' },
		{ date_end: '2024-02-30' },
		{ customer_status_lookups_id: 'loo_unknown' },
		{ customer_status_lookups_id: lookup('id_type', 'PASSPORT') },
		{ limit: 5 },
		{ customer_status: 'ACTIVE' },
	])('refuses the query %j with 006', async (params) => {
		const { status, data } = await list(params);
		expect([status, data.error_code]).toEqual([400, '006']);
	});
});

test('10,000 customers in batches of 100 at once are stored and listed', async () => {
	await Promise.all(
		Array.from({ length: 100 }, (_, batch) =>
			create(
				Array.from({ length: 100 }, (__, i) => ({
					...KWIK_SAMPLE,
					reference: `R${batch * 100 + i}`,
				})),
			),
		),
	);
	expect(stored()).toBe(10_000);
	expect((await list()).data.results).toHaveLength(10_000);
});
