// Kwik portal links: requests equal the three samples of the document, answers become links. kwik.md 2.1.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { by, byId, kwik } from '../support/nodeUnderTest';

const createLink = (more: INodeParameters): INodeParameters => ({
	resource: 'customerPortal',
	operation: 'createLink',
	customerId: byId('cus_abc123...'),
	...more,
});
const allSettings = {
	showInvoices: true,
	showBillingInfo: true,
	allowUpdateBillingInfo: true,
	allowCancel: true,
	cancelType: 'AFTER_BILLING_PERIOD',
	allowSwitchPlan: true,
	productsIds: 'pro_abc123..., pro_def456...',
	redirectUrl: 'https://my-portal.site.com',
	pageTitle: 'My SaaS business',
};

describe('request', () => {
	test('sends the sample with the customer only', () => {
		expect(kwik.request(createLink({}))).toStrictEqual({
			method: 'POST',
			path: '/2.0/customer-portal/link',
			body: { customer_id: 'cus_abc123...' },
		});
	});

	test('sends the sample with one subscription', () => {
		const { body } = kwik.request(createLink({ subscriptionId: 'sub_abc123...' }));
		expect(body).toStrictEqual({
			customer_id: 'cus_abc123...',
			subscription_id: 'sub_abc123...',
		});
	});

	test('sends the sample with all nine settings', () => {
		const { body } = kwik.request(
			createLink({ subscriptionId: 'sub_abc123...', portalPage: allSettings }),
		);
		expect(body).toStrictEqual({
			customer_id: 'cus_abc123...',
			subscription_id: 'sub_abc123...',
			settings: {
				show_invoices: true,
				show_billing_info: true,
				allow_update_billing_info: true,
				allow_cancel: true,
				cancel_type: 'AFTER_BILLING_PERIOD',
				allow_switch_plan: true,
				products_ids: ['pro_abc123...', 'pro_def456...'],
				redirect_url: 'https://my-portal.site.com',
				page_title: 'My SaaS business',
			},
		});
	});

	test('offers exactly the nine settings of the document', () => {
		expect(kwik.editorFields(createLink({}))).toEqual(
			[
				'customerId',
				'subscriptionId',
				'simplify',
				...Object.keys(allSettings).map((name) => `portalPage.${name}`),
			].sort(),
		);
	});

	test('sends switches that are off, and nothing that is not set (D15)', () => {
		const portalPage = { allowCancel: false, showInvoices: false, productsIds: '', pageTitle: '' };
		const { body } = kwik.request(createLink({ portalPage }));
		expect(body).toStrictEqual({
			customer_id: 'cus_abc123...',
			settings: { allow_cancel: false, show_invoices: false },
		});
	});

	test('takes products as a list', () => {
		const portalPage = { productsIds: ['pro_1', 'prd_2'] };
		const { body } = kwik.request(createLink({ portalPage }));
		expect(body).toMatchObject({ settings: { products_ids: ['pro_1', 'prd_2'] } });
	});

	test('trims ids and does not judge their form (D11)', () => {
		const { body } = kwik.request(createLink({ customerId: byId('  any id  ') }));
		expect(body).toStrictEqual({ customer_id: 'any id' });
	});

	test('refuses a missing customer', () => {
		expect(kwik.problems(createLink({ customerId: byId('') }))).toEqual([
			'customerId: is required',
		]);
	});

	test('takes a redirect URL of any scheme that leads somewhere (D16), and no unknown cancel type', () => {
		const problems = (portalPage: INodeParameters) => kwik.problems(createLink({ portalPage }));
		for (const redirectUrl of ['http://my-portal.site.com', 'myapp://account']) {
			expect(problems({ redirectUrl })).toEqual([]);
		}
		for (const redirectUrl of ['my-portal.site.com', '/account', 'javascript:alert(1)']) {
			expect(problems({ redirectUrl })).toEqual([expect.stringMatching(/^redirectUrl: /)]);
		}
		expect(problems({ cancelType: 'LATER' })).toEqual([expect.stringMatching(/^cancelType: /)]);
		expect(problems({ cancelType: 'NOW' })).toEqual([]);
	});

	test('comes from V2, whichever version customers are taken from', () => {
		for (const node of [kwik, kwik.at('2.0')]) {
			expect(node.request(createLink({})).path).toBe('/2.0/customer-portal/link');
		}
	});
});

describe('of a customer named by reference or e-mail', () => {
	const operation = kwik.operation('customerPortal', 'createLink');
	const byReference = createLink({
		customerId: by('reference', 'CLN1'),
		portalPage: { pageTitle: 'Mine' },
	});

	test('is looked for in the list of the version that the credential asks for', () => {
		const request = kwik.request(byReference);
		expect(request).toStrictEqual({
			method: 'POST',
			path: '/2.0/customer-portal/link',
			body: { settings: { page_title: 'Mine' } },
			lookFor: { customer: 'reference CLN1' },
		});
		const { customer } = operation.decide!;
		expect(['1.0', '2.0'].map((version) => customer!.request(request, version).path)).toEqual([
			'/1.0/customers/list',
			'/2.0/customers/list',
		]);
	});

	test('has its ID once it is found', () => {
		const found = [{ id: 'cus_7', reference: 'CLN1' }];
		const decision = operation.decide!.customer!.use(
			kwik.plan(byReference).request,
			found,
			'reference CLN1',
		);
		expect(decision).toMatchObject({
			request: { body: { customer_id: 'cus_7', settings: { page_title: 'Mine' } } },
		});
	});
});

describe('answer', () => {
	const { result: read, simplify } = kwik.operation('customerPortal', 'createLink');
	const result = (body: IDataObject) => read(body, kwik.request(createLink({})));
	const link: IDataObject = {
		id: 'cpl_HVpCeoNys1f22X7QcuWHY',
		session_id: 'ses_G-xkVKoxHgEBrY8suKgR3',
		customer_id: 'cus_abc123...',
		subscription_id: 'sub_abc123...',
		link_url: 'https://pay.kwik.co.za/portal/a0oDxntJxWlA8LjfOR9bgck9C4w....',
		expires_at: '2026-03-13T12:30:00Z',
	};

	test('is the record as Kwik sent it', () => {
		expect(result({ status: true, result: link })).toBe(link);
	});

	test('is no success without link_url', () => {
		expect(result({ status: true, result: { ...link, link_url: '' } })).toBeUndefined();
		expect(result({ status: true, results: [link] })).toBeUndefined();
		expect(result({ status: true })).toBeUndefined();
	});

	test('is simplified to the names all three nodes share', () => {
		expect(simplify?.(link)).toEqual({
			provider: 'kwik',
			id: link.id,
			url: link.link_url,
			status: null,
			customerId: 'cus_abc123...',
			expiresAt: '2026-03-13T12:30:00Z',
			subscriptionId: 'sub_abc123...',
			sessionId: 'ses_G-xkVKoxHgEBrY8suKgR3',
		});
	});

	test('has the same simplified keys when there is no subscription', () => {
		const { subscription_id: _none, ...without } = link;
		expect(simplify?.(without)).toMatchObject({ subscriptionId: null });
	});
});
