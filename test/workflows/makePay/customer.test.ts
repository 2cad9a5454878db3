// MakePay customers and their subscriptions inside n8n: what the sandbox receives is what the document says.
// makepay.md 3.1, 3.2, 3.4.
import { jsonOf, pairs, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const BASE = '/api/partner/v1/makepay';

test('upsert sends the sample of the document and gives the customer', async () => {
	const body = {
		email: 'buyer@example.com',
		name: 'Sample Buyer',
		clientId: 'crm_123',
		metadata: { source: 'n8n' },
	};
	const { main, hints } = await run('makePay', {
		resource: 'customer',
		operation: 'upsert',
		email: body.email,
		additionalFields: {
			name: body.name,
			clientId: body.clientId,
			metadata: '{ "source": "n8n" }',
		},
	});
	expect(requestsOf(sandbox().makePay)).toEqual([
		{ method: 'POST', path: `${BASE}/customers`, query: {}, body },
	]);
	expect(jsonOf(main)).toEqual([
		expect.objectContaining({ ...body, uid: expect.stringMatching(/^cus_/) }),
	]);
	expect(hints).toEqual([]);
});

test('simplified, a customer has the names of all providers, and its id leads to the portal link', async () => {
	const { main } = await run('makePay', {
		resource: 'customer',
		operation: 'upsert',
		simplify: true,
		email: 'buyer@example.com',
		additionalFields: { name: 'Sample Buyer', clientId: 'crm_123' },
	});
	const [customer] = jsonOf(main);
	expect(customer).toEqual({
		provider: 'makePay',
		id: expect.stringMatching(/^cus_/),
		reference: 'crm_123',
		name: 'Sample Buyer',
		email: 'buyer@example.com',
		phone: null,
		status: null,
		createdAt: expect.any(String),
		updatedAt: expect.any(String),
	});
	const portal = {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: '={{ $json.id }}',
	};
	const link = await run('makePay', portal, [customer!]);
	expect(jsonOf(link.main)).toMatchObject([{ customerId: customer!.id }]);
});

test('an upsert without e-mail says in a hint what that means (D8)', async () => {
	const { main, hints } = await run('makePay', {
		resource: 'customer',
		operation: 'upsert',
		additionalFields: { name: 'Sample Buyer' },
	});
	expect(main).toHaveLength(1);
	expect(hints).toEqual([expect.objectContaining({ message: expect.stringMatching(/no email/) })]);
});

test('getAll gives every customer of one request, or as many as the limit says', async () => {
	const seeded = sandbox().makePay.state.seedCustomers(60);
	const list = { resource: 'customer', operation: 'getAll' };
	const all = await run('makePay', { ...list, returnAll: true });
	expect(jsonOf(all.main).map(({ uid }) => uid)).toEqual(seeded.map(({ uid }) => uid));
	const some = await run('makePay', { ...list, limit: 3 });
	expect(some.main).toHaveLength(3);
	expect(pairs(some.main)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
	expect(requestsOf(sandbox().makePay)).toEqual([
		{ method: 'GET', path: `${BASE}/customers`, query: {}, body: undefined },
		{ method: 'GET', path: `${BASE}/customers`, query: {}, body: undefined },
	]);
});

test('subscriptions are listed as they are', async () => {
	sandbox().makePay.state.seedSubscriptions(2);
	const { main } = await run('makePay', {
		resource: 'subscription',
		operation: 'getAll',
		returnAll: true,
	});
	expect(jsonOf(main)).toEqual(JSON.parse(JSON.stringify(sandbox().makePay.state.subscriptions)));
});
