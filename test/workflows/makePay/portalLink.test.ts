// MakePay portal links inside n8n: what the sandbox receives is what the document says. makepay.md 2.
import axios from 'axios';
import { byId, jsonOf, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const BASE = '/api/partner/v1/makepay';

test.each(['uid', 'id'] as const)('a portal link by %s sends no body at all (D1)', async (key) => {
	const [customer] = sandbox().makePay.state.seedCustomers(1);
	const { main, executionError } = await run('makePay', {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: byId(customer![key]),
	});
	expect(executionError).toBeUndefined();
	const [request] = sandbox().makePay.requests;
	expect(request).toMatchObject({
		method: 'POST',
		path: `${BASE}/customers/${customer![key]}/portal`,
		query: {},
		rawBody: '',
	});
	expect(request!.headers['content-type']).toBeUndefined();
	expect(request!.headers).toMatchObject({
		'x-makecrypto-key-id': sandbox().makePay.credentials.keyId,
		'x-makecrypto-key-secret': sandbox().makePay.credentials.keySecret,
		accept: 'application/json',
	});
	expect(jsonOf(main)).toEqual([
		{
			provider: 'makePay',
			id: null,
			url: expect.stringMatching(/\/billing\?company=.*&customer=.*&expires=\d+&signature=/),
			status: null,
			customerId: customer!.uid,
			expiresAt: expect.stringMatching(/^\d{4}-.*Z$/),
			customerEmail: customer!.email,
			customerName: customer!.name,
			clientId: customer!.clientId,
			companyId: 'acct_123',
		},
	]);
});

test('a portal link opens', async () => {
	const [customer] = sandbox().makePay.state.seedCustomers(1);
	const { main } = await run('makePay', {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: byId(customer!.uid),
	});
	const page = await axios.get<string>(String(main[0]!.json.url));
	expect(page.status).toBe(200);
	expect(page.data).toContain(customer!.email);
});

test('an awkward id is percent-encoded in the path (D5)', async () => {
	await run(
		'makePay',
		{ resource: 'customerPortal', operation: 'createLink', customerId: byId('a/b?c#d ü') },
		[{}],
		{ onError: 'continueRegularOutput' },
	);
	expect(requestsOf(sandbox().makePay)).toMatchObject([
		{ path: `${BASE}/customers/a%2Fb%3Fc%23d%20%C3%BC/portal` },
	]);
});
