// MakePay's signed portal links against makepay.md 2.
import { fieldsOf, names, startClients, type Clients } from './clients';
import { CUSTOMER_FIELDS, ISO_MS } from './documents';

let clients: Clients;
beforeAll(async () => void (clients = await startClients()));
afterAll(async () => await clients.sandbox.stop());
beforeEach(() => clients.sandbox.reset());

const state = () => clients.sandbox.makePay.state;

describe('portal', () => {
	const portal = (id: string, body?: unknown) =>
		clients.makePay.post(`/customers/${id}/portal`, body);

	test.each(['uid', 'id'] as const)(
		'signs a link for 24 hours by %s, without a body',
		async (key) => {
			const customer = state().addCustomer({ email: 'buyer@example.com', name: 'Sample Buyer' });
			const { status, data } = await portal(customer[key]);
			expect(clients.sandbox.makePay.requests[0]?.headers['content-type']).not.toBe(
				'application/json',
			);
			expect(status).toBe(200);
			expect(fieldsOf(data)).toEqual(names('ok companyId customer expiresAt'));
			expect(fieldsOf(data.customer)).toEqual([...CUSTOMER_FIELDS, 'urls'].sort());
			expect(fieldsOf(data.customer.urls)).toEqual(['customerPortal']);
			const url = new URL(data.customer.urls.customerPortal);
			expect(url.origin + url.pathname).toBe(`${clients.sandbox.makePay.url}/billing`);
			expect(Object.fromEntries(url.searchParams)).toEqual({
				company: 'acct_123',
				customer: customer.uid,
				expires: String(Date.parse(data.expiresAt) / 1000),
				signature: expect.stringMatching(/^[0-9a-f]{64}$/),
			});
			expect(data.expiresAt).toMatch(ISO_MS);
			expect(Math.abs(Date.parse(data.expiresAt) - Date.now() - 86_400_000)).toBeLessThan(5000);
		},
	);

	test('takes the SDK body, refuses another, and an unknown customer', async () => {
		const { uid } = state().addCustomer({ name: 'A' });
		expect((await portal(uid, {})).status).toBe(200);
		expect((await portal(uid, { returnUrl: 'https://merchant.example/account' })).status).toBe(200);
		expect((await portal(uid, { other: 1 })).status).toBe(400);
		expect((await portal(uid, [])).status).toBe(400);
		const unknown = await portal('cus_unknown');
		expect([unknown.status, unknown.data]).toEqual([404, { error: 'customer_not_found' }]);
	});

	test('the page shows the customer the link was signed for', async () => {
		const customer = state().addCustomer({ email: 'a@example.com', name: '<Ada>', clientId: 'c9' });
		state().addCustomer({ email: 'other@example.com', name: 'Other' });
		state().addLink({ title: 'By mail', amount: '5', customerEmail: 'A@example.com' });
		state().addLink({ title: 'By client', amount: '6', clientId: 'c9' }).latestSession = {
			id: 's',
			status: 'complete',
		};
		state().addLink({ title: 'Not theirs', amount: '7', customerEmail: 'other@example.com' });
		state().seedSubscriptions(1, 'a@example.com');
		const url: string = (await portal(customer.uid)).data.customer.urls.customerPortal;
		const { status, data } = await clients.visitor.get(url);
		expect(status).toBe(200);
		for (const text of [
			'&lt;Ada&gt;',
			'a@example.com',
			'By mail: 5',
			'By client: 6',
			'29.00 USD',
		]) {
			expect(data).toContain(text);
		}
		expect(data).not.toContain('Not theirs');
		expect(data).not.toContain('other@example.com');
	});

	test('refuses tampered and expired links', async () => {
		const customer = state().addCustomer({ name: 'A' });
		const other = state().addCustomer({ name: 'B' });
		const url: string = (await portal(customer.uid)).data.customer.urls.customerPortal;
		const visit = async (address: string) => (await clients.visitor.get(address)).status;
		const flipped = url.slice(0, -1) + (url.endsWith('0') ? '1' : '0');
		expect(await visit(flipped)).toBe(403);
		expect(await visit(url.replace(customer.uid, other.uid))).toBe(403);
		expect(await visit(url.replace('acct_123', 'acct_124'))).toBe(403);
		expect(await visit(url.replace(/expires=\d+/, 'expires=99999999999'))).toBe(403);
		expect(await visit(`${clients.sandbox.makePay.url}/billing`)).toBe(403);
		expect(await visit(url)).toBe(200);
		clients.sandbox.makePay.clock.advance(86_400_000);
		expect(await visit(url)).toBe(410);
	});
});
