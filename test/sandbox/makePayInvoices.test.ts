// MakePay's bookkeeping invoices against makepay.md 3.8: reading, creating, changing.
import { fieldsOf, names, startClients, type Clients } from './clients';
import { INVOICE, ISO_MS, SAMPLE_INVOICE, SUMMARY } from './documents';

const BASE = '/bookkeeping/invoices';
const COUNTERPARTY = names(
	'id uid type name email clientId taxId address metadata createdAt updatedAt',
);
const LINE = names('id description quantity unitAmount taxAmount totalAmount sortOrder');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const create = (body: unknown) => clients.makePay.post(BASE, body);
const made = async (body: object = {}) => (await create(body)).data.summary.invoices[0];
const read = (id: string) => clients.makePay.get(`${BASE}/${id}`);
const change = (id: string, body: unknown) => clients.makePay.patch(`${BASE}/${id}`, body);

describe('create', () => {
	test('answers the sample with the summary, in which the invoice has every field', async () => {
		const { status, data } = await create(SAMPLE_INVOICE);
		expect([status, fieldsOf(data), data.ok]).toEqual([201, ['ok', 'summary'], true]);
		expect(fieldsOf(data.summary)).toEqual(SUMMARY);
		const [invoice] = data.summary.invoices;
		expect(fieldsOf(invoice)).toEqual(INVOICE);
		expect(invoice).toMatchObject({
			id: expect.stringMatching(UUID),
			uid: expect.stringMatching(/^inv_[a-z0-9]{26}$/),
			invoiceNumber: expect.stringMatching(/./),
			status: 'draft',
			paymentStatus: 'unpaid',
			currency: 'USD',
			subtotalAmount: '500.00',
			taxAmount: '0.00',
			totalAmount: '500.00',
			paidAmount: '0.00',
			issueDate: '2026-05-15',
			dueDate: '2026-05-30',
			title: 'Invoice #1042',
			description: null,
			notes: null,
			paymentLinkId: null,
			paymentLinkUid: null,
			sentAt: null,
			paidAt: null,
			documentIds: [],
			reconciliationIds: [],
			metadata: { orderId: 'order_1042' },
			createdAt: expect.stringMatching(ISO_MS),
			updatedAt: expect.stringMatching(ISO_MS),
		});
		expect(fieldsOf(invoice.counterparty)).toEqual(COUNTERPARTY);
		expect(invoice.counterparty).toMatchObject({
			...SAMPLE_INVOICE.counterparty,
			...{ type: 'customer', taxId: null, address: {}, metadata: {} },
		});
		expect(fieldsOf(invoice.lineItems[0])).toEqual(LINE);
		expect(invoice.lineItems[0]).toMatchObject({
			description: 'Implementation services',
			...{ quantity: '1', unitAmount: '500.00', taxAmount: '0.00', totalAmount: '500.00' },
			sortOrder: 0,
		});
		expect(data.summary.counterparties).toEqual([invoice.counterparty]);
	});

	test('adds up the lines', async () => {
		const invoice = await made({
			lineItems: [
				{ description: 'A', quantity: 3, unitAmount: '0.1', taxAmount: 0.06 },
				{ description: 'B', unitAmount: 10, sortOrder: 7 },
				{ description: 'C', quantity: '2', unitAmount: '5', totalAmount: '9.50' },
				{ description: 'D', unitAmount: '0.00000001' },
			],
		});
		const totals = invoice.lineItems.map((line: { totalAmount: string }) => line.totalAmount);
		expect(totals).toEqual(['0.36', '10.00', '9.50', '0.00000001']);
		expect(invoice).toMatchObject({
			subtotalAmount: '20.30000001',
			taxAmount: '0.06',
			totalAmount: '19.86000001',
		});
		expect(invoice.lineItems[1].sortOrder).toBe(7);
	});

	test('of nothing has the defaults; numbers run', async () => {
		const [first, second] = [await made(), await made()];
		expect(first).toMatchObject({ currency: 'USD', counterparty: null, lineItems: [] });
		expect(first).toMatchObject({ totalAmount: '0.00', title: null, dueDate: null });
		expect(first.issueDate).toBe(new Date().toISOString().slice(0, 10));
		expect(second.invoiceNumber).not.toBe(first.invoiceNumber);
		expect((await made({ invoiceNumber: 'R-7' })).invoiceNumber).toBe('R-7');
	});

	test('a known email is the same counterparty, other fields changed', async () => {
		const one = await made({ counterparty: { email: 'Buyer@example.com', clientId: 'c1' } });
		const two = await made({ counterparty: { email: 'buyer@example.com', name: 'Buyer' } });
		expect(one.counterparty).toMatchObject({ name: 'Buyer@example.com', clientId: 'c1' });
		expect(two.counterparty).toMatchObject({
			...{ id: one.counterparty.id, name: 'Buyer', clientId: 'c1' },
		});
		await made({ counterparty: { name: 'Buyer' } });
		const { summary } = (await clients.makePay.get('/bookkeeping')).data;
		expect(summary.counterparties).toHaveLength(2);
	});

	test.each([
		[[]],
		['{'],
		[{ status: 'sent' }],
		[{ paymentStatus: 'done' }],
		[{ issueDate: '15.05.2026' }],
		[{ dueDate: 5, title: 5 }],
		[{ counterparty: 'buyer' }],
		[{ counterparty: { email: 'x' } }],
		[{ counterparty: { type: 'friend' } }],
		[{ counterparty: { phone: '1' } }],
		[{ lineItems: {} }],
		[{ lineItems: [{ unitAmount: '1' }] }],
		[{ lineItems: [{ description: 'A', unitAmount: '1,5' }] }],
		[{ lineItems: [{ description: 'A', quantity: true }] }],
		[{ lineItems: [{ description: 'A', price: '1' }] }],
		[{ lineItems: [{ description: 'A', sortOrder: '1' }] }],
		[{ documentIds: [1] }],
		[{ metadata: [] }],
		// What the vendor's n8n node sends.
		[{ invoiceNumber: '1', customerEmail: 'a@b.example', amount: '5', currency: 'USD' }],
	])('refuses %j', async (body) => {
		const { status, data } = await clients.makePay.post(BASE, body, {
			headers: { 'Content-Type': 'application/json' },
		});
		expect([status, fieldsOf(data)]).toEqual([400, ['error']]);
		expect((await clients.makePay.get(BASE)).data.invoices).toEqual([]);
	});
});

describe('read', () => {
	test('one by id or uid, and 404', async () => {
		const invoice = await made(SAMPLE_INVOICE);
		for (const id of [invoice.id, invoice.uid]) {
			const { status, data } = await read(id);
			expect([status, data]).toEqual([200, { invoice }]);
		}
		const unknown = await read('inv_unknown');
		expect([unknown.status, unknown.data]).toEqual([404, { error: 'not_found' }]);
	});

	test('all, newest first, with the summary', async () => {
		clients.sandbox.makePay.state.seeders.invoices(2);
		await made({ invoiceNumber: '3' });
		const { status, data } = await clients.makePay.get(`${BASE}?limit=1`);
		expect([status, fieldsOf(data)]).toEqual([200, names('invoices summary')]);
		const numbers = data.invoices.map((one: { invoiceNumber: string }) => one.invoiceNumber);
		expect(numbers).toEqual(['3', 'INV-0002', 'INV-0001']);
		expect(data.summary.invoices).toEqual(data.invoices);
	});

	test('the summary alone counts what is open and overdue', async () => {
		for (const status of ['draft', 'open', 'open', 'overdue', 'paid']) await made({ status });
		const { status, data } = await clients.makePay.get('/bookkeeping');
		expect([status, fieldsOf(data), fieldsOf(data.summary)]).toEqual([200, ['summary'], SUMMARY]);
		const { stats, reconciliationQueue, ...lists } = data.summary;
		expect(stats).toEqual({
			...{ openInvoices: 2, overdueInvoices: 1, unreconciledExpenses: 0, pendingDocuments: 0 },
		});
		expect(reconciliationQueue).toEqual({ chainTransfers: [], completedPayments: [] });
		expect(lists).toMatchObject({ integrations: [], canOcr: false, expenses: [], documents: [] });
	});
});

describe('change', () => {
	test('sets what it is given and answers the summary', async () => {
		const invoice = await made(SAMPLE_INVOICE);
		clients.sandbox.makePay.clock.advance(1000);
		const { status, data } = await change(invoice.uid, { status: 'open', dueDate: null });
		expect([status, fieldsOf(data)]).toEqual([200, ['ok', 'summary']]);
		const { updatedAt, ...changed } = data.summary.invoices[0];
		expect(updatedAt > invoice.updatedAt).toBe(true);
		expect({ ...changed, updatedAt: invoice.updatedAt }).toEqual({
			...invoice,
			...{ status: 'open', dueDate: null },
		});
		const lineItems = [{ description: 'Other', unitAmount: '7' }];
		await change(invoice.id, { lineItems, counterparty: null });
		const after = (await read(invoice.uid)).data.invoice;
		expect(after).toMatchObject({ totalAmount: '7.00', counterparty: null, status: 'open' });
		expect(after.lineItems).toHaveLength(1);
	});

	test('refuses what create refuses, and an unknown invoice', async () => {
		const { uid } = await made();
		expect((await change(uid, { status: 'sent' })).status).toBe(400);
		expect((await change(uid, { total: '5' })).status).toBe(400);
		const unknown = await change('inv_unknown', { status: 'open' });
		expect([unknown.status, unknown.data]).toEqual([404, { error: 'not_found' }]);
	});
});
