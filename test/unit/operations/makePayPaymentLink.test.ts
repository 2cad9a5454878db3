// MakePay payment links and subscriptions: requests and answers as documented. makepay.md 3.3, 3.4.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, makePay } from '../support/nodeUnderTest';

const BASE = '/api/partner/v1/makepay';
const parameters =
	(operation: string, base: INodeParameters = {}) =>
	(more: INodeParameters = {}): INodeParameters => ({
		resource: 'paymentLink',
		operation,
		...base,
		...more,
	});
const create = parameters('create', { title: 'Order #1042', amount: '129.99' });
const id = { paymentLinkId: byId('pay_contract') };
const update = parameters('update', id);
const sendEmail = parameters('sendEmail', id);

/** Fields of the payload in the order of use, and the first status of the link. */
const ADDITIONAL = [
	...['orderId', 'description', 'expirationTime', 'sendPaymentRequestEmail', 'clientId'],
	...['receiptEmail', 'currency', 'asset', 'settlementCurrency', 'displayCurrency'],
	...['returnUrl', 'successUrl', 'failureUrl', 'webhookUrl', 'label', 'merchantOrderId'],
	...['metadata', 'status'],
];

describe('create', () => {
	test('sends the sample of the document', () => {
		const additionalFields = {
			description: 'Checkout for order #1042',
			currency: 'USDT',
			orderId: 'order_1042',
			returnUrl: 'https://merchant.example/orders/1042',
			successUrl: 'https://merchant.example/orders/1042/success',
			failureUrl: 'https://merchant.example/orders/1042/pay',
			expirationTime: '12h',
		};
		const customerEmail = 'buyer@example.com';
		expect(makePay.request(create({ customerEmail, additionalFields }))).toStrictEqual({
			method: 'POST',
			path: `${BASE}/payment-links`,
			body: {
				status: 'active',
				sendPaymentRequestEmail: false,
				payload: {
					title: 'Order #1042',
					amount: '129.99',
					description: 'Checkout for order #1042',
					currency: 'USDT',
					orderId: 'order_1042',
					customerEmail: 'buyer@example.com',
					returnUrl: 'https://merchant.example/orders/1042',
					successUrl: 'https://merchant.example/orders/1042/success',
					failureUrl: 'https://merchant.example/orders/1042/pay',
					expirationTime: '12h',
				},
			},
		});
	});

	test('sends every documented field, those of the link inside the payload', () => {
		const payload = {
			description: 'Checkout for order #1042',
			currency: 'USDT',
			asset: 'ETH.USDT-0xcontract',
			orderId: 'order_1042',
			merchantOrderId: 'm-1',
			clientId: 'client_1042',
			metadata: '{"source": "api"}',
			webhookUrl: 'https://merchant.example/makepay',
			label: 'Order',
			receiptEmail: 'books@example.com',
			settlementCurrency: 'USDT',
			displayCurrency: 'EUR',
			returnUrl: 'https://merchant.example/orders/1042',
			successUrl: 'https://merchant.example/orders/1042/success',
			failureUrl: 'https://merchant.example/orders/1042/pay',
			expirationTime: '12h',
		};
		const main = { fiatCurrency: 'USD', customerEmail: 'buyer@example.com' };
		const additionalFields = { ...payload, status: 'paused', sendPaymentRequestEmail: true };
		expect(makePay.request(create({ ...main, additionalFields })).body).toStrictEqual({
			status: 'paused',
			sendPaymentRequestEmail: true,
			payload: {
				title: 'Order #1042',
				amount: '129.99',
				...main,
				...payload,
				metadata: { source: 'api' },
			},
		});
	});

	test('sends any currency: which there are is not documented', () => {
		const { body } = makePay.request(create({ fiatCurrency: 'XBT' }));
		expect(body!.payload).toMatchObject({ fiatCurrency: 'XBT' });
	});

	test('always sends status and sendPaymentRequestEmail, as the clients of the vendor do (D12)', () => {
		expect(makePay.request(create()).body).toMatchObject({
			status: 'active',
			sendPaymentRequestEmail: false,
		});
		const additionalFields = { status: 'paused', sendPaymentRequestEmail: true };
		const customerEmail = 'buyer@example.com';
		const { body } = makePay.request(create({ customerEmail, additionalFields }));
		expect(body).toMatchObject(additionalFields);
		expect(body!.payload).toStrictEqual({
			title: 'Order #1042',
			amount: '129.99',
			customerEmail,
		});
	});

	test('offers the fields of the document and no other, the everyday ones at the top', () => {
		expect(makePay.editorFields(create())).toEqual(
			[
				...['title', 'amount', 'fiatCurrency', 'customerEmail', 'simplify', 'avoidDuplicatesBy'],
				...ADDITIONAL.map((name) => `additionalFields.${name}`),
			].sort(),
		);
		const { properties } = makePay.operation('paymentLink', 'create');
		const additional = properties.find(({ name }) => name === 'additionalFields')!;
		expect(additional.options!.map(({ name }) => name)).toEqual(ADDITIONAL);
	});

	test('refuses a missing title and an amount that is no decimal greater than 0 (D13)', () => {
		expect(makePay.sentences(create({ title: '' }))).toEqual(['Title is required']);
		expect(makePay.sentences(create({ amount: '1,50' }))).toEqual([
			'Amount "1,50" is not a decimal number greater than 0 such as 129.99',
		]);
		for (const amount of ['', '0', '-5', '1,50', 'ten']) {
			expect(makePay.problems(create({ amount }))).toEqual([expect.stringMatching(/^amount: /)]);
		}
	});

	test('refuses choices the document does not have (D12, D14)', () => {
		for (const [name, value] of [
			['status', 'draft'],
			['status', 'archived'],
			['expirationTime', '2h'],
			['returnUrl', 'merchant.example'],
			['receiptEmail', 'nobody'],
			['webhookUrl', 'makepay'],
			['metadata', '[]'],
		] as const) {
			expect(makePay.problems(create({ additionalFields: { [name]: value } }))).toEqual([
				expect.stringMatching(`^${name}: `),
			]);
		}
	});

	test('refuses to mail a link to nobody', () => {
		const additionalFields = { sendPaymentRequestEmail: true };
		expect(makePay.sentences(create({ additionalFields }))).toEqual([
			'Customer Email is required when the link is to be sent by email',
		]);
	});
});

test('get sends the id in the path, percent-encoded', () => {
	expect(makePay.request(parameters('get', { paymentLinkId: byId('a/b') })())).toStrictEqual({
		method: 'GET',
		path: `${BASE}/payment-links/a%2Fb`,
	});
});

test('update sends each documented field alone, and nothing that is not set', () => {
	for (const [name, value] of [
		['status', 'archived'],
		['extendExpirationTime', '72h'],
		['invoicePdfUrl', 'https://merchant.example/invoice.pdf'],
		['skipQuoteAcceptance', false],
	] as const) {
		expect(makePay.request(update({ updateFields: { [name]: value } }))).toStrictEqual({
			method: 'PATCH',
			path: `${BASE}/payment-links/pay_contract`,
			body: { [name]: value },
		});
	}
	expect(makePay.sentences(update())).toEqual(['Update Fields is empty: add the fields to change']);
	expect(makePay.editorFields(update())).toEqual([
		'paymentLinkId',
		'simplify',
		'updateFields.extendExpirationTime',
		'updateFields.invoicePdfUrl',
		'updateFields.skipQuoteAcceptance',
		'updateFields.status',
	]);
});

test('sendEmail sends an empty object, or the address, and is never repeated', () => {
	const request = { method: 'POST', path: `${BASE}/payment-links/pay_contract/send-request-email` };
	expect(makePay.request(sendEmail())).toStrictEqual({ ...request, body: {} });
	expect(makePay.request(sendEmail({ email: 'buyer@example.com' }))).toStrictEqual({
		...request,
		body: { email: 'buyer@example.com' },
	});
	expect(makePay.operation('paymentLink', 'sendEmail').repeat).toBe('never');
});

describe('getAll', () => {
	const list = parameters('getAll');
	const query = (more?: INodeParameters) => makePay.request(list(more)).query;
	const kept = (status: string, link: IDataObject) => {
		const { keep } = makePay.operation('paymentLink', 'getAll').list!;
		return keep!(makePay.request(list({ filters: { status } })))!(link);
	};

	test('sends the limit where the list takes it, and the status alone (D15)', () => {
		expect(makePay.request(list())).toStrictEqual({
			method: 'GET',
			path: `${BASE}/payment-links`,
			query: { limit: 50 },
		});
		expect(query({ limit: 101 })).toEqual({});
		expect(query({ returnAll: true })).toEqual({});
		expect(query({ limit: 5, filters: { status: 'paid' } })).toEqual({ status: 'paid' });
		expect(makePay.editorFields(list())).toEqual([
			...['filters.status', 'limit', 'returnAll', 'simplify'],
		]);
		expect(makePay.problems(list({ filters: { status: 'draft' } }))).toHaveLength(1);
	});

	test('narrows what a server gives that ignores the status', () => {
		const paid = { status: 'active', latestSession: { status: 'complete' } };
		const failed = { status: 'active', latestSession: { status: 'failed' } };
		const [open, expired] = [{ status: 'active' }, { status: 'expired', latestSession: null }];
		const all = [paid, failed, open, expired];
		const found = (status: string) => all.filter((link) => kept(status, link));
		expect(found('paid')).toEqual([paid]);
		expect(found('active')).toEqual([failed, open]);
		expect(found('failed')).toEqual([failed]);
		expect(found('expired')).toEqual([expired]);
		const { keep } = makePay.operation('paymentLink', 'getAll').list!;
		expect(keep!(makePay.request(list()))).toBeUndefined();
	});
});

test('the list of subscriptions is one request', () => {
	expect(makePay.request({ resource: 'subscription', operation: 'getAll' })).toStrictEqual({
		method: 'GET',
		path: `${BASE}/subscriptions`,
	});
	const { result } = makePay.operation('subscription', 'getAll');
	expect(result({ subscriptions: [{ id: 1 }] }, {} as never)).toEqual([{ id: 1 }]);
	expect(result({}, {} as never)).toBeUndefined();
});

describe('answer', () => {
	const { result: read, simplify } = makePay.operation('paymentLink', 'create');
	const result = (body: IDataObject) => read(body, { method: 'POST', path: '' });
	const link: IDataObject = {
		id: '4d2a248a-4636-4c98-8c68-87db803a2f7e',
		uid: 'pay_contract',
		publicUrl: 'https://www.makepay.io/payment/pay_contract',
		status: 'active',
		amount: '12.50',
		fiatCurrency: 'USD',
		currency: 'USDT',
		title: 'Order #123',
		orderId: 'order_123',
		customerEmail: null,
		clientId: null,
		expires_at: '2026-07-20T10:00:00.000Z',
	};

	test('is the link; an anonymous one, or one without address, is no success (D11)', () => {
		expect(result({ ok: true, paymentLink: link })).toBe(link);
		expect(result({ paymentLink: { ...link, publicUrl: null } })).toBeUndefined();
		expect(result({ paymentLink: { uid: 'pay_1', checkoutUrl: 'https://x' } })).toBeDefined();
		expect(result({ anonymous: true, paymentLink: link })).toBeUndefined();
		expect(result({ paymentLink: { ...link, anonymous: true } })).toBeUndefined();
		expect(result({ ok: true })).toBeUndefined();
	});

	test('is simplified to the shared names', () => {
		expect(simplify?.(link)).toEqual({
			provider: 'makePay',
			id: 'pay_contract',
			url: 'https://www.makepay.io/payment/pay_contract',
			status: 'active',
			customerId: null,
			expiresAt: '2026-07-20T10:00:00.000Z',
			amount: '12.50',
			currency: 'USD',
			orderId: 'order_123',
			paymentStatus: null,
		});
		const latestSession = { id: 'session_1', status: 'complete' };
		expect(simplify?.({ ...link, latestSession })?.paymentStatus).toBe('complete');
	});

	test('is read in both spellings of its dates (D20)', () => {
		const { expires_at: expiresAt, ...without } = link;
		expect(simplify?.({ ...without, expiresAt })?.expiresAt).toBe(expiresAt);
		expect(simplify?.(without)?.expiresAt).toBeNull();
	});
});
