// MakePay's bookkeeping invoices and webhook log inside n8n. makepay.md 3.7 and 3.8.
import type { INodeParameters } from 'n8n-workflow';
import { byId, jsonOf, pairs, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const BASE = '/api/partner/v1/makepay';
const invoice = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'bookkeepingInvoice',
	operation,
	...more,
});
const create = (more: INodeParameters = {}) =>
	invoice('create', {
		title: '={{ $json.title }}',
		currency: 'USD',
		customerName: 'Sample Buyer',
		customerEmail: '={{ $json.email }}',
		lineItems: '[{"description": "Services", "quantity": "2", "unitAmount": "64.99"}]',
		...more,
	});
const stored = () => sandbox().makePay.state.bookkeeping.summary().invoices;

test('from the invoice to the address of its payment link', async () => {
	const rows = [{ title: 'March', email: 'buyer@example.com' }];
	const additionalFields = { invoiceNumber: 'INV-1042', dueDate: '2026-12-31' };
	const created = await run('makePay', create({ additionalFields }), rows);
	expect(created.executionError).toBeUndefined();
	expect(requestsOf(sandbox().makePay)).toEqual([
		{
			method: 'POST',
			path: `${BASE}/bookkeeping/invoices`,
			query: {},
			body: {
				title: 'March',
				currency: 'USD',
				counterparty: { name: 'Sample Buyer', email: 'buyer@example.com' },
				lineItems: [{ description: 'Services', quantity: '2', unitAmount: '64.99' }],
				invoiceNumber: 'INV-1042',
				dueDate: '2026-12-31',
			},
		},
	]);
	expect(jsonOf(created.main)).toEqual([
		{
			provider: 'makePay',
			id: stored()[0]!.uid,
			status: 'draft',
			paymentStatus: 'unpaid',
			invoiceNumber: 'INV-1042',
			customerEmail: 'buyer@example.com',
			amount: '129.98',
			currency: 'USD',
			dueDate: '2026-12-31',
			paymentLinkId: null,
		},
	]);
	const link = invoice('createPaymentLink', { invoiceId: '={{ $json.id }}' });
	const linked = await run('makePay', link, jsonOf(created.main));
	const [{ paymentLinkId } = {}] = jsonOf(linked.main);
	expect(paymentLinkId).toMatch(/^pay_/);
	const get = {
		resource: 'paymentLink',
		operation: 'get',
		paymentLinkId: byId(String(paymentLinkId)),
	};
	const address = await run('makePay', get);
	expect(jsonOf(address.main)).toMatchObject([
		{ id: paymentLinkId, url: expect.stringContaining(String(paymentLinkId)), amount: '129.98' },
	]);
});

test('each row gets its own invoice, also where none has a number', async () => {
	const rows = Array.from({ length: 12 }, (_, index) => ({
		title: `Invoice ${index}`,
		email: `buyer${index % 3}@example.com`,
	}));
	const { main } = await run('makePay', create({ simplify: false }), rows);
	expect(jsonOf(main).map(({ title }) => title)).toEqual(rows.map(({ title }) => title));
	expect(new Set(jsonOf(main).map(({ uid }) => uid)).size).toBe(12);
	expect(pairs(main)).toEqual(rows.map((_, item) => ({ item })));
});

test.each(['create', 'createPaymentLink'])('%s is never sent twice', async (operation) => {
	const [seeded] = sandbox().makePay.state.bookkeeping.seed(1);
	sandbox().makePay.faults.add({ route: '*', kind: 'reset-after', times: 1 });
	const parameters =
		operation === 'create'
			? create()
			: invoice('createPaymentLink', {
					invoiceId: byId(seeded!.uid),
					sendPaymentRequestEmail: true,
				});
	const more = { onError: 'continueErrorOutput' } as const;
	const rows = [{ title: 'March', email: 'buyer@example.com' }];
	const { error } = await run('makePay', parameters, rows, more);
	expect(jsonOf(error)).toMatchObject([{ details: { retriable: false } }]);
	expect(sandbox().makePay.requests).toHaveLength(1);
});

test('get and getAll give what is stored', async () => {
	const seeded = sandbox().makePay.state.bookkeeping.seed(3);
	for (const id of [seeded[0]!.id, seeded[0]!.uid]) {
		const got = await run('makePay', invoice('get', { invoiceId: byId(id), simplify: false }));
		expect(jsonOf(got.main)).toEqual([JSON.parse(JSON.stringify(seeded[0]))]);
	}
	const all = await run('makePay', invoice('getAll', { returnAll: true }));
	expect(new Set(jsonOf(all.main).map(({ id }) => id))).toEqual(
		new Set(seeded.map(({ uid }) => uid)),
	);
	expect((await run('makePay', invoice('getAll', { limit: 2 }))).main).toHaveLength(2);
});

test.each(['webhookRequests', 'requests'] as const)(
	'the webhook log is listed as it is, under the name "%s"',
	async (key) => {
		sandbox().makePay.switches.webhookRequestsKey = key;
		sandbox().makePay.webhookRequests.push({ type: 'a' }, { type: 'b' }, { type: 'c' });
		const list = { resource: 'webhookRequest', operation: 'getAll' };
		const some = await run('makePay', { ...list, limit: 2 });
		expect(some.main).toHaveLength(2);
		expect(requestsOf(sandbox().makePay)[0]).toMatchObject({
			path: `${BASE}/webhook-requests`,
			query: { limit: '2' },
		});
		expect((await run('makePay', { ...list, returnAll: true })).main).toHaveLength(3);
	},
);
