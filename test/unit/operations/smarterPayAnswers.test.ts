// SmarterPay: what counts as a success, and the simplified link. smarterpay.md 2.1, 3.1, 4.
import type { IDataObject } from 'n8n-workflow';
import { smarterPay } from '../support/nodeUnderTest';

const url =
	'https://smarterpay-test-ecommerce.azurewebsites.net?setup=SAMPLE%2BSETUP%2FTOKEN&payment=SAMPLE%2BPAYMENT%2FTOKEN&page=455030324B4F354430473830584D504552573456';
const link: IDataObject = {
	id: 'PL01GOVWD48GD28N0M76',
	url,
	amount: '2750',
	description: 'Payment Plan',
	customer_account: 'CA01OQW39P4GY7J56NXL',
	ecommerce_page: 'EP02KO5D0G80XMPERW4V',
	status: 'active',
	expiry: 'never',
	created_at: '2023-07-13 11:12:45',
	visited_at: '2023-07-13 11:15:00',
	completed_at: null,
	account_validation_callback: 'false',
};

/** Reads an answer as an operation does. */
const answer = (resource: string, name: string) => (body: IDataObject) =>
	smarterPay.operation(resource, name).result(body, { method: 'GET', path: '' });

describe.each(['create', 'get', 'update', 'expire'])('paymentLink %s', (name) => {
	const { simplify } = smarterPay.operation('paymentLink', name);
	const result = answer('paymentLink', name);

	test('gives the link as SmarterPay sent it', () => {
		expect(result({ payment_link: link })).toBe(link);
	});

	test('is no success without wrapper or id', () => {
		expect(result({})).toBeUndefined();
		expect(result({ payment_link: { ...link, id: '' } })).toBeUndefined();
		expect(result({ payment_link: [link] })).toBeUndefined();
		expect(result({ payment_links: [link] })).toBeUndefined();
	});

	test('simplifies to the shared names, the address byte for byte', () => {
		expect(simplify?.(link)).toEqual({
			provider: 'smarterPay',
			id: 'PL01GOVWD48GD28N0M76',
			url,
			status: 'active',
			customerId: 'CA01OQW39P4GY7J56NXL',
			expiresAt: 'never',
			amount: '2750',
			visitedAt: '2023-07-13 11:15:00',
			createdAt: '2023-07-13 11:12:45',
			completedAt: null,
		});
	});
});

test('a created link without url is no success', () => {
	const result = answer('paymentLink', 'create');
	expect(result({ payment_link: { ...link, url: '' } })).toBeUndefined();
	expect(result({ payment_link: { ...link, url: undefined } })).toBeUndefined();
});

test('an expire answer that still says active is a success (D6)', () => {
	const result = answer('paymentLink', 'expire');
	expect(result({ payment_link: link })).toMatchObject({ status: 'active' });
});

test('a list is the array payment_links, also when empty', () => {
	const result = answer('paymentLink', 'getAll');
	expect(result({ payment_links: [] })).toEqual([]);
	expect(result({ payment_links: [link] })).toEqual([link]);
	expect(result({ payment_link: link })).toBeUndefined();
});

describe.each(['create', 'get', 'update'])('customerAccount %s', (name) => {
	const result = answer('customerAccount', name);
	const account = { id: 'CA0112AB34CD56EF78GH', email: 'customer@example.com' };

	test('reads the account from either spelling of the wrapper, else the only object (D19)', () => {
		expect(result({ customer_account: account })).toBe(account);
		expect(result({ Customer_Account: account })).toBe(account);
		expect(result({ CustomerAccount: account, note: 'text' })).toBe(account);
	});

	test('is no success without an id, or when it is not clear which object it is', () => {
		expect(result({ customer_account: { email: 'customer@example.com' } })).toBeUndefined();
		expect(result({ one: account, two: account })).toBeUndefined();
		expect(result({ message: 'ok' })).toBeUndefined();
	});

	test('simplifies to the names all customers share, then two of its own', () => {
		const { simplify } = smarterPay.operation('customerAccount', name);
		const stored = {
			...account,
			first_name: 'Ada',
			last_name: 'Byron',
			company_name: 'Engines Ltd',
			custom_reference: 'UK-1',
			created_at: '2023-07-13T11:12:45.000Z',
			city: 'London',
		};
		expect(Object.entries(simplify!(stored))).toEqual([
			['provider', 'smarterPay'],
			['id', account.id],
			['reference', 'UK-1'],
			['name', 'Ada Byron'],
			['email', 'customer@example.com'],
			['phone', null],
			['status', null],
			['createdAt', '2023-07-13T11:12:45.000Z'],
			['firstName', 'Ada'],
			['companyName', 'Engines Ltd'],
		]);
		expect(simplify!({ id: 'CA1', company_name: 'Engines Ltd' })).toMatchObject({
			name: 'Engines Ltd',
		});
	});
});
