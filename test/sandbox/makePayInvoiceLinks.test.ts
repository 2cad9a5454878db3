// The payment link of a MakePay bookkeeping invoice against makepay.md 3.8.
import { fieldsOf, names, startClients, type Clients } from './clients';
import { INVOICE, ISO_MS, SAMPLE_INVOICE, SUMMARY } from './documents';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const BASE = '/bookkeeping/invoices';
const state = () => clients.sandbox.makePay.state;
const made = async (body: object = SAMPLE_INVOICE) =>
	(await clients.makePay.post(BASE, body)).data.summary.invoices[0];
const link = (id: string, body?: unknown) =>
	clients.makePay.post(`${BASE}/${id}/payment-link`, body);

test('is for the total and named by the invoice, which the summary shows', async () => {
	const { uid } = await made({ ...SAMPLE_INVOICE, currency: 'EUR' });
	const { status, data } = await link(uid, { sendPaymentRequestEmail: false });
	expect([status, fieldsOf(data), fieldsOf(data.summary)]).toEqual([
		200,
		['ok', 'summary'],
		SUMMARY,
	]);
	const [invoice] = data.summary.invoices;
	expect(fieldsOf(invoice)).toEqual(INVOICE);
	const answer = await clients.makePay.get(`/payment-links/${invoice.paymentLinkUid}`);
	expect(answer.data.paymentLink).toMatchObject({
		id: invoice.paymentLinkId,
		status: 'active',
		amount: '500.00',
		fiatCurrency: 'EUR',
		title: 'Invoice #1042',
		customerEmail: 'buyer@example.com',
		clientId: 'crm_123',
	});
	expect(invoice.sentAt).toBeNull();
	expect(state().emails).toEqual([]);
});

test.each([['sendPaymentRequestEmail'], ['sendEmail']])('%s sends an email', async (field) => {
	const { id } = await made();
	const [invoice] = (await link(id, { [field]: true })).data.summary.invoices;
	expect(state().emails).toEqual([{ linkUid: invoice.paymentLinkUid, email: 'buyer@example.com' }]);
	expect(invoice.sentAt).toMatch(ISO_MS);
});

test('without an address there is a link and no email', async () => {
	const { id } = await made({ ...SAMPLE_INVOICE, counterparty: null });
	const body = { sendPaymentRequestEmail: true };
	const [invoice] = (await link(id, body)).data.summary.invoices;
	expect([invoice.sentAt, state().emails, state().links.size]).toEqual([null, [], 1]);
});

test('asked again, it is another one, or with the switch the first', async () => {
	const { uid } = await made();
	const uidOf = async () => (await link(uid, {})).data.summary.invoices[0].paymentLinkUid;
	const first = await uidOf();
	const second = await uidOf();
	expect([first === second, state().links.size]).toEqual([false, 2]);
	clients.sandbox.makePay.switches.invoiceLinkAgain = 'same';
	expect([await uidOf(), state().links.size]).toEqual([second, 2]);
});

test('a key does not make a repetition safe: none is offered', async () => {
	const headers = { 'Idempotency-Key': 'invoice-key-1' };
	for (let i = 0; i < 2; i++) await clients.makePay.post(BASE, SAMPLE_INVOICE, { headers });
	const { invoices } = (await clients.makePay.get(BASE)).data;
	expect(invoices).toHaveLength(2);
	for (let i = 0; i < 2; i++) {
		await clients.makePay.post(`${BASE}/${invoices[0].uid}/payment-link`, {}, { headers });
	}
	expect(state().links.size).toBe(2);
});

test('refusals', async () => {
	const { uid } = await made();
	for (const body of [{ sendEmail: 'yes' }, { email: 'a@b.example' }, []]) {
		const { status, data } = await link(uid, body);
		expect([status, fieldsOf(data)]).toEqual([400, names('error')]);
	}
	const unknown = await link('inv_unknown', {});
	expect([unknown.status, unknown.data]).toEqual([404, { error: 'not_found' }]);
	const { uid: empty } = await made({ title: 'Nothing to pay' });
	expect((await link(empty, {})).status).toBe(400);
	expect(state().links.size).toBe(0);
});

test('a body may be missing; the key may not', async () => {
	const { uid } = await made();
	expect((await link(uid)).status).toBe(200);
	const base = `${clients.sandbox.makePay.url}/api/partner/v1/makepay/bookkeeping`;
	for (const path of ['', '/invoices', `/invoices/${uid}`]) {
		expect((await clients.visitor.get(`${base}${path}`)).status).toBe(401);
	}
});
