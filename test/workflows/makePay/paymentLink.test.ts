// MakePay payment links inside n8n. makepay.md 3.3.
import type { INodeParameters } from 'n8n-workflow';
import { byId, jsonOf, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const BASE = '/api/partner/v1/makepay';
const link = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'paymentLink',
	operation,
	...more,
});

test('create sends the document, with a key, and gives the link', async () => {
	const { main, executionError } = await run(
		'makePay',
		link('create', {
			title: 'Order #1042',
			amount: '129.90',
			additionalFields: { currency: 'USDT', orderId: 'order_1042', status: 'paused' },
		}),
	);
	expect(executionError).toBeUndefined();
	expect(requestsOf(sandbox().makePay)).toEqual([
		{
			method: 'POST',
			path: `${BASE}/payment-links`,
			query: {},
			body: {
				status: 'paused',
				sendPaymentRequestEmail: false,
				payload: {
					title: 'Order #1042',
					amount: '129.90',
					currency: 'USDT',
					orderId: 'order_1042',
				},
			},
		},
	]);
	expect(sandbox().makePay.requests[0]!.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
	const [stored] = sandbox().makePay.state.links.values();
	expect(jsonOf(main)).toEqual([
		expect.objectContaining({
			provider: 'makePay',
			id: stored!.uid,
			url: expect.stringContaining(stored!.uid),
			status: 'paused',
			amount: '129.90',
			orderId: 'order_1042',
		}),
	]);
});

test('get and getAll give what is stored', async () => {
	const seeded = sandbox().makePay.state.seedLinks(3);
	const got = await run(
		'makePay',
		link('get', { paymentLinkId: byId(seeded[1]!.uid), simplify: false }),
	);
	expect(jsonOf(got.main)).toMatchObject([{ uid: seeded[1]!.uid, latestSession: null }]);
	const all = await run('makePay', link('getAll', { returnAll: true }));
	// In what order is not documented.
	expect(new Set(jsonOf(all.main).map(({ id }) => id))).toEqual(
		new Set(seeded.map(({ uid }) => uid)),
	);
	expect(all.main).toHaveLength(3);
	const some = await run('makePay', link('getAll', { limit: 2 }));
	expect(some.main).toHaveLength(2);
});

test('archiving sends PATCH, and archiving again is no failure but a note (D17)', async () => {
	const [stored] = sandbox().makePay.state.seedLinks(1);
	const archive = link('update', {
		paymentLinkId: byId(stored!.uid),
		updateFields: { status: 'archived' },
	});
	const first = await run('makePay', archive);
	expect(jsonOf(first.main)).toMatchObject([{ id: stored!.uid, status: 'archived' }]);
	expect(requestsOf(sandbox().makePay)).toEqual([
		{
			method: 'PATCH',
			path: `${BASE}/payment-links/${stored!.uid}`,
			query: {},
			body: { status: 'archived' },
		},
	]);
	sandbox().makePay.saved!.clear();
	const second = await run('makePay', archive);
	expect(second.executionError).toBeUndefined();
	expect(jsonOf(second.main)).toMatchObject([{ id: stored!.uid, status: 'archived' }]);
	expect(second.hints).toMatchObject([{ message: expect.stringMatching(/archived before/) }]);
});

test('sendEmail mails once, even when the answer is lost', async () => {
	const [stored] = sandbox().makePay.state.seedLinks(1);
	sandbox().makePay.faults.add({ route: '*', kind: 'unavailable-after', times: 1 });
	const { main } = await run(
		'makePay',
		link('sendEmail', { paymentLinkId: byId(stored!.uid), email: 'buyer@example.com' }),
		[{}],
		{ onError: 'continueRegularOutput' },
	);
	expect(sandbox().makePay.state.emails).toEqual([
		{ linkUid: stored!.uid, email: 'buyer@example.com' },
	]);
	expect(sandbox().makePay.requests).toHaveLength(1);
	expect(jsonOf(main)).toMatchObject([
		{ details: { httpCode: 503, retriable: false, hint: expect.stringMatching(/not known/) } },
	]);
});

test.each(['applied', 'ignored'] as const)(
	'the list of links is narrowed by its status where the server has the filter %s',
	async (listParameters) => {
		sandbox().makePay.switches.listParameters = listParameters;
		const [open, paid, over] = sandbox().makePay.state.seedLinks(3);
		paid!.latestSession = { id: 's', status: 'complete' };
		over!.expiresAt = 1;
		const found = async (status: string) => {
			const list = { resource: 'paymentLink', operation: 'getAll', filters: { status } };
			return jsonOf((await run('makePay', list)).main).map(({ id }) => id);
		};
		expect(await found('active')).toEqual([open!.uid]);
		expect(await found('paid')).toEqual([paid!.uid]);
		expect(await found('expired')).toEqual([over!.uid]);
		expect(await found('failed')).toEqual([]);
	},
);

test('dates of links are read in either spelling', async () => {
	sandbox().makePay.switches.linkDates = 'camel';
	sandbox().makePay.state.seedLinks(1);
	const { main } = await run('makePay', { resource: 'paymentLink', operation: 'getAll' });
	expect(jsonOf(main)).toMatchObject([{ expiresAt: expect.stringMatching(/Z$/) }]);
});

test('a create without status is refused by a server without defaults, and ours has it', async () => {
	sandbox().makePay.switches.createNeedsStatus = true;
	const parameters = { resource: 'paymentLink', operation: 'create', title: 'A', amount: '1' };
	expect((await run('makePay', parameters)).main).toHaveLength(1);
});
