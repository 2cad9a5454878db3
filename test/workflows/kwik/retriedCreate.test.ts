// Kwik Create in an execution that another process retries by hand: what the first one made is looked for before
// anything is sent. Judged by what the sandbox stored.
import type { IDataObject } from 'n8n-workflow';
import * as here from '../support/harness';
import type { NodeRunOptions } from '../support/harness';
import { loadElsewhere } from '../support/otherProcess';
import { createCustomers, customerRows } from '../support/rows';
import { jsonOf, useSandbox } from '../support/sandboxed';

const { sandbox } = useSandbox();
let elsewhere: typeof here;
beforeAll(async () => {
	elsewhere = await loadElsewhere();
});

const CREATE = 'POST /customers/create';
const LIST = 'GET /customers/list';
const OPTIONS = { batchSize: 5, maxConcurrentRequests: 4, maxRetries: 0 };
const rows = customerRows(40);
const execute = async (
	process: typeof here,
	execution: NodeRunOptions['execution'],
	items: IDataObject[] = rows,
	options: IDataObject = {},
) =>
	await process.runNode({
		type: 'kwik',
		parameters: createCustomers({ ...OPTIONS, ...options }),
		items,
		credentials: sandbox().kwik.credentials,
		onError: 'continueErrorOutput',
		execution: { token: 'token', ...execution },
	});
const first = async (items?: IDataObject[]) => await execute(here, { id: '1' }, items);
const retry = async (items?: IDataObject[], id = '2') =>
	await execute(elsewhere, { id, mode: 'retry' }, items);
const customers = () => [...sandbox().kwik.state.customers.values()];
const references = () =>
	customers()
		.map(({ reference }) => String(reference))
		.sort();
const all = rows.map(({ reference }) => String(reference)).sort();
const sentRecords = (since: number) =>
	sandbox()
		.kwik.requests.slice(since)
		.filter(({ path }) => path.endsWith('/create'))
		.flatMap(({ body }) => (body as { records: IDataObject[] }).records);

test('some batches made, in whichever order, some refused, some without an answer: each customer once', async () => {
	const { faults } = sandbox().kwik;
	// Nothing tells the first execution what became of these: the list fails as well.
	faults.add({ route: CREATE, kind: 'reset-after', at: [1, 6] });
	faults.add({ route: CREATE, kind: 'reset-before', at: [3] });
	faults.add({ route: CREATE, kind: 'refused-ok', at: [4] });
	faults.add({ route: CREATE, kind: 'slow', latencyMs: 200, at: [0, 5] });
	faults.add({ route: LIST, kind: 'error-json' });
	const { main, error } = await first();
	expect(main.length).toBeGreaterThan(0);
	expect(error.length).toBeGreaterThan(0);
	const before = references();
	faults.clear();
	const since = sandbox().kwik.requests.length;
	const retried = await retry();
	expect(references()).toEqual(all);
	expect(jsonOf(retried.main).map(({ reference }) => reference)).toEqual(
		rows.map(({ reference }) => reference),
	);
	expect(retried.error).toEqual([]);
	// What was there is not sent.
	expect(sentRecords(since)).toHaveLength(all.length - before.length);
});

test('made days ago, on the other side of every day border: found all the same', async () => {
	await first(rows.slice(0, 7));
	for (const days of [1, 40]) {
		sandbox().kwik.clock.advance(days * 86_400_000 + 7_000_000);
		await retry(rows.slice(0, 9), `${days}`);
		expect(references()).toEqual(
			rows
				.slice(0, 9)
				.map(({ reference }) => String(reference))
				.sort(),
		);
	}
});

test('a list that cannot be read sends nothing, says so, and the next retry finds everything', async () => {
	await first(rows.slice(0, 5));
	sandbox().kwik.faults.add({ route: LIST, kind: 'error-json' });
	const since = sandbox().kwik.requests.length;
	const failed = await retry();
	expect(failed.main).toEqual([]);
	expect(failed.error).toHaveLength(40);
	expect(sentRecords(since)).toEqual([]);
	sandbox().kwik.faults.clear();
	expect((await retry(rows, '3')).error).toEqual([]);
	expect(references()).toEqual(all);
});

test('a row that was refused and mended since is created, the others are found', async () => {
	const refused = rows.map((row, i) => (i === 3 ? { ...row, email: 'x@y' } : row));
	const { error } = await first(refused);
	expect(error).toHaveLength(1);
	expect(customers()).toHaveLength(39);
	const since = sandbox().kwik.requests.length;
	expect((await retry()).error).toEqual([]);
	expect(references()).toEqual(all);
	expect(sentRecords(since)).toMatchObject([{ reference: rows[3]!.reference }]);
});

test('a row that says something else by now is called unknown, and not made again', async () => {
	await first();
	const changed = rows.map((row, i) => (i === 3 ? { ...row, last: 'Another' } : row));
	const { main, error } = await retry(changed);
	expect(main).toHaveLength(39);
	expect(error).toMatchObject([{ json: { error: expect.stringMatching(/is being retried/) } }]);
	expect(references()).toEqual(all);
});

test('a batch that Kwik carries out only after the look at the list is there twice, and told', async () => {
	const { kwik } = sandbox();
	// The worker died; its last request is still on its way, and arrives while the retry creates.
	kwik.faults.add({ route: CREATE, kind: 'slow', latencyMs: 800, times: 1 });
	const retried = retry(rows.slice(0, 5));
	while (sentRecords(0).length === 0) await new Promise((go) => setTimeout(go, 5));
	await execute(here, { id: '1' }, rows.slice(2, 4));
	const { hints, executionError } = await retried;
	expect(executionError).toBeUndefined();
	expect(customers()).toHaveLength(7);
	const [warning] = hints.filter(({ type }) => type === 'warning');
	for (const row of [3, 4]) {
		const { reference } = rows[row - 1]!;
		expect(warning!.message).toContain(`${String(reference)} (row ${row}: `);
	}
});

test('a second and a third retry go on where the one before failed', async () => {
	for (const id of ['1', '2', '3']) {
		sandbox().kwik.faults.clear();
		sandbox().kwik.faults.add({ route: CREATE, kind: 'reset-after', at: [2] });
		// The list that is read before anything is sent works; the one that looks for a lost answer does not.
		sandbox().kwik.faults.add({ route: LIST, kind: 'error-json', at: id === '1' ? [0] : [1] });
		await execute(id === '2' ? elsewhere : here, { id, ...(id === '1' ? {} : { mode: 'retry' }) });
	}
	sandbox().kwik.faults.clear();
	expect((await retry(rows, '4')).error).toEqual([]);
	expect(references()).toEqual(all);
});

test.each([
	['007', '7'],
	['AB-1', 'ab-1'],
])('%s and %s, all else equal: neither is taken for the other', async (lost, made) => {
	const { faults } = sandbox().kwik;
	const [row] = rows;
	const alike = [lost, made].map((reference) => ({ ...row, reference }));
	const isLost = ({ body }: { body: unknown }) =>
		(body as { records: IDataObject[] }).records[0]!.reference === lost;
	faults.add({ route: CREATE, kind: 'reset-before', when: isLost });
	// Nothing tells the first execution what became of it.
	faults.add({ route: LIST, kind: 'error-json' });
	await execute(here, { id: '1' }, alike, { batchSize: 1 });
	expect(references()).toEqual([made]);
	faults.clear();
	const { main } = await retry(alike);
	expect(references()).toEqual([lost, made].sort());
	expect(jsonOf(main).map(({ reference }) => reference)).toEqual([lost, made]);
});
