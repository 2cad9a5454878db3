// Kwik's portal links and the page behind them against kwik.md 2.1.
import { fieldsOf, names, startClients, type Clients } from './clients';

let clients: Clients;
let customerId: string;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => {
	clients.sandbox.reset();
	const customer = clients.sandbox.kwik.state.addCustomer({
		reference: 'R1',
		person_name: 'Ada <b>',
		person_surname: 'O\'Neil & "Sons"',
	});
	customerId = customer.id;
});

const link = (body: object) => clients.kwik.post('/2.0/customer-portal/link', body);
const SETTINGS = {
	show_invoices: true,
	show_billing_info: true,
	allow_update_billing_info: true,
	allow_cancel: true,
	cancel_type: 'AFTER_BILLING_PERIOD',
	allow_switch_plan: true,
	products_ids: ['pro_abc123...', 'pro_def456...'],
	redirect_url: 'https://my-portal.site.com',
	page_title: 'My SaaS business',
};

describe('link', () => {
	test('for a customer alone', async () => {
		const { status, data } = await link({ customer_id: customerId });
		expect(status).toBe(200);
		expect(fieldsOf(data)).toEqual(['result', 'status']);
		expect(fieldsOf(data.result)).toEqual(names('id session_id customer_id link_url expires_at'));
		expect(data.result).toMatchObject({
			id: expect.stringMatching(/^cpl_[\w-]{21}$/),
			session_id: expect.stringMatching(/^ses_[\w-]{21}$/),
			customer_id: customerId,
			expires_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
		});
		expect(Date.parse(data.result.expires_at)).toBeGreaterThan(Date.now());
	});

	test('for a subscription, with all settings', async () => {
		const [subscription] = clients.sandbox.kwik.state.seedSubscriptions(1, customerId);
		const { data } = await link({
			customer_id: customerId,
			subscription_id: subscription?.id,
			settings: SETTINGS,
		});
		expect(data.result.subscription_id).toBe(subscription?.id);
		expect(fieldsOf(data.result)).toEqual(
			names('id session_id customer_id subscription_id link_url expires_at'),
		);
	});

	test('unknown customer, unknown subscription, subscription of somebody else: 007', async () => {
		const { state } = clients.sandbox.kwik;
		const [others] = state.seedSubscriptions(1, state.seedCustomers(1)[0]?.id);
		for (const [body, field] of [
			[{ customer_id: 'cus_unknown' }, 'customer_id'],
			[{ customer_id: customerId, subscription_id: 'sub_unknown' }, 'subscription_id'],
			[{ customer_id: customerId, subscription_id: others?.id }, 'subscription_id'],
		] as const) {
			const { status, data } = await link(body);
			expect([status, data.error_code]).toEqual([404, '007']);
			expect(Object.keys(data.error_details[0].errors)).toEqual([field]);
		}
		expect(state.portalLinks.size).toBe(0);
	});

	test.each([
		[{}, '005', 'customer_id'],
		[{ customer_id: 5 }, '005', 'customer_id'],
		[{ customer_id: 'C', settings: { show_invoices: 'true' } }, '005', 'settings.show_invoices'],
		[{ customer_id: 'C', settings: { cancel_type: 'LATER' } }, '005', 'settings.cancel_type'],
		[{ customer_id: 'C', settings: { products_ids: 'pro_1' } }, '005', 'settings.products_ids'],
		[{ customer_id: 'C', settings: { redirect_url: 'my site' } }, '005', 'settings.redirect_url'],
		[{ customer_id: 'C', settings: { page_title: 7 } }, '005', 'settings.page_title'],
		[{ customer_id: 'C', settings: [] }, '005', 'settings'],
		[{ customer_id: 'C', settings: { colour: 'red' } }, '003', 'settings.colour'],
		[{ customer_id: 'C', records: [] }, '003', 'records'],
		[[], '002', undefined],
	])('refuses %j with %s at %s', async (body, code, field) => {
		const { status, data } = await link(body);
		expect([status, data.error_code]).toEqual([400, code]);
		if (field) expect(Object.keys(data.error_details[0].errors)).toEqual([field]);
	});

	test('exists in V2 only', async () => {
		const { status, data } = await clients.kwik.post('/1.0/customer-portal/link', {
			customer_id: customerId,
		});
		expect([status, data.status]).toEqual([404, false]);
	});
});

describe('page', () => {
	const open = async (body: object) => {
		const { data } = await link({ customer_id: customerId, ...body });
		return await clients.visitor.get(data.result.link_url);
	};

	test('shows the customer, escaped, and the packages on offer', async () => {
		const { status, data, headers } = await open({});
		expect(status).toBe(200);
		expect(headers['content-type']).toContain('text/html');
		expect(data).toContain('Ada &lt;b&gt; O&#39;Neil &amp; &quot;Sons&quot;');
		expect(data).toContain('Packages on offer');
		expect(data).toContain('Basic Plan');
	});

	test('shows the sections that the settings allow', async () => {
		const { state } = clients.sandbox.kwik;
		const [subscription] = state.seedSubscriptions(1, customerId);
		const all = (await open({ subscription_id: subscription?.id, settings: SETTINGS })).data;
		for (const text of [
			'My SaaS business',
			'Invoices',
			'Billing information',
			'Update billing',
			'Cancel',
			'Switch plan',
		]) {
			expect(all).toContain(text);
		}
		expect(all).toContain('href="https://my-portal.site.com"');
		const none = (
			await open({
				subscription_id: subscription?.id,
				settings: {
					show_invoices: false,
					show_billing_info: false,
					allow_cancel: false,
					allow_switch_plan: false,
				},
			})
		).data;
		for (const text of ['Invoices', 'Billing information', 'Cancel', 'Switch plan']) {
			expect(none).not.toContain(text);
		}
		const [inactive] = state.seedSubscriptions(1, customerId, false);
		expect((await open({ subscription_id: inactive?.id })).data).toContain('Reactivate');
	});

	test('refuses unknown, tampered and expired tokens', async () => {
		const { sandbox, visitor } = clients;
		const url: string = (await link({ customer_id: customerId })).data.result.link_url;
		const flipped = url.slice(0, -1) + (url.endsWith('A') ? 'B' : 'A');
		expect((await visitor.get(flipped)).status).toBe(403);
		expect((await visitor.get(`${url}x`)).status).toBe(403);
		expect((await visitor.get(`${sandbox.kwik.url}/portal/${'x'.repeat(60)}`)).status).toBe(404);
		expect((await visitor.get(url)).status).toBe(200);
		sandbox.kwik.clock.advance(30 * 60_000);
		expect((await visitor.get(url)).status).toBe(410);
	});

	test('a visit is no API request', async () => {
		await open({});
		expect(clients.sandbox.kwik.requests).toHaveLength(1);
		expect(clients.sandbox.kwik.pageRequests).toHaveLength(1);
	});
});
