// MakePay: requests equal the documents' samples, answers become customers and links. makepay.md 2.1, 3.1, 3.2.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, makePay } from '../support/nodeUnderTest';

/** Which request it was makes no difference to these answers. */
const ANY = { method: 'GET', path: '' } as const;
const uid = 'cus_01hzy4k6p4w9y2x7e2z7n8a2xm';
const uuid = 'b834dd77-69b8-41a9-a4b6-95bc9dd14c2d';

describe('customerPortal createLink', () => {
	const createLink = (id: string): INodeParameters => ({
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: byId(id),
	});
	const { result: read, simplify } = makePay.operation('customerPortal', 'createLink');
	const result = (body: IDataObject) => read(body, ANY);
	const portal =
		'https://makepay.io/billing?company=acct_123&customer=cus_01hzy4k6p4w9y2x7e2z7n8a2xm&expires=1776765600&signature=8d1f';
	const customer = {
		id: uuid,
		uid,
		email: 'buyer@example.com',
		name: 'Sample Buyer',
		clientId: 'client_1042',
		metadata: { source: 'api' },
		createdAt: '2026-04-20T10:00:00.000Z',
		updatedAt: '2026-04-20T10:00:00.000Z',
		urls: { customerPortal: portal },
	};
	const answer: IDataObject = {
		ok: true,
		companyId: 'acct_123',
		customer,
		expiresAt: '2026-04-21T10:00:00.000Z',
	};

	test.each([uid, uuid])('sends no body, the id %s in the path (D1)', (id) => {
		expect(makePay.request(createLink(id))).toStrictEqual({
			method: 'POST',
			path: `/api/partner/v1/makepay/customers/${id}/portal`,
		});
	});

	test('percent-encodes the id and trims it (D5)', () => {
		expect(makePay.request(createLink(' a/b ?ü ')).path).toBe(
			'/api/partner/v1/makepay/customers/a%2Fb%20%3F%C3%BC/portal',
		);
	});

	test('offers the customer and Simplify, no return URL', () => {
		expect(makePay.editorFields(createLink(uid))).toEqual([
			'customerId',
			'portalNotice',
			'simplify',
		]);
		expect(makePay.sentences(createLink(' '))).toEqual(['Customer is required']);
	});

	test('gives the answer as MakePay sent it', () => {
		expect(result(answer)).toBe(answer);
	});

	test('simplifies to the shared names', () => {
		expect(simplify?.(answer)).toEqual({
			provider: 'makePay',
			id: null,
			url: portal,
			status: null,
			customerId: uid,
			expiresAt: '2026-04-21T10:00:00.000Z',
			customerEmail: 'buyer@example.com',
			customerName: 'Sample Buyer',
			clientId: 'client_1042',
			companyId: 'acct_123',
		});
	});

	test('finds the address at the top level when it is there (D2)', () => {
		const without = { ...answer, customer: { ...customer, urls: {} } };
		expect(simplify?.({ ...without, portalUrl: 'https://a.example' })?.url).toBe(
			'https://a.example',
		);
		expect(simplify?.({ ...without, url: 'https://b.example' })?.url).toBe('https://b.example');
	});

	test('is no success without an https address', () => {
		const withUrl = (customerPortal: string) =>
			result({ ...answer, customer: { ...customer, urls: { customerPortal } } });
		expect(withUrl('')).toBeUndefined();
		expect(withUrl('http://makepay.io/billing')).toBeUndefined();
		expect(withUrl('javascript:alert(1)')).toBeUndefined();
		expect(withUrl('https://billing.merchant.example/x')).toBeDefined();
		expect(result({ ok: true })).toBeUndefined();
	});

	test("takes the expiry from the signed address when the answer lacks it, never this machine's clock (D3)", () => {
		const { expiresAt: _missing, ...without } = answer;
		expect(simplify?.(without)?.expiresAt).toBe('2026-04-21T10:00:00.000Z');
		const bare = { ...without, customer: { urls: { customerPortal: 'https://makepay.io/x' } } };
		expect(simplify?.(bare)).toMatchObject({ expiresAt: null, customerId: null });
	});

	test('takes the UUID where there is no UID', () => {
		const { uid: _missing, ...without } = customer;
		expect(simplify?.({ ...answer, customer: without })?.customerId).toBe(uuid);
	});
});

describe('customer upsert', () => {
	const upsert = (more: INodeParameters): INodeParameters => ({
		resource: 'customer',
		operation: 'upsert',
		...more,
	});

	test('sends the sample of the document', () => {
		const request = makePay.request(
			upsert({
				email: 'buyer@example.com',
				additionalFields: {
					name: 'Sample Buyer',
					clientId: 'crm_123',
					metadata: '{ "source": "n8n" }',
				},
			}),
		);
		expect(request).toStrictEqual({
			method: 'POST',
			path: '/api/partner/v1/makepay/customers',
			body: {
				email: 'buyer@example.com',
				name: 'Sample Buyer',
				clientId: 'crm_123',
				metadata: { source: 'n8n' },
			},
			concerns: 'buyer@example.com',
		});
	});

	test('rows with the same email, in any case, concern the same customer; without it those of a client', () => {
		const concerned = (more: INodeParameters) => makePay.request(upsert(more)).concerns;
		expect(concerned({ email: 'Buyer@Example.com' })).toBe('buyer@example.com');
		expect(concerned({ additionalFields: { clientId: 'CRM_1' } })).toBe('crm_1');
		expect(concerned({ additionalFields: { name: 'Sample' } })).toBeUndefined();
	});

	test('offers the fields of the document and not the alias customerEmail (D7)', () => {
		expect(makePay.editorFields(upsert({}))).toEqual([
			'additionalFields.clientId',
			'additionalFields.metadata',
			'additionalFields.name',
			'email',
			'simplify',
		]);
	});

	test('without e-mail it needs a name or client ID, is never repeated, and says why (D8)', () => {
		expect(makePay.sentences(upsert({}))).toEqual([
			'Email is required, unless Name or Client ID is set',
		]);
		expect(makePay.problems(upsert({ additionalFields: { metadata: '{"a":1}' } }))).toHaveLength(1);
		for (const additionalFields of [{ name: 'Sample Buyer' }, { clientId: 'crm_123' }]) {
			const request = makePay.request(upsert({ additionalFields }));
			expect(request.body).toStrictEqual(additionalFields);
			expect(request.repeat).toBe('never');
			expect(request.note).toMatch(/no email/);
		}
	});

	test('refuses metadata that is no object, and what is no e-mail address', () => {
		expect(makePay.sentences(upsert({ email: 'c@example,com' }))).toEqual([
			'Email "c@example,com" is not an e-mail address',
		]);
		const parameters = upsert({ email: 'a@b', additionalFields: { metadata: '[1]' } });
		expect(makePay.problems(parameters)).toEqual([expect.stringMatching(/^metadata: /)]);
	});

	test('simplifies to the names that customers have at all providers, first those', () => {
		const { simplify } = makePay.operation('customer', 'upsert');
		expect(makePay.operation('customer', 'getAll').simplify).toBe(simplify);
		const customer = { id: uuid, uid, email: 'a@b', name: 'Sample', clientId: 'crm_1' };
		const times = { createdAt: '2026-04-20T10:00:00.000Z', updatedAt: '2026-04-21T10:00:00.000Z' };
		const simple = simplify!({ ...customer, ...times, metadata: {} });
		expect(simple).toEqual({
			provider: 'makePay',
			id: uid,
			reference: 'crm_1',
			name: 'Sample',
			email: 'a@b',
			phone: null,
			status: null,
			...times,
		});
		expect(Object.keys(simple).slice(0, 5)).toEqual([
			'provider',
			'id',
			'reference',
			'name',
			'email',
		]);
		const snake = { created_at: times.createdAt, updated_at: times.updatedAt };
		expect(simplify!({ id: uuid, ...snake })).toMatchObject({ id: uuid, name: null, ...times });
	});

	test('names the row by its email, and says which columns it has where that is missing', () => {
		const mapped = upsert({ dataMode: 'autoMapInputData' });
		expect(makePay.sentences(mapped, { 'E-Mail Adress': 'a@b', note: 1 })).toEqual([
			expect.stringMatching(
				/^Email is required, unless Name or Client ID is set; columns found: "E-Mail Adress", "note"; expected: /,
			),
		]);
		expect(makePay.request(mapped, { 'E-Mail': 'a@b', 'Client ID': 'crm_1' }).body).toEqual({
			email: 'a@b',
			clientId: 'crm_1',
		});
	});

	test('gives the customer; one without uid and id is no success', () => {
		const { result: read } = makePay.operation('customer', 'upsert');
		const result = (body: IDataObject) => read(body, ANY);
		expect(result({ ok: true, customer: { uid } })).toEqual({ uid });
		expect(result({ customer: { id: uuid } })).toEqual({ id: uuid });
		expect(result({ ok: true, customer: { email: 'a@b' } })).toBeUndefined();
		expect(result({ ok: true })).toBeUndefined();
	});
});

describe('customer getAll', () => {
	const list = { resource: 'customer', operation: 'getAll' };

	test('sends no parameter: none is known', () => {
		expect(makePay.request({ ...list, limit: 5 })).toStrictEqual({
			method: 'GET',
			path: '/api/partner/v1/makepay/customers',
		});
		expect(makePay.editorFields(list)).toEqual(['limit', 'returnAll', 'simplify']);
	});

	test('gives the array customers; anything else is no success', () => {
		const { result: read } = makePay.operation('customer', 'getAll');
		const result = (body: IDataObject) => read(body, ANY);
		expect(result({ companyId: 'acct_123', customers: [{ uid }] })).toEqual([{ uid }]);
		expect(result({ customers: [] })).toEqual([]);
		expect(result({ companyId: 'acct_123' })).toBeUndefined();
	});
});
