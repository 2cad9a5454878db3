// Kwik archive and get where the account is not as expected: no such status, other words for it, unknown ids.
import type { INodeParameters } from 'n8n-workflow';
import Fastify, { type FastifyInstance } from 'fastify';
import { byId, jsonOf, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const errorOutput = { onError: 'continueErrorOutput' } as const;
const archive = (customerId = '={{ $json.id }}'): INodeParameters => ({
	resource: 'customer',
	operation: 'archive',
	customerId: byId(customerId),
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
				error: expect.stringMatching(/'archivedStatus' is empty.*choose the status/),
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

describe('get', () => {
	const get = (mode: string, value: string): INodeParameters => ({
		resource: 'customer',
		operation: 'get',
		customerId: { __rl: true, mode, value } as unknown as INodeParameters,
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
