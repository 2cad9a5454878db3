// Kwik customer update and list: requests equal the documents' samples. kwik.md 2.3, 2.4.
import type { INodeParameters } from 'n8n-workflow';
import { by, byId, kwik } from '../support/nodeUnderTest';

const update = (more: INodeParameters): INodeParameters => ({
	resource: 'customer',
	operation: 'update',
	customerId: byId('cus_abc123...'),
	...more,
});
const metadata = { custom_field_1: 'custom data 1', custom_field_2: 'custom data 2' };

describe('update', () => {
	test('sends the partial sample of the document, null for the field to clear', () => {
		const request = kwik.request(
			update({
				updateFields: {
					reference: 'CLN240919000001',
					email: 'customer@example.com',
					postalCode: '1285',
					customerStatus: 'loo_abc123...',
					metadata: JSON.stringify(metadata),
				},
				fieldsToClear: ['cityOrTown'],
			}),
		);
		expect(request).toStrictEqual({
			method: 'POST',
			path: '/1.0/customers/update',
			body: {
				records: [
					{
						id: 'cus_abc123...',
						reference: 'CLN240919000001',
						email: 'customer@example.com',
						city_or_town: null,
						postal_code: 1285,
						customer_status_lookups_id: 'loo_abc123...',
						metadata,
					},
				],
			},
		});
	});

	test('needs nothing but the id and one change (D4)', () => {
		const { body } = kwik.request(update({ updateFields: { personName: 'New' } }));
		expect(body).toStrictEqual({ records: [{ id: 'cus_abc123...', person_name: 'New' }] });
	});

	test('goes to V2 with the V2 names', () => {
		const request = kwik.at('2.0').request(
			update({
				updateFields: { customerStatus: 'ARCHIVED' },
				fieldsToClear: ['idType', 'shippingCountry'],
			}),
		);
		expect(request.path).toBe('/2.0/customers/update');
		expect(request.body).toStrictEqual({
			records: [
				{ id: 'cus_abc123...', customer_status: 'ARCHIVED', id_type: null, shipping_country: null },
			],
		});
	});

	test('refuses an update without changes', () => {
		expect(kwik.problems(update({}))).toEqual([expect.stringMatching(/^updateFields: is empty/)]);
	});

	test('a wrong value is the only problem told: the update is not empty besides', () => {
		expect(kwik.problems(update({ updateFields: { email: 'nobody' } }))).toEqual([
			expect.stringMatching(/^email: /),
		]);
	});

	test('refuses a missing id', () => {
		const parameters = update({ customerId: byId(' '), updateFields: { personName: 'New' } });
		expect(kwik.problems(parameters)).toEqual(['customerId: is required']);
	});

	test('refuses a field that is both set and cleared, be it set by a column', () => {
		const both = [expect.stringMatching(/^fieldsToClear: .*email/)];
		const parameters = update({ updateFields: { email: 'a@b.c' }, fieldsToClear: ['email'] });
		expect(kwik.problems(parameters)).toEqual(both);
		const mapped = update({ dataMode: 'autoMapInputData', fieldsToClear: ['email'] });
		expect(kwik.problems(mapped, { 'E-Mail': 'a@b.c' })).toEqual(both);
	});

	test('never clears reference or id', () => {
		for (const name of ['reference', 'id', 'customerId', 'unknown']) {
			const [problem] = kwik.sentences(update({ fieldsToClear: [name] }));
			expect(problem).toBe(`Fields to Clear "${name}" names a field that cannot be cleared`);
		}
	});
});

describe('update of a customer named by reference or e-mail', () => {
	test.each([
		['reference', ' CLN 1 ', 'reference CLN 1'],
		['email', 'Customer@Example.com', 'email customer@example.com'],
	])('by %s: it is looked for in the list', (mode, value, key) => {
		const parameters = update({ customerId: by(mode, value), updateFields: { personName: 'New' } });
		expect(kwik.request(parameters)).toStrictEqual({
			method: 'POST',
			path: '/1.0/customers/update',
			body: { records: [{ person_name: 'New' }] },
			lookFor: { customer: key },
		});
	});

	test('an ID needs no list', () => {
		expect(kwik.request(update({ updateFields: { personName: 'N' } }))).not.toHaveProperty(
			'lookFor',
		);
	});
});

describe('getAll', () => {
	const list = (more: INodeParameters) =>
		({ resource: 'customer', operation: 'getAll', ...more }) as INodeParameters;

	test('sends the three filters of the document', () => {
		const filters = {
			customerStatus: 'loo_abc123...',
			dateStart: '2024-09-13T00:00:00',
			dateEnd: '2025-04-24',
		};
		expect(kwik.request(list({ filters }))).toStrictEqual({
			method: 'GET',
			path: '/1.0/customers/list',
			query: {
				customer_status_lookups_id: 'loo_abc123...',
				date_start: '2024-09-13',
				date_end: '2025-04-24',
			},
		});
	});

	test('sends no parameter, above all no limit, without filters (D7)', () => {
		const request = kwik.at('2.0').request(list({ limit: 5 }));
		expect(request).toStrictEqual({ method: 'GET', path: '/2.0/customers/list', query: {} });
	});

	test('refuses an end before the start, and takes the same day', () => {
		const filters = { dateStart: '2025-04-24', dateEnd: '2025-04-23' };
		expect(kwik.problems(list({ filters }))).toEqual([
			'dateEnd: is before Created After (2025-04-24)',
		]);
		filters.dateEnd = '2025-04-24';
		expect(kwik.problems(list({ filters }))).toEqual([]);
	});

	test('refuses a limit that is not a positive whole number', () => {
		for (const limit of [0, -1, 1.5]) {
			expect(kwik.problems(list({ limit }))).toEqual([expect.stringMatching(/^limit: /)]);
		}
		expect(kwik.plan(list({ limit: 7 })).limit).toBe(7);
		expect(kwik.plan(list({ returnAll: true })).limit).toBeUndefined();
	});

	describe('what came is held against the filters', () => {
		const customers = [
			{ id: 1, customer_status: 'ACTIVE', created_at: '2025-04-22 23:59:59' },
			{ id: 2, customer_status: 'ACTIVE', created_at: '2025-04-23 00:00:00' },
			{ id: 3, customer_status: 'ARCHIVED', created_at: '2025-04-24 12:00:00' },
			{ id: 4, customer_status: 'ACTIVE', created_at: '2025-04-25 00:00:01' },
			{ id: 5, customer_status: 'ACTIVE' },
		];
		const kept = (filters: INodeParameters, node = kwik.at('2.0')) => {
			const { list: rule } = node.operation('customer', 'getAll');
			const keep = rule?.keep?.(node.request(list({ filters }))) ?? (() => true);
			return customers.filter(keep).map(({ id }) => id);
		};

		test('of V2, which documents none; days count in full', () => {
			expect(kept({})).toEqual([1, 2, 3, 4, 5]);
			expect(kept({ customerStatus: 'ACTIVE' })).toEqual([1, 2, 4, 5]);
			expect(kept({ dateStart: '2025-04-23' })).toEqual([2, 3, 4, 5]);
			expect(kept({ dateEnd: '2025-04-24' })).toEqual([1, 2, 3, 5]);
			const all = { dateStart: '2025-04-23', dateEnd: '2025-04-24', customerStatus: 'ARCHIVED' };
			expect(kept(all)).toEqual([3]);
		});

		test('of V1 nothing is judged: its filters are documented', () => {
			expect(kept({ customerStatus: 'loo_1', dateStart: '2030-01-01' }, kwik)).toEqual([
				1, 2, 3, 4, 5,
			]);
		});
	});
});
