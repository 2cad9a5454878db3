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

const PAYLOAD = [
	...['description', 'currency', 'fiatCurrency', 'asset', 'orderId', 'merchantOrderId'],
	...['customerEmail', 'clientId', 'returnUrl', 'successUrl', 'failureUrl', 'expirationTime'],
	'metadata',
];

describe('create', () => {
	test('sends the sample of the document', () => {
		const additionalFields = {
			status: 'active',
			sendPaymentRequestEmail: false,
			description: 'Checkout for order #1042',
			currency: 'USDT',
			orderId: 'order_1042',
			customerEmail: 'buyer@example.com',
			returnUrl: 'https://merchant.example/orders/1042',
			successUrl: 'https://merchant.example/orders/1042/success',
			failureUrl: 'https://merchant.example/orders/1042/pay',
			expirationTime: '12h',
		};
		expect(makePay.request(create({ additionalFields }))).toStrictEqual({
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

	test('sends the other documented fields inside the payload', () => {
		const additionalFields = {
			fiatCurrency: 'USD',
			asset: 'ETH.USDT-0xcontract',
			merchantOrderId: 'm-1',
			clientId: 'client_1042',
			metadata: '{"source": "api"}',
		};
		expect(makePay.request(create({ additionalFields })).body).toStrictEqual({
			payload: {
				title: 'Order #1042',
				amount: '129.99',
				...additionalFields,
				metadata: { source: 'api' },
			},
		});
	});

	test('offers the fields of the document and no other', () => {
		expect(makePay.editorFields(create())).toEqual(
			[
				...['title', 'amount', 'simplify'],
				...[...PAYLOAD, 'status', 'sendPaymentRequestEmail'].map(
					(name) => `additionalFields.${name}`,
				),
			].sort(),
		);
	});

	test('refuses a missing title and an amount that is no decimal greater than 0 (D13)', () => {
		expect(makePay.problems(create({ title: '' }))).toEqual(['title: is required']);
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
			['customerEmail', 'nobody'],
			['metadata', '[]'],
		] as const) {
			expect(makePay.problems(create({ additionalFields: { [name]: value } }))).toEqual([
				expect.stringMatching(`^${name}: `),
			]);
		}
	});

	test('refuses to mail a link to nobody', () => {
		const additionalFields = { sendPaymentRequestEmail: true };
		expect(makePay.problems(create({ additionalFields }))).toEqual([
			expect.stringMatching(/^customerEmail: is required/),
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
		['metadata', { key: 'value' }],
	] as const) {
		expect(makePay.request(update({ updateFields: { [name]: value } }))).toStrictEqual({
			method: 'PATCH',
			path: `${BASE}/payment-links/pay_contract`,
			body: { [name]: value },
		});
	}
	expect(makePay.problems(update())).toEqual([expect.stringMatching(/^updateFields: is empty/)]);
	expect(makePay.editorFields(update())).toEqual([
		'paymentLinkId',
		'simplify',
		'updateFields.extendExpirationTime',
		'updateFields.invoicePdfUrl',
		'updateFields.metadata',
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

test('the lists of links and subscriptions are one request', () => {
	expect(makePay.request(parameters('getAll')())).toMatchObject({
		method: 'GET',
		path: `${BASE}/payment-links`,
	});
	expect(makePay.request({ resource: 'subscription', operation: 'getAll' })).toStrictEqual({
		method: 'GET',
		path: `${BASE}/subscriptions`,
	});
	const { result } = makePay.operation('subscription', 'getAll');
	expect(result({ subscriptions: [{ id: 1 }] })).toEqual([{ id: 1 }]);
	expect(result({})).toBeUndefined();
});

describe('answer', () => {
	const { result, simplify } = makePay.operation('paymentLink', 'create');
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
			title: 'Order #123',
			orderId: 'order_123',
		});
	});
});
