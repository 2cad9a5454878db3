// Kwik operations that look something up first: get, upsert, archive. kwik.md 2.2–2.4, 3.2; design 5.
import type { INodeParameters } from 'n8n-workflow';
import { KWIK_LOOKUPS } from '../../../sandbox';
import { byId, jsonOf, pairs, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const statusId = (value: string) =>
	KWIK_LOOKUPS.find(({ type, enum: text }) => type === 'customer_status' && text === value)!.id;

describe('get', () => {
	const get = (customerId: INodeParameters): INodeParameters => ({
		resource: 'customer',
		operation: 'get',
		customerId,
	});
	const byReference = (value: string) =>
		({ __rl: true, mode: 'reference', value }) as unknown as INodeParameters;

	test('finds customers by id in one list call for all items', async () => {
		const seeded = sandbox().kwik.state.seedCustomers(5);
		const rows = [...seeded].reverse().map(({ id }) => ({ id }));
		const { main } = await run('kwik', get(byId('={{ $json.id }}')), rows);
		expect(jsonOf(main).map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
		expect(pairs(main)).toEqual(rows.map((_, item) => ({ item })));
		expect(requestsOf(sandbox().kwik)).toEqual([
			{ method: 'GET', path: '/1.0/customers/list', query: {}, body: undefined },
		]);
	});

	test('finds a customer by reference, and names an unknown or ambiguous one', async () => {
		sandbox().kwik.state.seedCustomers(1, () => ({ reference: 'ONE' }));
		sandbox().kwik.state.seedCustomers(2, () => ({ reference: 'TWICE' }));
		const parameters = get(byReference('={{ $json.reference }}'));
		const rows = ['ONE', 'NONE', 'TWICE'].map((reference) => ({ reference }));
		const { main, error } = await run('kwik', parameters, rows, { onError: 'continueErrorOutput' });
		expect(jsonOf(main)).toMatchObject([{ reference: 'ONE' }]);
		expect(jsonOf(error)).toMatchObject([
			{ error: expect.stringMatching(/NONE/), details: { fields: [{ field: 'customerId' }] } },
			{ error: expect.stringMatching(/2 customers/) },
		]);
	});
});

describe('upsert', () => {
	const upsert: INodeParameters = {
		resource: 'customer',
		operation: 'upsert',
		reference: '={{ $json.reference }}',
		personName: '={{ $json.name }}',
		personSurname: 'Customer',
	};

	test('updates known customers and creates the others: one list, one update, one create', async () => {
		const [known] = sandbox().kwik.state.seedCustomers(1, () => ({ reference: 'KNOWN' }));
		const rows = [
			{ reference: 'NEW1', name: 'A' },
			{ reference: 'KNOWN', name: 'B' },
			{ reference: 'NEW2', name: 'C' },
		];
		const { main } = await run('kwik', upsert, rows);
		expect(jsonOf(main)).toMatchObject(
			rows.map(({ reference, name }) => ({ reference, person_name: name })),
		);
		expect(main[1]!.json.id).toBe(known!.id);
		const sent = requestsOf(sandbox().kwik);
		expect(sent.map(({ path }) => path).sort()).toEqual([
			...['/1.0/customers/create', '/1.0/customers/list', '/1.0/customers/update'],
		]);
		expect(sent.find(({ path }) => path.endsWith('update'))?.body).toEqual({
			records: [
				{ id: known!.id, reference: 'KNOWN', person_name: 'B', person_surname: 'Customer' },
			],
		});
		expect(sandbox().kwik.state.counts()['customers']).toBe(3);
	});

	test('two rows with the same new reference make one customer', async () => {
		const rows = [
			{ reference: 'NEW', name: 'A' },
			{ reference: 'NEW', name: 'B' },
		];
		const { main } = await run('kwik', upsert, rows);
		expect(sandbox().kwik.state.customersByReference('NEW')).toHaveLength(1);
		expect(main[0]!.json.id).toBe(main[1]!.json.id);
		expect(sandbox().kwik.state.customersByReference('NEW')[0]).toMatchObject({ person_name: 'B' });
	});
});

describe('archive', () => {
	const archive = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'customer',
		operation: 'archive',
		customerId: byId('={{ $json.id }}'),
		...more,
	});

	test('sets the status called archived, looked up once', async () => {
		const rows = sandbox()
			.kwik.state.seedCustomers(2)
			.map(({ id }) => ({ id }));
		const { main, executionError } = await run('kwik', archive(), rows);
		expect(executionError).toBeUndefined();
		const customer_status_lookups_id = statusId('ARCHIVED');
		expect(requestsOf(sandbox().kwik)).toEqual([
			{ method: 'GET', path: '/1.0/lookups/customer_status', query: {}, body: undefined },
			{
				method: 'POST',
				path: '/1.0/customers/update',
				query: {},
				body: { records: rows.map(({ id }) => ({ id, customer_status_lookups_id })) },
			},
		]);
		expect(jsonOf(main)).toMatchObject([{ customer_status_lookups_id }, {}]);
	});

	test('sets the chosen status without a look-up', async () => {
		const [customer] = sandbox().kwik.state.seedCustomers(1);
		const archivedStatus = statusId('DISABLED');
		await run('kwik', archive({ archivedStatus }), [{ id: customer!.id }]);
		expect(requestsOf(sandbox().kwik)).toMatchObject([
			{
				path: '/1.0/customers/update',
				body: { records: [{ id: customer!.id, customer_status_lookups_id: archivedStatus }] },
			},
		]);
	});

	test('a customer with running payments is refused with the reason', async () => {
		const [customer] = sandbox().kwik.state.seedCustomers(1);
		sandbox().kwik.state.runningPayments.add(customer!.id);
		const { error } = await run('kwik', archive(), [{ id: customer!.id }], {
			onError: 'continueErrorOutput',
		});
		expect(jsonOf(error)).toMatchObject([
			{
				details: {
					code: '005',
					fields: [{ message: expect.stringMatching(/running payments/) }],
				},
			},
		]);
	});
});
