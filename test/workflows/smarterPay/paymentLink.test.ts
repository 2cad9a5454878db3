// SmarterPay payment links inside n8n: what the sandbox receives is what the document says. smarterpay.md 2.
import { SMARTER_PAY_PAGES } from '../../../sandbox';
import { hintsOf } from '../support/rows';
import { byId, jsonOf, pairs, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const customer = 'CA0112AB34CD56EF78GH';
const page = SMARTER_PAY_PAGES.customerAccount.id;

describe('paymentLink create', () => {
	test('sends the sample of the document, with token and key', async () => {
		const { main, executionError } = await run('smarterPay', {
			resource: 'paymentLink',
			operation: 'create',
			ecommercePage: page,
			customerAccountId: byId(customer),
		});
		expect(executionError).toBeUndefined();
		expect(requestsOf(sandbox().smarterPay)).toEqual([
			{
				method: 'POST',
				path: '/service.svc/paymentlink',
				query: {},
				body: { payment_link: { ecommerce_page: page, customer_account: customer } },
			},
		]);
		expect(sandbox().smarterPay.requests[0]!.headers).toMatchObject({
			authorization: `Bearer ${sandbox().smarterPay.credentials.accessToken}`,
			'content-type': 'application/json',
			'accept-charset': 'utf-8',
			'idempotency-key': expect.stringMatching(/^[0-9a-f-]{36}$/),
		});
		const link = sandbox().smarterPay.state.links.get(String(main[0]!.json.id))!;
		expect(jsonOf(main)).toEqual([
			{
				provider: 'smarterPay',
				id: link.id,
				url: link.url,
				status: 'active',
				customerId: customer,
				expiresAt: 'never',
				amount: '2750',
				visitedAt: null,
				createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
				completedAt: null,
			},
		]);
		// Percent-encoded Base64, handed on byte for byte.
		expect(main[0]!.json.url).toMatch(/%2B/);
	});

	test('takes pounds from columns, sends pence, and tells how many links and their total', async () => {
		const rows = [
			{ ecommerce_page: page, 'Customer Account': customer, Amount: '27.50' },
			{ ecommerce_page: page, 'Customer Account': customer, Amount: 99 },
		];
		const done = await run(
			'smarterPay',
			{
				resource: 'paymentLink',
				operation: 'create',
				dataMode: 'autoMapInputData',
				amountIn: 'pounds',
			},
			rows,
		);
		expect(jsonOf(done.main)).toMatchObject([{ amount: '2750' }, { amount: '9900' }]);
		expect(hintsOf(done)).toEqual(['2 payment links: £126.50 in total.']);
	});

	test('sends nothing while nobody has said whether amounts are pounds or pence', async () => {
		const { executionError } = await run('smarterPay', {
			resource: 'paymentLink',
			operation: 'create',
			ecommercePage: page,
			customerAccountId: byId(customer),
			amount: '99',
		});
		expect(executionError?.message).toBe(
			`Row 1 (customer account ${customer}): Amount In is not chosen: say whether amounts are in pounds or in pence`,
		);
		expect(sandbox().smarterPay.requests).toEqual([]);
	});

	test('in Check Only shows what would be sent and the total, and sends nothing', async () => {
		const done = await run(
			'smarterPay',
			{
				resource: 'paymentLink',
				operation: 'create',
				ecommercePage: page,
				customerAccountId: byId(customer),
				amount: '={{ $json.amount }}',
				amountIn: 'pounds',
				options: { checkOnly: true, reuseOpenLink: true },
			},
			[{ amount: '27.50' }, { amount: '1' }],
		);
		expect(sandbox().smarterPay.requests).toEqual([]);
		expect(jsonOf(done.main)).toMatchObject([
			{
				checkOnly: true,
				wouldSend: { method: 'POST', body: { payment_link: { amount: '2750' } } },
				first: 'looks for an open link that is the same',
			},
			{ wouldSend: { body: { payment_link: { amount: '100' } } } },
		]);
		expect(hintsOf(done)[1]).toBe('2 payment links: £28.50 in total.');
	});

	test('without Simplify gives the 31 fields as they came', async () => {
		const { main } = await run('smarterPay', {
			resource: 'paymentLink',
			operation: 'create',
			ecommercePage: page,
			customerAccountId: byId(customer),
			amount: 100,
			amountIn: 'pence',
			additionalFields: { startDate: '2026-01-31T00:00:00', metadata: { a: 1 } },
			simplify: false,
		});
		expect(Object.keys(main[0]!.json)).toHaveLength(31);
		expect(main[0]!.json).toMatchObject({ amount: '100', start_date: '2026-01-31' });
		expect(main[0]!.json.metadata).toBe('{"a":1}');
	});
});

describe('paymentLink get, update and expire', () => {
	test('each sends the id in the path', async () => {
		const [link] = sandbox().smarterPay.state.seedLinks(1);
		const parameters = (operation: string, more = {}) => ({
			resource: 'paymentLink',
			operation,
			paymentLinkId: byId(link!.id),
			...more,
		});
		const got = await run('smarterPay', parameters('get'));
		const updated = await run(
			'smarterPay',
			parameters('update', {
				updateFields: { metadata: 'link', metadataMandate: 'mandate' },
				simplify: false,
			}),
		);
		const expired = await run('smarterPay', parameters('expire'));
		const after = await run('smarterPay', parameters('get'));
		const path = `/service.svc/paymentlink/${link!.id}`;
		expect(requestsOf(sandbox().smarterPay)).toEqual([
			{ method: 'GET', path, query: {}, body: undefined },
			{
				method: 'PUT',
				path,
				query: {},
				body: { payment_link: { metadata: 'link', metadata_mandate: 'mandate' } },
			},
			{ method: 'PUT', path, query: {}, body: { payment_link: { status: 'expired' } } },
			{ method: 'GET', path, query: {}, body: undefined },
		]);
		expect(jsonOf(got.main)).toMatchObject([{ id: link!.id, url: link!.url, status: 'active' }]);
		expect(jsonOf(updated.main)).toMatchObject([{ metadata: 'link', metadata_mandate: 'mandate' }]);
		expect(expired.executionError).toBeUndefined();
		expect(jsonOf(after.main)).toMatchObject([{ status: 'expired' }]);
	});

	test('update ends a link and annotates it in one call', async () => {
		const [link] = sandbox().smarterPay.state.seedLinks(1);
		const done = await run('smarterPay', {
			resource: 'paymentLink',
			operation: 'update',
			paymentLinkId: byId(link!.id),
			updateFields: { status: 'expired', metadata: 'paid by phone' },
			simplify: false,
		});
		expect(jsonOf(done.main)).toMatchObject([{ status: 'expired', metadata: 'paid by phone' }]);
		expect(sandbox().smarterPay.requests).toHaveLength(1);
		expect(hintsOf(done)).toEqual([]);
	});

	test.each([
		['expire', {}],
		['update', { updateFields: { status: 'expired' } }],
	])(
		'an answer to %s that still says active is no failure, and is told (D6)',
		async (name, more) => {
			const links = sandbox().smarterPay.state.seedLinks(2);
			sandbox().smarterPay.switches.expireAnswer = 'active';
			const parameters = {
				resource: 'paymentLink',
				operation: name,
				paymentLinkId: byId('={{ $json.id }}'),
				...more,
			};
			const done = await run(
				'smarterPay',
				parameters,
				links.map(({ id }) => ({ id })),
			);
			expect(done.executionError).toBeUndefined();
			expect(jsonOf(done.main)).toMatchObject(links.map(({ id }) => ({ id, status: 'active' })));
			expect(hintsOf(done)).toEqual([
				'SmarterPay took the request to end 2 links, but its answer still says "active". Only Get tells whether they have ended.',
			]);
		},
	);

	test('an update of the metadata alone says nothing about the status', async () => {
		const [link] = sandbox().smarterPay.state.seedLinks(1);
		const done = await run('smarterPay', {
			resource: 'paymentLink',
			operation: 'update',
			paymentLinkId: byId(link!.id),
			updateFields: { metadata: 'x' },
		});
		expect(jsonOf(done.main)).toMatchObject([{ status: 'active' }]);
		expect(hintsOf(done)).toEqual([]);
	});
});

describe('paymentLink getAll', () => {
	const list = { resource: 'paymentLink', operation: 'getAll' };

	test('Return All fetches 1,203 links with three requests of 500', async () => {
		sandbox().smarterPay.state.seedLinks(1203);
		// One at a time: a page that is asked for ahead of the end would count here or in the next test.
		const options = { maxConcurrentRequests: 1 };
		const { main } = await run('smarterPay', { ...list, returnAll: true, options });
		expect(requestsOf(sandbox().smarterPay)).toEqual(
			['1', '2', '3'].map((page_no) => ({
				method: 'GET',
				path: '/service.svc/paymentlinks',
				query: { sort_field: 'created_at', sort_order: 'asc', limit: '500', page_no },
				body: undefined,
			})),
		);
		expect(main).toHaveLength(1203);
		expect(new Set(jsonOf(main).map(({ id }) => id)).size).toBe(1203);
	});

	test.each([
		[1, ['1']],
		[700, ['500', '500']],
	])('a limit of %i asks for no more than it takes', async (limit, sizes) => {
		sandbox().smarterPay.state.seedLinks(1203);
		const { main } = await run('smarterPay', { ...list, limit });
		expect(main).toHaveLength(limit);
		expect(sandbox().smarterPay.requests.map(({ query }) => query['limit'])).toEqual(sizes);
	});

	test('sends filters and order, and gives what they say', async () => {
		const [first, second] = sandbox().smarterPay.state.seedLinks(2);
		const { main } = await run('smarterPay', {
			...list,
			returnAll: true,
			sort: { sortField: 'created_at', sortOrder: 'desc' },
		});
		expect(jsonOf(main).map(({ id }) => id)).toEqual([second!.id, first!.id]);
		const filtered = await run('smarterPay', {
			...list,
			returnAll: true,
			filters: { id: first!.id, ecommercePageId: first!.ecommerce_page },
		});
		expect(jsonOf(filtered.main)).toMatchObject([{ id: first!.id }]);
		expect(sandbox().smarterPay.requests[1]!.query).toEqual({
			id: first!.id,
			ecommerce_page_id: first!.ecommerce_page,
			sort_field: 'created_at',
			sort_order: 'asc',
			limit: '500',
			page_no: '1',
		});
	});

	test('every record is paired to the item that asked for it', async () => {
		sandbox().smarterPay.state.seedLinks(3);
		const { main } = await run('smarterPay', { ...list, limit: 2 }, [{}, {}]);
		expect(pairs(main)).toEqual([{ item: 0 }, { item: 0 }, { item: 1 }, { item: 1 }]);
	});
});
