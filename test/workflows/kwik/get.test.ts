// Kwik customer get: found in one list, by id or by reference, and what it says of those it does not find. kwik.md 2.4.
import type { INodeParameters } from 'n8n-workflow';
import { jsonOf, pairs, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const errorOutput = { onError: 'continueErrorOutput' } as const;

describe('get', () => {
	const get = (mode: string, value: string): INodeParameters => ({
		resource: 'customer',
		operation: 'get',
		customerId: { __rl: true, mode, value },
	});

	test('finds customers by id in one list call for all items', async () => {
		const seeded = sandbox().kwik.state.seedCustomers(5);
		const rows = [...seeded].reverse().map(({ id }) => ({ id }));
		const { main } = await run('kwik', get('id', '={{ $json.id }}'), rows);
		expect(jsonOf(main).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
		expect(pairs(main)).toEqual(rows.map((_, item) => ({ item })));
		expect(requestsOf(sandbox().kwik)).toEqual([
			{ method: 'GET', path: '/1.0/customers/list', query: {}, body: undefined },
		]);
	});

	test('finds a customer by reference, and names an unknown or ambiguous one', async () => {
		sandbox().kwik.state.seedCustomers(1, () => ({ reference: 'ONE' }));
		sandbox().kwik.state.seedCustomers(2, () => ({ reference: 'TWICE' }));
		const parameters = get('reference', '={{ $json.reference }}');
		const rows = ['ONE', 'NONE', 'TWICE'].map((reference) => ({ reference }));
		const { main, error } = await run('kwik', parameters, rows, { onError: 'continueErrorOutput' });
		expect(jsonOf(main)).toMatchObject([{ reference: 'ONE' }]);
		expect(jsonOf(error)).toMatchObject([
			{ error: expect.stringMatching(/NONE/), details: { fields: [{ field: 'customerId' }] } },
			{ error: expect.stringMatching(/2 customers/) },
		]);
	});

	test.each([
		['id', 'cus_nobody'],
		['list', 'cus_nobody'],
		['reference', 'NOBODY'],
	])('by %s names what it did not find', async (mode, value) => {
		sandbox().kwik.state.seedCustomers(2);
		const { error } = await run('kwik', get(mode, value), [{}], errorOutput);
		expect(jsonOf(error)).toMatchObject([
			{ details: { retriable: false, fields: [{ field: 'customerId' }] } },
		]);
		expect(String(error[0]!.json.error)).toContain(value);
	});

	test('an id is not taken for a reference, nor the other way round', async () => {
		const [first] = sandbox().kwik.state.seedCustomers(1);
		sandbox().kwik.state.seedCustomers(1, () => ({ reference: first!.id }));
		const byItsId = await run('kwik', get('id', first!.id));
		expect(jsonOf(byItsId.main)).toMatchObject([{ id: first!.id }]);
		const byReference = await run('kwik', get('reference', first!.id));
		expect(jsonOf(byReference.main)).toMatchObject([{ reference: first!.id }]);
	});

	test('an empty value is refused before anything is sent', async () => {
		const { error } = await run('kwik', get('reference', ' '), [{}], errorOutput);
		expect(jsonOf(error)).toMatchObject([{ details: { fields: [{ field: 'customerId' }] } }]);
		expect(sandbox().kwik.requests).toEqual([]);
	});
});
