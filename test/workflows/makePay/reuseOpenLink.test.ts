// A monthly run of MakePay payment links that is started twice: nobody gets two bills, whatever happens on the wire.
// makepay.md 3.3, D26.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { NodeRunOptions } from '../support/harness';
import { FAST, hintsOf, ownPace, shortenWaits } from '../support/rows';
import { jsonOf, pairs, useSandbox } from '../support/sandboxed';

const { sandbox, run: runOnce } = useSandbox();
shortenWaits();
const errorOutput = { onError: 'continueErrorOutput' } as const;
const parameters = (options: IDataObject = {}): INodeParameters => ({
	resource: 'paymentLink',
	operation: 'create',
	title: '={{ $json.title }}',
	amount: '={{ $json.amount }}',
	fiatCurrency: 'USD',
	customerEmail: '={{ $json.email }}',
	additionalFields: { orderId: '={{ $json.order }}', sendPaymentRequestEmail: true },
	options: { ...FAST, reuseOpenLink: true, ...options },
});
const rows = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({
		title: `March ${index}`,
		amount: `${index + 1}.50`,
		email: `buyer${index}@example.com`,
		order: `2026-03-${index}`,
	}));
const links = () => [...sandbox().makePay.state.links.values()];
const emails = () => sandbox().makePay.state.emails;
const creations = () => sandbox().makePay.requests.filter(({ method }) => method === 'POST');
const ordersOf = (items: IDataObject[]) => items.map(({ orderId }) => orderId);

let executions = 0;
/** Each time another execution: the keys of the one before are of no use to it. */
const run = async (
	items: IDataObject[],
	{ options, ...more }: { options?: IDataObject } & Partial<NodeRunOptions> = {},
) =>
	await runOnce('makePay', parameters(options), items, {
		execution: { id: `run-${++executions}` },
		credentials: ownPace(sandbox().makePay.credentials),
		...more,
	});

test('started twice, the second run gives back the links of the first, in the order of the rows', async () => {
	const bills = rows(25);
	const first = await run(bills);
	const second = await run([...bills].reverse());
	expect(links()).toHaveLength(25);
	expect(emails()).toHaveLength(25);
	expect(creations()).toHaveLength(25);
	expect(ordersOf(jsonOf(second.main))).toEqual(bills.map(({ order }) => order).reverse());
	expect(jsonOf(second.main).map(({ id }) => id)).toEqual(
		jsonOf(first.main)
			.map(({ id }) => id)
			.reverse(),
	);
	expect(pairs(second.main)).toEqual(bills.map((_, item) => ({ item })));
	expect(hintsOf(second)).toEqual([
		'Reuse Open Link: 25 rows were given the link of their order, which is still open.',
	]);
	// One list for each run, however many rows there are.
	expect(sandbox().makePay.requests).toHaveLength(27);
});

test('without the option the second run makes its own', async () => {
	const off = { options: { reuseOpenLink: false } };
	await run(rows(2), off);
	await run(rows(2), off);
	expect(links()).toHaveLength(4);
});

test('two runs at once make each link once', async () => {
	const { credentials } = sandbox().makePay;
	const both = await Promise.all([1, 2].map(async () => await run(rows(10), { credentials })));
	expect(links()).toHaveLength(10);
	const [first, second] = both.map(({ main }) => jsonOf(main).map(({ id }) => id));
	expect(first).toEqual(second);
});

test('rows of one run with the same order share a link', async () => {
	const [bill] = rows(1);
	const { main } = await run([bill!, bill!, { ...bill, amount: '1.500' }]);
	expect(links()).toHaveLength(1);
	expect(new Set(jsonOf(main).map(({ id }) => id)).size).toBe(1);
});

test('who has paid is not asked again, nor is who is about to', async () => {
	await run(rows(3));
	const [paid, underWay, over] = links();
	paid!.latestSession = { id: 's1', status: 'complete' };
	underWay!.latestSession = { id: 's2', status: 'deposit_received' };
	underWay!.expiresAt = 1;
	over!.expiresAt = 1;
	const again = await run(rows(3));
	expect(links()).toHaveLength(4);
	expect(jsonOf(again.main)).toMatchObject([
		{ id: paid!.uid, paymentStatus: 'complete' },
		{ id: underWay!.uid, paymentStatus: 'deposit_received' },
		{ id: links()[3]!.uid, paymentStatus: null },
	]);
	expect(hintsOf(again)).toEqual([
		'1 payment link: 3.50 USD in total.',
		expect.stringMatching(/1 row was given .* is paid already/),
		expect.stringMatching(/1 row was given .* money has arrived/),
	]);
});

test('another amount, currency or customer under the same order is an error, and makes nothing', async () => {
	const [first, second, third] = rows(3);
	await run([first!, second!]);
	const changed = [{ ...first, amount: '99' }, { ...second, email: 'other@example.com' }, third!];
	const { main, error } = await run(changed, errorOutput);
	expect(ordersOf(jsonOf(main))).toEqual([third!.order]);
	expect(jsonOf(error).map((item) => item.error)).toEqual([
		expect.stringMatching(
			/^Row 1 \(order ID 2026-03-0\): Order ID "2026-03-0" is that of link pay_\w+ already, whose amount is 1\.50, not 99: /,
		),
		expect.stringMatching(/whose customer email is buyer1@example\.com, not other@example\.com/),
	]);
	expect(links()).toHaveLength(3);
});

test('a row without an order ID is refused before anything is sent', async () => {
	const { order: _none, ...without } = rows(1)[0]!;
	const { error } = await run([without], errorOutput);
	expect(jsonOf(error)).toMatchObject([
		{
			error: expect.stringMatching(/Order ID is required to reuse an open link/),
			details: { fields: [{ field: 'orderId' }] },
		},
	]);
	expect(sandbox().makePay.requests).toEqual([]);
});

test('Check Only asks for nothing and says what would be looked for', async () => {
	await run(rows(1));
	const asked = sandbox().makePay.requests.length;
	const { main, hints } = await run(rows(2), { options: { checkOnly: true } });
	expect(sandbox().makePay.requests).toHaveLength(asked);
	expect(jsonOf(main)).toMatchObject([
		{ checkOnly: true, first: 'looks for an open or paid link of the same order ID' },
		{ wouldSend: { body: { payload: { orderId: '2026-03-1' } } } },
	]);
	expect(hints.map(({ message }) => message)).toEqual([
		expect.stringMatching(/^Check Only: nothing was sent\. Of 2 rows 2 would be sent/),
		'2 payment links: 4.00 USD in total.',
	]);
});

describe('with faults', () => {
	test.each(['reset-after', 'unavailable-after', 'cut-json', 'hang'] as const)(
		'"%s" on every creation of the first run: the second run finds what was made',
		async (kind) => {
			const bills = rows(6);
			const route = 'POST /payment-links';
			sandbox().makePay.faults.add({ route, kind });
			const impatient = { timeout: 1000, maxRetries: 1 };
			const first = await run(bills, { ...errorOutput, options: impatient });
			expect(first.main).toEqual([]);
			expect(first.error).toHaveLength(6);
			sandbox().makePay.faults.clear();
			const second = await run(bills);
			expect(ordersOf(jsonOf(second.main))).toEqual(bills.map(({ order }) => order));
			expect(new Set(links().map(({ payload }) => payload.orderId)).size).toBe(6);
			expect(links()).toHaveLength(6);
			expect(emails()).toHaveLength(6);
		},
	);

	test('every third answer fails in one way or another: each order has one link after two runs', async () => {
		const bills = rows(30);
		for (const kind of ['reset-after', 'unavailable-html', 'cut-json'] as const) {
			sandbox().makePay.faults.add({ route: '*', kind, every: 3 });
		}
		await run(bills, errorOutput);
		await run(bills, errorOutput);
		sandbox().makePay.faults.clear();
		const last = await run(bills);
		expect(ordersOf(jsonOf(last.main))).toEqual(bills.map(({ order }) => order));
		expect(links()).toHaveLength(30);
		expect(emails()).toHaveLength(30);
	});

	test('a list that cannot be read makes nothing', async () => {
		sandbox().makePay.faults.add({ route: 'GET /payment-links', kind: 'unavailable-html' });
		const { error } = await run(rows(2), { ...errorOutput, options: { maxRetries: 1 } });
		expect(error).toHaveLength(2);
		expect(creations()).toEqual([]);
		expect(links()).toEqual([]);
	});

	test('n8n tries the node again: the links of its first try are given back', async () => {
		sandbox().makePay.faults.add({ route: 'POST /payment-links', kind: 'reset-after', times: 1 });
		const settings = { retryOnFail: true, maxTries: 3, waitBetweenTries: 0 };
		const { main, executionError } = await runOnce(
			'makePay',
			parameters({ maxRetries: 0 }),
			rows(3),
			{ settings, execution: { id: `run-${++executions}` } },
		);
		expect(executionError).toBeUndefined();
		expect(main).toHaveLength(3);
		expect(links()).toHaveLength(3);
		expect(emails()).toHaveLength(3);
	});
});
