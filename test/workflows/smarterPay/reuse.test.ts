// Reuse Open Link: a run that is started twice sends no second bill. smarterpay.md 2.4, D26.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { SMARTER_PAY_PAGES, type FaultKind } from '../../../sandbox';
import { everyNth, FAST, hintsOf, ownPace, repeated, shortenWaits } from '../support/rows';
import { byId, jsonOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
shortenWaits();

const page = SMARTER_PAY_PAGES.open.id;
const create = (more: INodeParameters = {}, options: IDataObject = {}): INodeParameters => ({
	resource: 'paymentLink',
	operation: 'create',
	ecommercePage: page,
	customerAccountId: byId('={{ $json.customer }}'),
	amount: '={{ $json.amount }}',
	amountIn: 'pounds',
	description: '={{ $json.description }}',
	...more,
	options: { ...FAST, reuseOpenLink: true, ...options },
});
/** A bill for each of some new customers. */
const bills = (count: number): IDataObject[] =>
	sandbox()
		.smarterPay.state.seedCustomerAccounts(count)
		.map(({ id }, index) => ({
			customer: id,
			amount: `${10 + index}.00`,
			description: `November ${index}`,
		}));
let executions = 0;
/** Runs the node in an execution of its own. */
const bill = async (rows: IDataObject[], parameters = create()) =>
	await run('smarterPay', parameters, rows, {
		execution: { id: `run-${++executions}` },
		onError: 'continueErrorOutput',
		credentials: ownPace(sandbox().smarterPay.credentials),
	});
const idsOf = ({ main }: Awaited<ReturnType<typeof bill>>) => jsonOf(main).map(({ id }) => id);
const created = () => [...sandbox().smarterPay.state.links.values()];
/** The customer and the description of every link there is. */
const billed = () => created().map(({ sent }) => `${sent.customer_account} ${sent.description}`);

test('a run started twice gives the same links back, in order, and says so', async () => {
	const rows = bills(40);
	const first = await bill(rows);
	expect(hintsOf(first)).toEqual(['40 payment links: £1180.00 in total.']);
	const second = await bill(rows);
	expect(idsOf(second)).toEqual(idsOf(first));
	expect(created()).toHaveLength(40);
	expect(hintsOf(second)).toEqual([
		'Reuse Open Link: 40 rows were given links that were still open, in place of second ones.',
	]);
	expect(jsonOf(second.main)).toEqual(jsonOf(first.main));
});

test('without the option the second run makes second links', async () => {
	const rows = bills(2);
	const parameters = create({}, { reuseOpenLink: false });
	await bill(rows, parameters);
	await bill(rows, parameters);
	expect(created()).toHaveLength(4);
});

test('rows of one run that ask for the same get the same link', async () => {
	const [row, other] = bills(2);
	const done = await bill([row!, other!, row!, row!]);
	const [first, second] = idsOf(done);
	expect(idsOf(done)).toEqual([first, second, first, first]);
	expect(created()).toHaveLength(2);
	expect(hintsOf(done)[1]).toMatch(/^Reuse Open Link: 2 rows/);
});

test('two runs at the same time make one link for each bill', async () => {
	const rows = bills(10);
	const [one, two] = await Promise.all([
		run('smarterPay', create(), rows, { execution: { id: 'at-once-1' } }),
		run('smarterPay', create(), rows, { execution: { id: 'at-once-2' } }),
	]);
	expect(idsOf(one)).toEqual(idsOf(two));
	expect(created()).toHaveLength(10);
});

const FAULTS: FaultKind[] = [
	'reset-after',
	'cut-json',
	'unavailable-after',
	'error-json',
	'reset-before',
	'rate-limited',
];

test.each(FAULTS)(
	'started again and again under %s, it still sends one bill each',
	async (kind) => {
		const rows = bills(12);
		const faults = [
			sandbox().smarterPay.faults.add(everyNth(kind, 'POST /paymentlink', 2)),
			sandbox().smarterPay.faults.add({
				route: 'GET /paymentlinks',
				kind,
				every: 5,
				retryAfter: 0,
			}),
		];
		const parameters = create({}, { maxRetries: 0 });
		for (let times = 0; times < 4; times++) await bill(rows, parameters);
		for (const { struck } of faults) expect(struck).toBeGreaterThan(0);
		sandbox().smarterPay.faults.clear();
		const last = await bill(rows, parameters);
		expect(jsonOf(last.main)).toHaveLength(12);
		expect(repeated(billed())).toEqual([]);
		expect(created()).toHaveLength(12);
	},
);

test('a row whose answer was lost is not made again by the next row that asks for the same', async () => {
	const [row] = bills(1);
	sandbox().smarterPay.faults.add({
		route: 'POST /paymentlink',
		kind: 'reset-after',
		times: 1,
	});
	const done = await bill([row!, row!], create({}, { maxRetries: 0 }));
	expect(created()).toHaveLength(1);
	expect(jsonOf(done.error)).toHaveLength(1);
	expect(idsOf(done)).toEqual([created()[0]!.id]);
});

test('while the list cannot be read nothing is made', async () => {
	const rows = bills(2);
	sandbox().smarterPay.faults.add({ route: 'GET /paymentlinks', kind: 'error-json' });
	const done = await bill(rows, create({}, { maxRetries: 0 }));
	expect(jsonOf(done.error)).toHaveLength(2);
	expect(created()).toEqual([]);
});

describe('what is the same', () => {
	const again = async (row: IDataObject, parameters: INodeParameters) => {
		const before = created().length;
		const done = await bill([row], parameters);
		expect(jsonOf(done.error)).toEqual([]);
		return created().length === before;
	};

	test.each<[string, INodeParameters]>([
		['another amount', { amount: '1.00' }],
		['another description', { description: 'December' }],
		['another page', { ecommercePage: SMARTER_PAY_PAGES.halfHour.id }],
		['another customer', { customerAccountId: byId('CA0112AB34CD56EF78GH') }],
		['a mandate as well', { linkedRecords: { mandate: 'MA0112AB34CD56EF78GH' } }],
		['metadata', { additionalFields: { metadata: { month: 11 } } }],
		['a first collection', { additionalFields: { firstCollectionAmount: '1.00' } }],
		['a start', { additionalFields: { startDate: '2026-12-01' } }],
		['a return URL', { additionalFields: { returnUrl: 'https://example.com/' } }],
		['a reference', { additionalFields: { cardPaymentCustomReference: 'INV-1' } }],
	])('a link with %s is another link, and so is one without', async (_what, more) => {
		const [row] = bills(1);
		expect(await again(row!, create())).toBe(false);
		expect(await again(row!, create(more))).toBe(false);
		expect(await again(row!, create(more))).toBe(true);
		expect(await again(row!, create())).toBe(true);
		expect(created()).toHaveLength(2);
	});

	test('a link that was visited is still open; one that was completed or has ended is not', async () => {
		const [row] = bills(1);
		await bill([row!]);
		const [link] = created();
		link!.visitedAt = Date.now();
		expect(await again(row!, create())).toBe(true);
		link!.completedAt = Date.now();
		expect(await again(row!, create())).toBe(false);
		created()[1]!.endedByHand = true;
		expect(await again(row!, create())).toBe(false);
		expect(await again(row!, create())).toBe(true);
	});

	test('of several open links the newest is given back', async () => {
		const [row] = bills(1);
		const twice = create({}, { reuseOpenLink: false });
		await bill([row!], twice);
		sandbox().smarterPay.clock.advance(5000);
		await bill([row!], twice);
		expect(idsOf(await bill([row!]))).toEqual([created()[1]!.id]);
	});

	test('an amount that is left out is that of the open link, unless open links differ in it', async () => {
		const [row] = bills(1);
		const byPage = create({ amount: '' });
		expect(await again(row!, create())).toBe(false);
		expect(await again(row!, byPage)).toBe(true);
		expect(await again({ ...row!, amount: '5.00' }, create())).toBe(false);
		const done = await bill([row!], byPage);
		expect(jsonOf(done.error)).toMatchObject([
			{
				error: expect.stringContaining(
					'Amount is not set, and the open links differ in it (£5.00, £10.00): set it',
				),
			},
		]);
		expect(created()).toHaveLength(2);
	});

	test('a customer reference, which is never given back, is looked for by the filter', async () => {
		const [row] = bills(1);
		const named = (customerCustomReference: string) =>
			create({ additionalFields: { customerCustomReference } });
		expect(await again(row!, named('UK-1'))).toBe(false);
		expect(await again(row!, named('UK-1'))).toBe(true);
		expect(await again(row!, named('UK-2'))).toBe(false);
	});
});

test('the list is asked for by page and customer, in pages, oldest first', async () => {
	const [row] = bills(1);
	await bill([row!]);
	expect(sandbox().smarterPay.requests.map(({ method }) => method)).toEqual(['GET', 'POST']);
	expect(sandbox().smarterPay.requests[0]!.query).toEqual({
		ecommerce_page_id: page,
		customer_account_id: row!.customer,
		sort_field: 'created_at',
		sort_order: 'asc',
		limit: '500',
		page_no: '1',
	});
});

test('an open link on the second page of the list is found', async () => {
	const [row] = bills(1);
	const customer = String(row!.customer);
	sandbox().smarterPay.state.seedLinks(700, () => ({ customer_account: customer }));
	const first = await bill([row!]);
	expect(created()).toHaveLength(701);
	const second = await bill([row!]);
	expect(idsOf(second)).toEqual(idsOf(first));
	expect(created()).toHaveLength(701);
});
