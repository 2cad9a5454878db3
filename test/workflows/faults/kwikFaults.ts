// The proof that 300 rows give 300 customers whatever fault meets every third request, for one batch size.
// The batch sizes are tested in files of their own, so that they run side by side.
import { FAULT_KINDS } from '../../../sandbox';
import {
	createCustomers,
	customerRows,
	everyNth,
	expectOneForEach,
	hintsOf,
	itemOf,
	ownPace,
	PASSING_KINDS,
	repeated,
	shortenWaits,
} from '../support/rows';
import { jsonOf, useSandbox } from '../support/sandboxed';

// Every third of 300 requests waits for something.
jest.setTimeout(30_000);

const ROUTE = 'POST /customers/create';

/** Adds the tests of one batch size to the file that calls it. */
export function proveKwikFaults(batchSize: number): void {
	const { sandbox, run } = useSandbox();
	shortenWaits();
	const rows = customerRows(300);
	const options = { batchSize, timeout: 1000 };
	const references = () =>
		[...sandbox().kwik.state.customers.values()].map(({ reference }) => reference);

	/** Expects that the provider has one customer for each output, and each output its own customer. */
	function expectStored(main: Awaited<ReturnType<typeof run>>['main']): void {
		expect(repeated(references())).toEqual([]);
		expect(jsonOf(main).map(({ reference }) => reference)).toEqual(
			main.map((item) => rows[itemOf(item)]!.reference),
		);
		expect(
			jsonOf(main).map(({ id }) => sandbox().kwik.state.customers.get(String(id))?.email),
		).toEqual(main.map((item) => rows[itemOf(item)]!.email));
	}

	const stored: Array<[string, object]> = PASSING_KINDS.map((kind) => [kind, {}]);
	test.each([...stored, ['hang', { effect: true }] as [string, object]])(
		`"%s" on every third request %j: 300 rows in batches of ${batchSize} give 300 customers and 300 outputs in order`,
		async (kind, more) => {
			const rule = everyNth(kind as (typeof PASSING_KINDS)[number], ROUTE, 3);
			const fault = sandbox().kwik.faults.add({ ...rule, ...more });
			// All that hang at once take one timeout.
			const parameters = createCustomers({ ...options, maxConcurrentRequests: 100 });
			const result = await run('kwik', parameters, rows, {
				credentials: ownPace(sandbox().kwik.credentials),
			});
			expectOneForEach(result, rows);
			expectStored(result.main);
			expect(references()).toHaveLength(300);
			// The first three requests are enough to meet it, even with batches of 100.
			expect(fault.struck).toBeGreaterThan(0);
			if (kind !== 'slow') expect(hintsOf(result).length).toBeGreaterThan(0);
		},
	);

	test(`"refused-ok" on every third request is a refusal: what succeeded of 300 rows in batches of ${batchSize} is stored once, what failed is not stored and has an error item`, async () => {
		expect(FAULT_KINDS).toContain('refused-ok');
		sandbox().kwik.faults.add({ route: ROUTE, kind: 'refused-ok', every: 3 });
		const result = await run('kwik', createCustomers(options), rows, {
			onError: 'continueErrorOutput',
		});
		expectStored(result.main);
		expect(references()).toHaveLength(result.main.length);
		expect([...result.main, ...result.error].map(itemOf).sort((a, b) => a - b)).toEqual(
			rows.map((_, item) => item),
		);
		expect(result.error.map(itemOf)).toEqual(result.error.map(itemOf).sort((a, b) => a - b));
		for (const { json } of result.error) expect(json.details).toMatchObject({ code: '005' });
		if (batchSize === 1) expect(result.error).toHaveLength(100);
		if (batchSize === 100) expect(result.error).toEqual([]);
	});
}
