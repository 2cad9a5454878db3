// Kwik's lookups, products and payment methods against kwik.md 3.2–3.4.
import { KWIK_LOOKUPS } from '../../sandbox';
import { fieldsOf, names, startClients, type Clients } from './clients';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

describe('reference data', () => {
	const get = (path: string) => clients.kwik.get(path);

	test.each(['1.0', '2.0'])('lookups of %s', async (version) => {
		const { data } = await get(`/${version}/lookups/customer_status`);
		expect(fieldsOf(data)).toEqual(['lookups', 'status']);
		expect(fieldsOf(data.lookups[0])).toEqual(names('id parent_lookups_id title enum type'));
		expect(data.lookups.map((entry: { enum: string }) => entry.enum)).toContain('ARCHIVED');
		expect((await get(`/${version}/lookups`)).data.lookups).toHaveLength(KWIK_LOOKUPS.length);
	});

	test('types, parents, banks of a payment method', async () => {
		for (const type of ['id_type', 'client_type', 'bank_name', 'bank_account_type', 'country']) {
			const { lookups } = (await get(`/2.0/lookups/${type}`)).data;
			expect(lookups.length).toBeGreaterThan(0);
			expect(new Set(lookups.map((entry: { type: string }) => entry.type))).toEqual(
				new Set([type]),
			);
		}
		const country = KWIK_LOOKUPS.find((entry) => entry.enum === 'ZA');
		expect((await get('/2.0/lookups/province')).data.lookups[0].parent_lookups_id).toBe(
			country?.id,
		);
		const methods = (await get('/1.0/payment-methods')).data.payment_methods;
		expect(methods[0].id).toMatch(/^pam_/);
		expect(fieldsOf(methods[0])).toEqual(
			names(
				'id payment_method_type payment_industry provider_bank abbreviated_name item_limit monthly_limit',
			),
		);
		const banks = (await get(`/2.0/lookups/bank_name/${methods[1].id}`)).data.lookups;
		expect(banks.map((entry: { enum: string }) => entry.enum)).toEqual(['NEDBANK']);
	});

	test.each([
		['/2.0/lookups/planet', 400, '006'],
		['/2.0/lookups/country/pam_1', 400, '006'],
		['/2.0/lookups/bank_name/pam_unknown', 404, '007'],
		['/2.0/lookups/customer_status?limit=1', 400, '006'],
		['/2.0/nothing', 404, '006'],
		['/1.0/products/list', 404, '006'],
	])('%s answers %i, code %s', async (path, expected, code) => {
		const { status, data } = await get(path);
		expect([status, data.error_code]).toEqual([expected, code]);
	});

	test('old V1 lookups may lack the enum', async () => {
		clients.sandbox.kwik.switches.lookupEnumsInV1 = false;
		expect(fieldsOf((await get('/1.0/lookups/id_type')).data.lookups[0])).not.toContain('enum');
		expect(fieldsOf((await get('/2.0/lookups/id_type')).data.lookups[0])).toContain('enum');
	});

	test('products in the documented fields', async () => {
		clients.sandbox.kwik.state.seedProducts(5);
		const { data } = await get('/2.0/products/list');
		expect(data.results).toHaveLength(8);
		expect(fieldsOf(data.results[0])).toEqual(
			names(`id name description code unit_label price_excl is_tax pricing_type billing_period
				custom_period custom_interval`),
		);
	});
});
