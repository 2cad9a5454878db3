// Two n8n processes that share nothing but the Kwik account: what both create is found afterwards and told.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import * as here from '../support/harness';
import type { NodeRun, NodeRunOptions } from '../support/harness';
import { loadElsewhere } from '../support/otherProcess';
import { useSandbox } from '../support/sandboxed';

const { sandbox } = useSandbox();
let elsewhere: typeof here;
beforeAll(async () => {
	elsewhere = await loadElsewhere();
});

const parameters = (operation: string, options: IDataObject = {}): INodeParameters => ({
	resource: 'customer',
	operation,
	reference: '={{ $json.reference }}',
	personName: '={{ $json.name }}',
	personSurname: 'Customer',
	options: { maxRetries: 0, requestsPerSecond: 1000, ...options },
});
const rowsOf = (...references: string[]) =>
	references.map((reference) => ({ reference, name: `Name of ${reference}` }));
const run = async (
	process: typeof here,
	operation: string,
	references: string[],
	{ options, ...more }: Partial<NodeRunOptions> & { options?: IDataObject } = {},
): Promise<NodeRun> =>
	await process.runNode({
		type: 'kwik',
		parameters: parameters(operation, options),
		items: rowsOf(...references),
		credentials: sandbox().kwik.credentials,
		...more,
	});
/** Whoever reads a list sees what was there a second ago: none of two that begin at once sees what the other makes. */
const bothRead = () =>
	sandbox().kwik.faults.add({
		route: 'GET /customers/list',
		kind: 'slow',
		latencyMs: 1000,
		times: 2,
	});
const warnings = ({ hints }: NodeRun) =>
	hints.filter(({ type }) => type === 'warning').map(({ message }) => message);
const customers = () => [...sandbox().kwik.state.customers.values()];
const lists = () => sandbox().kwik.requests.filter(({ path }) => path.endsWith('/list'));
const idsOf = (reference: string) =>
	sandbox()
		.kwik.state.customersByReference(reference)
		.map(({ id }) => id);

describe('Create or Update in two processes at once', () => {
	test('the later one tells the references that are there twice, with row and both customers', async () => {
		bothRead();
		const results = await Promise.all([
			run(here, 'upsert', ['A', 'B', 'mine']),
			run(elsewhere, 'upsert', ['theirs', 'B', 'A']),
		]);
		for (const result of results) expect(result.executionError).toBeUndefined();
		expect(customers()).toHaveLength(6);
		const [told] = results.map(warnings).sort((a, b) => b.length - a.length);
		expect(told).toHaveLength(1);
		for (const reference of ['A', 'B']) {
			expect(told![0]).toMatch(new RegExp(`\\b${reference} \\(row [123]: cus_`));
			for (const id of idsOf(reference)) expect(told![0]).toContain(id);
		}
		expect(told![0]).not.toMatch(/mine|theirs/);
		expect(told![0]).toMatch(/archive the others/);
	});

	test('one list before and one after, and none after where nothing was created', async () => {
		await run(here, 'upsert', ['A', 'B']);
		expect(lists()).toHaveLength(2);
		expect(lists()[0]!.query).toEqual({});
		// The second one holds the last days only.
		expect(Object.keys(lists()[1]!.query)).toEqual(['date_start']);
		await run(here, 'upsert', ['A', 'B']);
		expect(lists()).toHaveLength(3);
	});

	test('a customer that was there before, or that another row has made, is no double', async () => {
		sandbox().kwik.state.seedCustomers(1, () => ({ reference: 'OLD' }));
		const results = [
			await run(here, 'upsert', ['OLD', 'A', 'A', 'B']),
			await run(elsewhere, 'upsert', ['A', 'C']),
		];
		expect(results.flatMap(warnings)).toEqual([]);
		expect(customers()).toHaveLength(4);
	});

	test('where the list cannot be read afterwards the run is as good, and a hint says so', async () => {
		sandbox().kwik.faults.add({ route: 'GET /customers/list', kind: 'unavailable-html', at: [1] });
		const result = await run(here, 'upsert', ['A'], { options: { maxRetries: 4 } });
		expect(result.executionError).toBeUndefined();
		expect(result.main).toHaveLength(1);
		expect(lists()).toHaveLength(2);
		expect(result.hints.map(({ message }) => message)).toContainEqual(
			expect.stringMatching(/could not be found out: .*503/),
		);
	});

	test('a run that stops at a refusal asks nothing more', async () => {
		sandbox().kwik.faults.add({ route: 'POST /customers/create', kind: 'refused-ok', at: [1] });
		const options = { batchSize: 1, maxConcurrentRequests: 1 };
		const result = await run(here, 'upsert', ['A', 'B'], { options });
		expect(result.executionError).toBeDefined();
		expect(lists()).toHaveLength(1);
	});

	test('thirteen references: ten are named, the others counted', async () => {
		const references = Array.from({ length: 13 }, (_, i) => `R${i}`);
		bothRead();
		const results = await Promise.all([
			run(here, 'upsert', references),
			run(elsewhere, 'upsert', references),
		]);
		expect(customers()).toHaveLength(26);
		expect(results.flatMap(warnings)[0]).toMatch(/R9 \(row 10: [^)]*\) and 3 more\./);
	});
});

describe('Create', () => {
	test('asks for no list: what is created without a look may exist as often as wanted', async () => {
		const results = [await run(here, 'create', ['A']), await run(elsewhere, 'create', ['A'])];
		expect(customers()).toHaveLength(2);
		expect(lists()).toHaveLength(0);
		expect(results.flatMap(warnings)).toEqual([]);
	});

	test('at once with Create or Update in one process: the latter finds what the former made', async () => {
		sandbox().kwik.latencyMs = 600;
		const creating = run(here, 'create', ['A', 'B']);
		while (sandbox().kwik.requests.length === 0) await new Promise((go) => setTimeout(go, 5));
		// A list that was read now would not hold them yet.
		sandbox().kwik.latencyMs = 0;
		await Promise.all([creating, run(here, 'upsert', ['B', 'A', 'C'])]);
		expect(
			customers()
				.map(({ reference }) => reference)
				.sort(),
		).toEqual(['A', 'B', 'C']);
	});

	test('in a retry that another process carries out as well: told', async () => {
		const execution = (id: string) => ({ id, token: 'token', mode: 'retry' as const });
		bothRead();
		const results = await Promise.all([
			run(here, 'create', ['A', 'B'], { execution: execution('2') }),
			run(elsewhere, 'create', ['A', 'B'], { execution: execution('3') }),
		]);
		expect(customers()).toHaveLength(4);
		expect(results.flatMap(warnings).join()).toMatch(/A \(row 1: cus_.*B \(row 2: cus_/);
		expect(lists()).toHaveLength(4);
	});

	test('in two retries in one process: nothing is made twice', async () => {
		const execution = (id: string) => ({ id, token: 'token', mode: 'retry' as const });
		sandbox().kwik.latencyMs = 50;
		const results = await Promise.all([
			run(here, 'create', ['A', 'B'], { execution: execution('2') }),
			run(here, 'create', ['A', 'B'], { execution: execution('3') }),
		]);
		expect(customers()).toHaveLength(2);
		expect(results.flatMap(warnings)).toEqual([]);
	});
});
