// Kwik customer archive: the status it sets, also where the account is not as expected. kwik.md 2.3, 3.2.
import type { INodeParameters } from 'n8n-workflow';
import Fastify, { type FastifyInstance } from 'fastify';
import { KWIK_LOOKUPS } from '../../../sandbox';
import { byId, jsonOf, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const errorOutput = { onError: 'continueErrorOutput' } as const;
const archive = (customerId = '={{ $json.id }}', more: INodeParameters = {}): INodeParameters => ({
	resource: 'customer',
	operation: 'archive',
	customerId: byId(customerId),
	...more,
});
const statusId = (value: string) =>
	KWIK_LOOKUPS.find(({ type, enum: text }) => type === 'customer_status' && text === value)!.id;

describe('archive', () => {
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
		await run('kwik', archive('={{ $json.id }}', { archivedStatus }), [{ id: customer!.id }]);
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

describe('the archived status where none is chosen', () => {
	let kwik: FastifyInstance;
	let rootUrl: string;
	let statuses: object[] = [];
	let updates: unknown[] = [];

	beforeAll(async () => {
		kwik = Fastify();
		kwik.get('/1.0/lookups/customer_status', async () => ({ status: true, lookups: statuses }));
		kwik.post('/1.0/customers/update', async ({ body }) => {
			updates.push(body);
			return { status: true, results: (body as { records: object[] }).records };
		});
		rootUrl = await kwik.listen({ port: 0, host: '127.0.0.1' });
	});
	beforeEach(() => (updates = []));
	afterAll(async () => await kwik.close());

	const status = (id: string, title: string, text?: string) => ({
		...{ id, parent_lookups_id: null, title, type: 'customer_status' },
		...(text && { enum: text }),
	});
	const archiveOne = async (lookups: object[]) => {
		statuses = lookups;
		const credentials = { ...sandbox().kwik.credentials, rootUrl };
		return await run('kwik', archive('cus_1'), [{}], { ...errorOutput, credentials });
	};
	const chosen = () =>
		updates.map((body) => (body as { records: object[] }).records).flat() as unknown[];

	test.each([
		['by its enum', [status('loo_1', 'Weg', 'ARCHIVED')]],
		['by its title, where old answers lack the enum', [status('loo_1', 'Archived')]],
		['in other letters', [status('loo_1', 'customer archive')]],
		['before one called disabled', [status('loo_2', 'Disabled'), status('loo_1', 'Archived')]],
		['else the one called disabled', [status('loo_2', 'Active'), status('loo_1', 'Disabled')]],
	])('is found %s', async (_how, lookups) => {
		const { main, error } = await archiveOne(lookups);
		expect(jsonOf(error)).toEqual([]);
		expect(main).toHaveLength(1);
		expect(chosen()).toEqual([{ id: 'cus_1', customer_status_lookups_id: 'loo_1' }]);
	});

	test.each([
		['there is none', [status('loo_1', 'Active', 'ACTIVE')]],
		['there is no status at all', []],
	])('is asked for by the name of its field where %s, and nothing is changed', async (_w, list) => {
		const { error } = await archiveOne(list);
		expect(jsonOf(error)).toMatchObject([
			{
				error: expect.stringMatching(/Archived Status is empty.*choose the status/),
				details: { httpCode: null, fields: [{ field: 'archivedStatus' }] },
			},
		]);
		expect(updates).toEqual([]);
	});
});

test('one customer with running payments does not keep the others from being archived', async () => {
	const seeded = sandbox().kwik.state.seedCustomers(5);
	sandbox().kwik.state.runningPayments.add(seeded[2]!.id);
	const rows = seeded.map(({ id }) => ({ id }));
	const { main, error } = await run('kwik', archive(), rows, errorOutput);
	expect(main).toHaveLength(4);
	expect(jsonOf(error)).toMatchObject([{ id: seeded[2]!.id, details: { code: '005' } }]);
	expect(seeded.map(({ customer_status }) => customer_status)).toEqual(
		seeded.map((_, index) => (index === 2 ? seeded[2]!.customer_status : 'ARCHIVED')),
	);
});

test('archiving a customer again is no failure', async () => {
	const [customer] = sandbox().kwik.state.seedCustomers(1);
	for (let time = 0; time < 2; time++) {
		const { main } = await run('kwik', archive(customer!.id));
		expect(main).toHaveLength(1);
	}
	expect(customer!.customer_status).toBe('ARCHIVED');
});

test('a list of statuses that cannot be loaded fails the item and changes nothing', async () => {
	const [customer] = sandbox().kwik.state.seedCustomers(1);
	sandbox().kwik.faults.add({ route: 'GET /lookups/:type', kind: 'refused-ok' });
	const { error } = await run('kwik', archive(customer!.id), [{}], errorOutput);
	expect(error).toHaveLength(1);
	expect(requestsOf(sandbox().kwik)).toHaveLength(1);
});
