// n8n's own Retry On Fail runs the whole node again: what the first try did must not be done twice.
import type { IDataObject } from 'n8n-workflow';
import {
	createCustomers,
	createLinks,
	customerRows,
	expectOneForEach,
	hintsOf,
	itemOf,
	orderOf,
	orderRows,
	repeated,
} from '../support/rows';
import { jsonOf, useSandbox } from '../support/sandboxed';

jest.setTimeout(30_000);

const { sandbox, run } = useSandbox();
// n8n takes 0 for its default of a second.
const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
const ROUTES = { smarterPay: 'POST /paymentlink', makePay: 'POST /payment-links' };
const emails = () => [...sandbox().kwik.state.customers.values()].map(({ email }) => email);
const orders = () => [
	...[...sandbox().smarterPay.state.links.values()].map(({ sent }) => sent.metadata),
	...[...sandbox().makePay.state.links.values()].map(({ payload }) => payload.orderId),
];

describe.each(['smarterPay', 'makePay'] as const)('%s payment links', (type) => {
	// The first try ends with the failure of the first row, whose link was made all the same.
	const firstRowLost = (prefix: string) => ({
		route: ROUTES[type],
		kind: 'reset-after' as const,
		times: 1,
		when: ({ rawBody }: { rawBody: string }) => rawBody.includes(`"${prefix}_0"`),
	});

	test('in stop mode: the second try makes no second link', async () => {
		const rows = orderRows(20, `stop_${type}`);
		sandbox()[type].faults.add(firstRowLost(`stop_${type}`));
		const parameters = createLinks(type, { maxRetries: 0 });
		const result = await run(type, parameters, rows, { settings });
		expectOneForEach(result, rows);
		expect(result.main.map(orderOf)).toEqual(rows.map(({ order }) => order));
		expect([...orders()].sort()).toEqual(rows.map(({ order }) => order).sort());
		// The lost one was asked for again under its key, the others not at all.
		const { requests } = sandbox()[type];
		expect(requests.filter(({ replayed }) => replayed)).toHaveLength(1);
		expect(requests).toHaveLength(21);
		expect(hintsOf(result)).toEqual([
			expect.stringMatching(/completed by an earlier try/),
			expect.stringMatching(/^20 payment links: /),
		]);
	});

	test('in continueErrorOutput mode, where n8n tries again when the first item is an error', async () => {
		const rows = orderRows(20, `error_${type}`);
		sandbox()[type].faults.add(firstRowLost(`error_${type}`));
		const parameters = createLinks(type, { maxRetries: 0 });
		const result = await run(type, parameters, rows, {
			settings,
			onError: 'continueErrorOutput',
		});
		expectOneForEach(result, rows);
		expect(result.error).toEqual([]);
		expect([...orders()].sort()).toEqual(rows.map(({ order }) => order).sort());
		expect(sandbox()[type].requests).toHaveLength(21);
	});
});

describe('Kwik customers', () => {
	const once = { maxRetries: 0 };

	test.each(['reset-after', 'reset-before', 'unavailable-after'] as const)(
		'"%s" and a look-up that fails, in stop mode: the second try makes no second customer',
		async (kind) => {
			const rows = customerRows(30, `stop-${kind}`);
			sandbox().kwik.faults.add({ route: 'POST /customers/create', kind, times: 1 });
			sandbox().kwik.faults.add({ route: 'GET /customers/list', kind: 'reset-before', times: 1 });
			const parameters = createCustomers({ ...once, batchSize: 7, maxConcurrentRequests: 2 });
			const result = await run('kwik', parameters, rows, { settings });
			expectOneForEach(result, rows);
			expect(jsonOf(result.main).map(({ email }) => email)).toEqual(rows.map(({ email }) => email));
			expect(emails().sort()).toEqual(rows.map(({ email }) => email).sort());
		},
	);

	test('in continueErrorOutput mode: what failed for good fails again, what was done is not done again', async () => {
		const rows: IDataObject[] = customerRows(30, 'again');
		rows[0]!.email = 'a@b';
		const parameters = createCustomers({ batchSize: 7 });
		const result = await run('kwik', parameters, rows, {
			settings,
			onError: 'continueErrorOutput',
		});
		expect(result.error.map(itemOf)).toEqual([0]);
		expect(result.main.map(itemOf)).toEqual(rows.slice(1).map((_, i) => i + 1));
		expect(emails()).toHaveLength(29);
		expect(repeated(emails())).toEqual([]);
	});

	test('an item whose customer was not made is not given the customer of an item with the same reference', async () => {
		const rows: IDataObject[] = customerRows(2).map((row) => ({ ...row, reference: 'SHARED' }));
		// The second row's request is lost before its effect, and so is the look-up.
		sandbox().kwik.faults.add({ route: 'POST /customers/create', kind: 'reset-before', at: [1] });
		sandbox().kwik.faults.add({ route: 'GET /customers/list', kind: 'reset-before', times: 1 });
		const parameters = createCustomers({ ...once, batchSize: 1, maxConcurrentRequests: 1 });
		const result = await run('kwik', parameters, rows, { settings });
		expectOneForEach(result, rows);
		expect(jsonOf(result.main).map(({ id }) => id)).toEqual([
			...sandbox().kwik.state.customers.keys(),
		]);
		expect(emails()).toEqual(rows.map(({ email }) => email));
	});

	test('create or update: a customer that the first try made is found and updated', async () => {
		const rows = customerRows(1, 'upsert');
		sandbox().kwik.faults.add({ route: 'POST /customers/create', kind: 'reset-after', times: 1 });
		// The first list belongs to the operation, the second is the look-up after the loss.
		sandbox().kwik.faults.add({ route: 'GET /customers/list', kind: 'reset-before', at: [1] });
		const parameters = { ...createCustomers(once), operation: 'upsert' };
		const result = await run('kwik', parameters, rows, { settings });
		expectOneForEach(result, rows);
		expect(emails()).toEqual(['customer0@example.com']);
	});
});

test('a MakePay customer without e-mail whose answer was lost is not asked for again, and the error says so', async () => {
	sandbox().makePay.faults.add({ route: 'POST /customers', kind: 'reset-after', times: 1 });
	const result = await run(
		'makePay',
		{ resource: 'customer', operation: 'upsert', additionalFields: { name: '={{ $json.name }}' } },
		[{ name: 'Nameless' }],
		{ settings },
	);
	expect(result.executionError?.message).toMatch(/An earlier try of this node sent the item/);
	expect(result.executionError?.description).toMatch(/is not known: look it up there/);
	expect(sandbox().makePay.requests).toHaveLength(1);
	expect(sandbox().makePay.state.customers.size).toBe(1);
});

test('two runs of a node in the same execution are two orders: both get links of their own', async () => {
	const [first, second] = [orderRows(3, 'pass1'), orderRows(3, 'pass2')];
	await run('makePay', createLinks('makePay'), first, { settings });
	await run('makePay', createLinks('makePay'), second, { settings });
	expect(orders()).toHaveLength(6);
});
