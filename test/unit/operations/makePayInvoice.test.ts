// MakePay bookkeeping invoices and the webhook log: what is refused, and what is found in the answers. makepay.md 3.7,
// 3.8.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, makePay } from '../support/nodeUnderTest';

const lineItems = '[{"description": "Consulting", "quantity": "2", "unitAmount": "64.99"}]';
const create = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'bookkeepingInvoice',
	operation: 'create',
	lineItems,
	...more,
});
const operation = (name: string) => makePay.operation('bookkeepingInvoice', name);

describe('create', () => {
	test('needs lines, each with a description', () => {
		expect(makePay.sentences(create({ lineItems: '' }))).toEqual(['Line Items is required']);
		expect(makePay.sentences(create({ lineItems: '[]' }))).toEqual(['Line Items has no line']);
		expect(makePay.sentences(create({ lineItems: '{}' }))).toEqual([
			expect.stringMatching(/^Line Items "\{\}" is not a list of JSON objects/),
		]);
		const lines = '[{"description": "A"}, {"unitAmount": "5"}]';
		expect(makePay.sentences(create({ lineItems: lines }))).toEqual([
			'Line Items has no description in line 2',
		]);
	});

	test('takes the lines that the documentation shows', () => {
		const page = readFileSync(join(__dirname, '../../../docs/known-limits.md'), 'utf8');
		const [, shown = ''] = /\*Line Items\* .*? is a list such as `([^`]*)`/.exec(page) ?? [];
		expect(makePay.request(create({ lineItems: shown })).body).toEqual({
			lineItems: [{ description: 'Consulting', quantity: '2', unitAmount: '64.99' }],
		});
	});

	test('puts the customer into an object of its own, also from columns', () => {
		const fields = { customerType: 'vendor', customerTaxId: 'T1', customerAddress: '{"city":"X"}' };
		const counterparty = { type: 'vendor', taxId: 'T1', address: { city: 'X' } };
		expect(makePay.request(create({ additionalFields: fields })).body).toEqual({
			lineItems: JSON.parse(lineItems) as unknown,
			counterparty,
		});
		const row = { 'Customer Email': 'a@b', 'Customer Name': 'A', 'Invoice Number': 'INV-1' };
		const mapped = create({ dataMode: 'autoMapInputData' });
		expect(makePay.request(mapped, row).body).toEqual({
			lineItems: JSON.parse(lineItems) as unknown,
			invoiceNumber: 'INV-1',
			counterparty: { email: 'a@b', name: 'A' },
		});
	});

	test('refuses dates the wrong way round, and what is no e-mail address', () => {
		const dates = { issueDate: '2026-05-15', dueDate: '2026-05-01' };
		expect(makePay.sentences(create({ additionalFields: dates }))).toEqual([
			'Due Date "2026-05-01" is before Issue Date (2026-05-15)',
		]);
		expect(makePay.sentences(create({ customerEmail: 'nobody' }))).toEqual([
			'Customer Email "nobody" is not an e-mail address',
		]);
	});

	test('is never repeated, and goes one after another: the answer lists all of them', () => {
		expect(operation('create').repeat).toBe('never');
		expect(operation('createPaymentLink').repeat).toBe('never');
		const concerns = (invoiceNumber: string) =>
			makePay.request(create({ additionalFields: { invoiceNumber } })).concerns;
		expect(concerns('INV-1')).toBe(concerns('INV-1'));
		expect(concerns('INV-1')).toBe(concerns('INV-10'));
		expect(makePay.request(create()).concerns).toBeDefined();
	});

	const invoices: IDataObject[] = [
		{ uid: 'inv_1', invoiceNumber: 'INV-1', createdAt: '2026-05-01T10:00:00.000Z' },
		{ uid: 'inv_2', invoiceNumber: 'INV-2', createdAt: '2026-05-02T10:00:00.000Z', title: 'A' },
		{ uid: 'inv_3', invoiceNumber: 'INV-2', createdAt: '2026-05-03T10:00:00.000Z', title: 'A' },
		{
			...{ uid: 'inv_4', invoiceNumber: 'INV-4', createdAt: '2026-05-04T10:00:00.000Z' },
			...{ counterparty: { email: 'Buyer@example.com' }, dueDate: '2026-05-30T00:00:00.000Z' },
		},
	];
	const found = (more: INodeParameters, list = invoices) =>
		operation('create').result({ summary: { invoices: list } }, makePay.request(create(more)));

	test('gives the newest invoice that says what was sent', () => {
		const numbered = (invoiceNumber: string) => found({ additionalFields: { invoiceNumber } });
		expect(numbered('INV-1')).toBe(invoices[0]);
		expect(numbered('INV-2')).toBe(invoices[2]);
		expect(found({})).toBe(invoices[3]);
		expect(found({ title: 'A' })).toBe(invoices[2]);
		const dueDate = '2026-05-30';
		expect(found({ customerEmail: 'buyer@example.com', additionalFields: { dueDate } })).toBe(
			invoices[3],
		);
	});

	test('gives the whole answer where it does not tell which one it is', () => {
		const twins = [invoices[0]!, { ...invoices[0], uid: 'inv_5' }];
		const body = { summary: { invoices: twins } };
		expect(found({ additionalFields: { invoiceNumber: 'INV-1' } }, twins)).toEqual(body);
		expect(found({ title: 'None' })).toEqual({ summary: { invoices } });
		const { simplify } = operation('create');
		expect(simplify!(body)).toMatchObject({ provider: 'makePay', id: null });
		expect(operation('create').result({ ok: true }, makePay.request(create()))).toBeUndefined();
	});
});

test('createPaymentLink gives the invoice with the link', () => {
	const link = (id: string) => ({
		resource: 'bookkeepingInvoice',
		operation: 'createPaymentLink',
		invoiceId: byId(id),
		sendPaymentRequestEmail: true,
	});
	const invoice = { id: 'a/b', uid: 'inv_1', totalAmount: '5.00', paymentLinkUid: 'pay_1' };
	const body = { summary: { invoices: [{ id: 'x', uid: 'inv_0' }, invoice] } };
	const { result, simplify } = operation('createPaymentLink');
	for (const id of ['a/b', 'inv_1']) {
		const request = makePay.request(link(id));
		expect(request.body).toEqual({ sendPaymentRequestEmail: true });
		expect(result(body, request)).toBe(invoice);
	}
	expect(result(body, makePay.request(link('other')))).toBe(body);
	expect(result({}, makePay.request(link('other')))).toBeUndefined();
	expect(simplify!(invoice)).toEqual({
		provider: 'makePay',
		id: 'inv_1',
		status: null,
		paymentStatus: null,
		invoiceNumber: null,
		customerEmail: null,
		amount: '5.00',
		currency: null,
		dueDate: null,
		paymentLinkId: 'pay_1',
	});
});

test('the webhook log is read under either name, and limited where the list takes the limit', () => {
	const list = (more: INodeParameters) =>
		makePay.request({ resource: 'webhookRequest', operation: 'getAll', ...more });
	expect(list({}).query).toEqual({ limit: 50 });
	expect(list({ limit: 500 }).query).toEqual({});
	expect(list({ returnAll: true }).query).toEqual({});
	const { result } = makePay.operation('webhookRequest', 'getAll');
	expect(result({ webhookRequests: [{ a: 1 }] }, list({}))).toEqual([{ a: 1 }]);
	expect(result({ requests: [{ a: 1 }] }, list({}))).toEqual([{ a: 1 }]);
	expect(result({}, list({}))).toBeUndefined();
});
