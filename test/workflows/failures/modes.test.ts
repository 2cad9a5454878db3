// What one failed item does to the run: stop, continue, continue with the error output.
import type { INodeParameters } from 'n8n-workflow';
import { byId, jsonOf, pairs, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const link: INodeParameters = {
	resource: 'customerPortal',
	operation: 'createLink',
	customerId: byId('={{ $json.id }}'),
};

/** Rows of seeded customers, with unknown ones and a row without id among them. */
function rows() {
	const [first, second, third] = sandbox().kwik.state.seedCustomers(3);
	return [
		{ id: first!.id, name: 'first' },
		{ id: 'cus_unknown', name: 'refused' },
		{ id: second!.id, name: 'second' },
		{ id: ' ', name: 'empty' },
		{ id: third!.id, name: 'third' },
	];
}
const refused = {
	error:
		'Row 2 (customer cus_unknown): Kwik refused the request (code 007): Record not found. Customer: The customer was not found. (exists)',
	message: 'Check the id: it must exist in the environment of this credential.',
	details: {
		provider: 'kwik',
		httpCode: 404,
		code: '007',
		fields: [{ field: 'customer_id', message: expect.any(String) }],
		retriable: false,
		hint: expect.any(String),
	},
};
const empty = {
	error: 'Row 4: Customer is required',
	message: expect.stringMatching(/^Nothing was sent for this row/),
	details: {
		provider: 'kwik',
		httpCode: null,
		code: null,
		fields: [{ field: 'customerId', message: 'is required' }],
		retriable: false,
		hint: expect.stringMatching(/Nothing was sent for this row/),
	},
};

describe('stop', () => {
	test('bad input stops the run before anything is sent, and names field and item', async () => {
		const { executionError, main } = await run('kwik', link, rows());
		expect(executionError).toMatchObject({
			name: 'NodeOperationError',
			message: 'Row 4: Customer is required',
			description: expect.stringMatching(/^Nothing was sent for any row/),
			context: { itemIndex: 3 },
		});
		expect(main).toEqual([]);
		expect(sandbox().kwik.requests).toEqual([]);
	});

	test('a refusal stops the run and says item, code, fields, mending and what was done', async () => {
		const items = rows().filter(({ name }) => name !== 'empty');
		const options = { maxConcurrentRequests: 1 };
		const { executionError } = await run('kwik', { ...link, options }, items);
		expect(executionError).toMatchObject({
			name: 'NodeApiError',
			message: refused.error,
			httpCode: '404',
			context: { itemIndex: 1 },
		});
		const description = String(executionError?.description);
		expect(description).toContain('Check the id');
		expect(description).toContain('Check the id');
		expect(description).toContain('1 of 4 rows had been completed.');
		expect(description).toContain('does no harm');
		expect(sandbox().kwik.requests).toHaveLength(2);
	});

	test('requests under way finish and are counted; no new one starts', async () => {
		const seeded = sandbox().kwik.state.seedCustomers(20);
		// The second failure comes later, and is not the one that is told.
		const items = [{ id: 'cus_unknown' }, { id: 'cus_late' }, ...seeded.map(({ id }) => ({ id }))];
		const isUnknown = (body: unknown) =>
			(body as { customer_id: string }).customer_id === 'cus_unknown';
		// Long enough for the others to be under way when the refusal comes.
		for (const [latencyMs, first] of [
			[100, true],
			[300, false],
		] as const) {
			const when = ({ body }: { body: unknown }) => isUnknown(body) === first;
			sandbox().kwik.faults.add({ route: '*', kind: 'slow', latencyMs, when });
		}
		const options = { maxConcurrentRequests: 5 };
		const { executionError } = await run('kwik', { ...link, options }, items);
		expect(executionError?.context?.itemIndex).toBe(0);
		const { requests } = sandbox().kwik;
		expect(requests).toHaveLength(5);
		expect(requests.every(({ status }) => status !== undefined)).toBe(true);
		expect(executionError?.description).toContain(`${requests.length - 2} of 22 rows`);
	});

	test('whoever still waits for its turn when the refusal comes is not sent', async () => {
		const seeded = sandbox().kwik.state.seedCustomers(20);
		const items = [{ id: 'cus_unknown' }, ...seeded.map(({ id }) => ({ id }))];
		const options = { requestsPerSecond: 1 };
		await run('kwik', { ...link, options }, items);
		expect(sandbox().kwik.requests).toHaveLength(1);
	});

	test('where running again would create things twice, the error says so', async () => {
		const create: INodeParameters = {
			resource: 'customer',
			operation: 'create',
			reference: '={{ $json.reference }}',
			personName: 'Sample',
			personSurname: 'Customer',
			email: '={{ $json.email }}',
			options: { batchSize: 1, maxConcurrentRequests: 1 },
		};
		const items = [
			{ reference: 'A', email: 'a@example.com' },
			{ reference: 'B', email: 'b@b' },
		];
		const { executionError } = await run('kwik', create, items);
		expect(executionError?.context?.itemIndex).toBe(1);
		expect(executionError?.description).toMatch(/1 of 2 rows had been completed/);
		expect(executionError?.description).toMatch(/Running again carries them out once more/);
	});
});

test('continueRegularOutput gives an item for every row, in order, the failed ones among them', async () => {
	const items = rows();
	const { main, error, executionError } = await run('kwik', link, items, {
		onError: 'continueRegularOutput',
	});
	expect(executionError).toBeUndefined();
	expect(error).toEqual([]);
	expect(jsonOf(main)).toEqual([
		expect.objectContaining({ provider: 'kwik', customerId: items[0]!.id }),
		refused,
		expect.objectContaining({ customerId: items[2]!.id }),
		empty,
		expect.objectContaining({ customerId: items[4]!.id }),
	]);
	expect(pairs(main)).toEqual([0, 1, 2, 3, 4].map((item) => ({ item })));
});

test('continueErrorOutput parts them; a failed item has its source row and the details', async () => {
	const items = rows();
	const { main, error, executionError } = await run('kwik', link, items, {
		onError: 'continueErrorOutput',
	});
	expect(executionError).toBeUndefined();
	expect(jsonOf(main).map(({ customerId }) => customerId)).toEqual(
		[0, 2, 4].map((index) => items[index]!.id),
	);
	expect(pairs(main)).toEqual([0, 2, 4].map((item) => ({ item })));
	expect(jsonOf(error)).toEqual([
		{ ...items[1], ...refused },
		{ ...items[3], ...empty },
	]);
	expect(pairs(error)).toEqual([1, 3].map((item) => ({ item })));
});

test('one record refused out of a batch fails alone, and the others are created', async () => {
	const items = ['A', 'B', 'C', 'D'].map((reference) => ({
		reference,
		email: reference === 'C' ? 'c@c' : `${reference}@example.com`,
	}));
	const { main, error } = await run(
		'kwik',
		{
			resource: 'customer',
			operation: 'create',
			reference: '={{ $json.reference }}',
			personName: 'Sample',
			personSurname: 'Customer',
			email: '={{ $json.email }}',
		},
		items,
		{ onError: 'continueErrorOutput' },
	);
	expect(jsonOf(main).map(({ reference }) => reference)).toEqual(['A', 'B', 'D']);
	expect(jsonOf(error)).toEqual([
		expect.objectContaining({ ...items[2], details: expect.objectContaining({ code: '005' }) }),
	]);
	expect(sandbox().kwik.state.counts()['customers']).toBe(3);
});

test('an expression that cannot be evaluated fails its item only', async () => {
	const [customer] = sandbox().kwik.state.seedCustomers(1);
	const parameters = { ...link, customerId: byId('={{ $json.nested.id.trim() }}') };
	const { main, error } = await run(
		'kwik',
		parameters,
		[{ nested: { id: customer!.id } }, { nested: null }],
		{ onError: 'continueErrorOutput' },
	);
	expect(jsonOf(main)).toMatchObject([{ customerId: customer!.id }]);
	expect(error).toHaveLength(1);
	expect(error[0]).toMatchObject({ pairedItem: { item: 1 } });
});

test('no input gives no output and no request', async () => {
	const { main, executionError } = await run('kwik', link, []);
	expect(main).toEqual([]);
	expect(executionError).toBeUndefined();
	expect(sandbox().kwik.requests).toEqual([]);
});
