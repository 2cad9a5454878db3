// Kwik customer update and list: requests equal the documents' samples. kwik.md 2.3, 2.4.
import type { INodeParameters } from 'n8n-workflow';
import { byId, kwik } from '../support/nodeUnderTest';

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
					customerStatusLookupsId: 'loo_abc123...',
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
		const request = kwik.request(
			update({
				apiVersion: '2.0',
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

	test('refuses a field that is both set and cleared', () => {
		const parameters = update({ updateFields: { email: 'a@b.c' }, fieldsToClear: ['email'] });
		expect(kwik.problems(parameters)).toEqual([expect.stringMatching(/^fieldsToClear: .*email/)]);
	});

	test('never clears reference or id', () => {
		for (const name of ['reference', 'id', 'customerId', 'unknown']) {
			const [problem] = kwik.problems(update({ fieldsToClear: [name] }));
			expect(problem).toContain(`"${name}"`);
		}
	});
});

describe('getAll', () => {
	const list = (more: INodeParameters) =>
		({ resource: 'customer', operation: 'getAll', ...more }) as INodeParameters;

	test('sends the three filters of the document', () => {
		const filters = {
			customerStatusLookupsId: 'loo_abc123...',
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
		const request = kwik.request(list({ apiVersion: '2.0', limit: 5 }));
		expect(request).toStrictEqual({ method: 'GET', path: '/2.0/customers/list', query: {} });
	});

	test('refuses an end before the start, and takes the same day', () => {
		const filters = { dateStart: '2025-04-24', dateEnd: '2025-04-23' };
		expect(kwik.problems(list({ filters }))).toEqual([
			expect.stringMatching(/^dateEnd: .*2025-04-24.*2025-04-23/),
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
});
