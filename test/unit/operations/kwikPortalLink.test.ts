// Kwik portal links: requests equal the three samples of the document, answers become links. kwik.md 2.1.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { byId, kwik } from '../support/nodeUnderTest';

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
			createLink({ subscriptionId: 'sub_abc123...', settings: allSettings }),
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
				...Object.keys(allSettings).map((name) => `settings.${name}`),
			].sort(),
		);
	});

	test('sends switches that are off, and nothing that is not set (D15)', () => {
		const settings = { allowCancel: false, showInvoices: false, productsIds: '', pageTitle: '' };
		const { body } = kwik.request(createLink({ settings }));
		expect(body).toStrictEqual({
			customer_id: 'cus_abc123...',
			settings: { allow_cancel: false, show_invoices: false },
		});
	});

	test('takes products as a list', () => {
		const settings = { productsIds: ['pro_1', 'prd_2'] };
		const { body } = kwik.request(createLink({ settings }));
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

	test('refuses a redirect URL that is not https (D16), and an unknown cancel type', () => {
		for (const redirectUrl of ['http://my-portal.site.com', 'my-portal.site.com', '/account']) {
			expect(kwik.problems(createLink({ settings: { redirectUrl } }))).toEqual([
				expect.stringMatching(/^redirectUrl: /),
			]);
		}
		expect(kwik.problems(createLink({ settings: { cancelType: 'LATER' } }))).toEqual([
			expect.stringMatching(/^cancelType: /),
		]);
		expect(kwik.problems(createLink({ settings: { cancelType: 'NOW' } }))).toEqual([]);
	});
});

describe('answer', () => {
	const { result, simplify } = kwik.operation('customerPortal', 'createLink');
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
