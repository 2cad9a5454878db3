// Kwik customers in batches: as few requests as possible, every row with its own answer.
import type { IDataObject } from 'n8n-workflow';
import { createCustomers, customerRows, expectOneForEach, hintsOf, itemOf } from '../support/rows';
import { jsonOf, pairs, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const kwik = () => sandbox().kwik;
const sizes = () =>
	kwik().requests.map(({ body }) => (body as { records?: unknown[] } | null)?.records?.length);
const stored = () => [...kwik().state.customers.values()];
const mapped = (more = {}) => ({ ...createCustomers(more), dataMode: 'autoMapInputData' });
/** Rows of which every fourth has the same reference. */
const sharing = (count: number): IDataObject[] =>
	customerRows(count).map((row, i) => ({ ...row, reference: `SAME${i % 4}` }));
const withNames = (row: IDataObject): IDataObject => ({
	...row,
	person_name: row.first,
	person_surname: row.last,
});

test('1,000 customers with every field an expression take at most 12 requests', async () => {
	const rows = customerRows(1000);
	const result = await run('kwik', createCustomers(), rows);
	expectOneForEach(result, rows);
	expect(jsonOf(result.main).map(({ reference }) => reference)).toEqual(
		rows.map(({ reference }) => reference),
	);
	expect(stored()).toHaveLength(1000);
	expect(kwik().requests.length).toBeLessThanOrEqual(12);
});

test('10,000 customers mapped automatically take exactly 100 requests', async () => {
	const rows = customerRows(10_000).map(withNames);
	const result = await run('kwik', mapped(), rows);
	expectOneForEach(result, rows);
	expect(jsonOf(result.main).map(({ email }) => email)).toEqual(rows.map(({ email }) => email));
	expect(sizes()).toEqual(new Array(100).fill(100));
	expect(stored()).toHaveLength(10_000);
});

test('shuffled answers are matched by reference on create and by id on update', async () => {
	kwik().switches.shuffleResults = true;
	const rows = customerRows(250);
	const created = await run('kwik', createCustomers({ batchSize: 50 }), rows);
	expectOneForEach(created, rows);
	expect(jsonOf(created.main)).toEqual(
		rows.map(({ reference, email }) => expect.objectContaining({ reference, email })),
	);
	const changes = jsonOf(created.main).map(({ id }, i) => ({ id: id!, email: `new${i}@x.org` }));
	const updated = await run('kwik', { ...mapped({ batchSize: 50 }), operation: 'update' }, changes);
	expectOneForEach(updated, rows);
	expect(jsonOf(updated.main)).toEqual(changes.map((change) => expect.objectContaining(change)));
	expect(changes.map(({ id }) => kwik().state.customers.get(String(id))?.email)).toEqual(
		changes.map(({ email }) => email),
	);
});

test('rows that share a reference are all created, each paired to the customer of its own data', async () => {
	const rows = sharing(60);
	const result = await run('kwik', createCustomers({ batchSize: 20 }), rows);
	expectOneForEach(result, rows);
	expect(jsonOf(result.main).map(({ email }) => email)).toEqual(rows.map(({ email }) => email));
	expect(stored()).toHaveLength(60);
});

test('rows that share a reference keep their own customers also when the answer is shuffled', async () => {
	kwik().switches.shuffleResults = true;
	const rows = sharing(60);
	const result = await run('kwik', createCustomers({ batchSize: 20 }), rows);
	expectOneForEach(result, rows);
	expect(jsonOf(result.main).map(({ email }) => email)).toEqual(rows.map(({ email }) => email));
});

describe('7 bad rows in 1,000', () => {
	const bad = [3, 99, 100, 451, 452, 800, 999];
	// An address our own check takes and the sandbox refuses.
	const rows = customerRows(1000).map((row, i) =>
		bad.includes(i) ? { ...row, email: 'a@b' } : row,
	);

	test.each([
		['mock', 'all'],
		['mock', 'first'],
		['ok', 'all'],
	] as const)(
		'993 are stored and 7 fail with field, message, code and source row (status "%s", details "%s")',
		async (form, details) => {
			kwik().switches.failureHttpStatus = form;
			kwik().switches.errorDetails = details;
			const result = await run('kwik', createCustomers(), rows, { onError: 'continueErrorOutput' });
			expect(stored()).toHaveLength(993);
			const good = rows.filter((_, i) => !bad.includes(i));
			expect(jsonOf(result.main).map(({ email }) => email)).toEqual(good.map(({ email }) => email));
			expect(jsonOf(result.error)).toEqual(
				bad.map((i) => ({
					...rows[i],
					error: `Row ${i + 1} (reference CLN${i}): Kwik refused the request (code 005): Validation failed. Email: The email must be a valid email. (email)`,
					message: 'Correct the fields named above.',
					details: {
						provider: 'kwik',
						httpCode: form === 'ok' ? 200 : 400,
						code: '005',
						fields: [{ field: 'email', message: 'The email must be a valid email. (email)' }],
						retriable: false,
						hint: expect.any(String),
					},
				})),
			);
			expect(pairs(result.error)).toEqual(bad.map((item) => ({ item })));
			expect(kwik().requests.length).toBeLessThanOrEqual(40);
			expect(hintsOf(result)).toEqual([
				expect.stringMatching(/^Kwik refused 7 records of a batch/),
			]);
		},
	);

	test('a refusal that names no record is found by halving', async () => {
		kwik().switches.errorDetails = 'none';
		const result = await run('kwik', createCustomers(), rows, { onError: 'continueErrorOutput' });
		expect(result.error.map(itemOf)).toEqual(bad);
		expect(result.main.map(itemOf)).toEqual(rows.map((_, i) => i).filter((i) => !bad.includes(i)));
		expect(stored()).toHaveLength(993);
		// 10 batches, and at most twice seven steps of halving for each bad row.
		expect(kwik().requests.length).toBeLessThanOrEqual(10 + 7 * 14);
	});
});

test.each(['http-413', 'code-002'] as const)(
	'a batch that is too large (%s) is halved, and the learned size holds for the rest of the run',
	async (answer) => {
		kwik().switches.maxBatchSize = 30;
		kwik().switches.overMaxBatchSize = answer;
		const rows = customerRows(1000);
		const parameters = createCustomers({ maxConcurrentRequests: 1 });
		const result = await run('kwik', parameters, rows);
		expectOneForEach(result, rows);
		expect(stored()).toHaveLength(1000);
		// 100 → 50 → 25: two refusals, then the other half of the first batch once more.
		expect(sizes().slice(0, 6)).toEqual([100, 50, 25, 25, 50, 25]);
		expect(Math.max(...sizes().slice(5).map(Number))).toBe(25);
		expect(kwik().requests.filter(({ status }) => status !== 200)).toHaveLength(3);
	},
);

test('a batch size that is too large for many requests at once is learned by all of them', async () => {
	kwik().switches.maxBatchSize = 40;
	const rows = customerRows(6000).map(withNames);
	const result = await run('kwik', mapped({ maxConcurrentRequests: 5 }), rows);
	expectOneForEach(result, rows);
	expect(stored()).toHaveLength(6000);
	// Refused at most: the five first batches and their halves.
	expect(kwik().requests.filter(({ status }) => status === 413).length).toBeLessThanOrEqual(15);
});

test('rows to create and rows to update go in batches of their own and come back in order', async () => {
	const known = kwik().state.seedCustomers(60, (i) => ({ reference: `CLN${i * 2}` }));
	const rows = customerRows(120);
	const parameters = { ...createCustomers({ batchSize: 40 }), operation: 'upsert' };
	const result = await run('kwik', parameters, rows);
	expectOneForEach(result, rows);
	expect(jsonOf(result.main).map(({ email }) => email)).toEqual(rows.map(({ email }) => email));
	expect(jsonOf(result.main).flatMap(({ id }, i) => (i % 2 ? [] : [id]))).toEqual(
		known.map(({ id }) => id),
	);
	expect(stored()).toHaveLength(120);
	expect(kwik().requests.map(({ path }) => path.split('/').pop())).toEqual(
		expect.arrayContaining(['list', 'update', 'update', 'create', 'create', 'list']),
	);
	expect(kwik().requests).toHaveLength(6);
});

test('a refusal of the account is not tried in parts', async () => {
	const credentials = { ...kwik().credentials, apiSecret: 'another secret' };
	const result = await run(
		'kwik',
		createCustomers({ maxConcurrentRequests: 1 }),
		customerRows(300),
		{
			credentials,
			onError: 'continueErrorOutput',
		},
	);
	expect(result.error).toHaveLength(300);
	expect(kwik().requests).toHaveLength(3);
});
