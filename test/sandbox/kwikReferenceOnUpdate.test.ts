// Kwik: whether an update needs `reference`, as its table says, or not, as its text says (kwik.md 2.3, 4.1; D4).
import { fieldsOf, startClients, type Clients } from './clients';
import { lookup, person } from './documents';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const stored = (count: number) => clients.sandbox.kwik.state.seedCustomers(count);
const update = (records: object[], version: string) =>
	clients.kwik.post(`/${version}/customers/update`, { records });
const demand = () => void (clients.sandbox.kwik.switches.referenceOnUpdate = 'required');

describe.each(['1.0', '2.0'])('in %s', (version) => {
	test('is not needed unless it is switched on', async () => {
		const [customer] = stored(1);
		const { data } = await update([{ id: customer?.id, city_or_town: 'Pretoria' }], version);
		expect(data.results[0]).toMatchObject({
			reference: customer?.reference,
			city_or_town: 'Pretoria',
		});
	});

	test('when it is, every record without one is refused in the documented envelope', async () => {
		demand();
		const [first, second, third] = stored(3);
		const records = [
			{ id: first?.id, city_or_town: 'Pretoria' },
			{ id: second?.id, reference: 'NEW', city_or_town: 'Pretoria' },
			{ id: third?.id },
		];
		const { status, data } = await update(records, version);
		expect(status).toBe(400);
		expect(data).toEqual({
			status: false,
			error_code: '005',
			error_message: 'Validation failed',
			error_details: [records[0], records[2]].map((record) => ({
				record,
				errors: { reference: { message: expect.any(String), rule: 'required' } },
			})),
		});
		expect(clients.sandbox.kwik.state.customers.get(second?.id ?? '')?.reference).not.toBe('NEW');
	});

	test('when it is, a record that brings it is stored', async () => {
		demand();
		const [customer] = stored(1);
		const record = { id: customer?.id, reference: customer?.reference, city_or_town: null };
		expect((await update([record], version)).data).toMatchObject({
			status: true,
			results: [record],
		});
	});
});

test('the fields of a record are told together', async () => {
	demand();
	const [customer] = stored(1);
	const { data } = await update([{ id: customer?.id, email: 'none', postal_code: '1285' }], '1.0');
	expect(fieldsOf(data.error_details[0].errors)).toEqual(['email', 'postal_code', 'reference']);
});

test('create needs it always, and archiving is an update like any other', async () => {
	const { reference: _left, ...without } = person();
	const made = await clients.kwik.post('/1.0/customers/create', { records: [without] });
	expect(made.data.error_details[0].errors.reference.rule).toBe('required');
	demand();
	const [customer] = stored(1);
	const status = { customer_status_lookups_id: lookup('customer_status', 'ARCHIVED') };
	expect((await update([{ id: customer?.id, ...status }], '1.0')).data.error_code).toBe('005');
	clients.sandbox.reset();
	expect(clients.sandbox.kwik.switches.referenceOnUpdate).toBe('optional');
});
