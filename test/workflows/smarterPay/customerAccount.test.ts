// SmarterPay customer accounts made, read and changed inside n8n. smarterpay.md 3.1.
import type { INodeParameters } from 'n8n-workflow';
import { SMARTER_PAY_PAGES } from '../../../sandbox';
import { byId, jsonOf, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const errorOutput = { onError: 'continueErrorOutput' } as const;
const account = (operation: string, more: INodeParameters = {}): INodeParameters => ({
	resource: 'customerAccount',
	operation,
	customerAccountId: byId('={{ $json.id }}'),
	simplify: false,
	...more,
});
const seed = (count: number) => sandbox().smarterPay.state.seedCustomerAccounts(count);

test('customerAccount create, then a link for it', async () => {
	const created = await run('smarterPay', {
		resource: 'customerAccount',
		operation: 'create',
		email: 'customer@example.com',
		firstName: 'Sample',
		lastName: 'Customer',
		addressLine1: '74 Example Street',
		city: 'Exampleton',
		postalCode: 'EX1 1EX',
		additionalFields: { title: 'Mx', addressLine2: 'Floor 2', countryCode: 'GB' },
	});
	expect(requestsOf(sandbox().smarterPay)).toEqual([
		{
			method: 'POST',
			path: '/service.svc/customeraccount',
			query: {},
			body: {
				Customer_Account: {
					email: 'customer@example.com',
					first_name: 'Sample',
					last_name: 'Customer',
					address_line1: '74 Example Street',
					city: 'Exampleton',
					postal_code: 'EX1 1EX',
					title: 'Mx',
					address_line2: 'Floor 2',
					country_code: 'GB',
				},
			},
		},
	]);
	const { main } = await run(
		'smarterPay',
		{
			resource: 'paymentLink',
			operation: 'create',
			ecommercePage: SMARTER_PAY_PAGES.customerAccount.id,
			customerAccountId: byId('={{ $json.id }}'),
		},
		jsonOf(created.main),
	);
	expect(jsonOf(main)).toMatchObject([{ customerId: created.main[0]!.json.id }]);
});

test('customerAccount get and update', async () => {
	const [account] = sandbox().smarterPay.state.seedCustomerAccounts(1);
	const node = {
		resource: 'customerAccount',
		customerAccountId: byId(account!.id),
		simplify: false,
	};
	const got = await run('smarterPay', { ...node, operation: 'get' });
	expect(jsonOf(got.main)).toMatchObject([{ id: account!.id, email: account!.email }]);
	const updated = await run('smarterPay', {
		...node,
		operation: 'update',
		updateFields: { lastName: 'Changed', metadata: { a: 1 } },
	});
	expect(jsonOf(updated.main)).toMatchObject([{ id: account!.id, last_name: 'Changed' }]);
	const path = `/service.svc/customeraccount/${account!.id}`;
	expect(requestsOf(sandbox().smarterPay)).toEqual([
		{ method: 'GET', path, query: {}, body: undefined },
		{
			method: 'PUT',
			path,
			query: {},
			body: { Customer_Account: { last_name: 'Changed', metadata: '{"a":1}' } },
		},
	]);
});

test('get simplifies, unless told otherwise, so that the chain is id', async () => {
	const [stored] = seed(1);
	const rows = [{ id: stored!.id }];
	const { main } = await run('smarterPay', account('get', { simplify: true }), rows);
	expect(jsonOf(main)).toEqual([
		{
			provider: 'smarterPay',
			id: stored!.id,
			reference: stored!.custom_reference,
			name: `${stored!.first_name} ${stored!.last_name}`,
			email: stored!.email,
			phone: null,
			status: null,
			createdAt: stored!.created_at,
			firstName: stored!.first_name,
			companyName: null,
		},
	]);
});

test('get gives each account of its row, and names the unknown one', async () => {
	const seeded = seed(2);
	const rows = [{ id: seeded[1]!.id }, { id: 'CA_nobody' }, { id: seeded[0]!.id }];
	const { main, error } = await run('smarterPay', account('get'), rows, errorOutput);
	expect(jsonOf(main)).toEqual([seeded[1], seeded[0]].map((stored) => ({ ...stored })));
	expect(jsonOf(error)).toMatchObject([{ id: 'CA_nobody', details: { httpCode: 404 } }]);
});

test('update sends only the set fields, keyed, and gives the whole account', async () => {
	const [stored] = seed(1);
	const updateFields = { city: 'Leeds', metadata: '={{ { plan: $json.plan } }}' };
	const rows = [{ id: stored!.id, plan: 'gold' }];
	const { main } = await run('smarterPay', account('update', { updateFields }), rows);
	expect(requestsOf(sandbox().smarterPay)).toEqual([
		{
			method: 'PUT',
			path: `/service.svc/customeraccount/${stored!.id}`,
			query: {},
			body: { Customer_Account: { city: 'Leeds', metadata: '{"plan":"gold"}' } },
		},
	]);
	expect(sandbox().smarterPay.requests[0]!.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
	expect(jsonOf(main)).toMatchObject([{ ...stored, city: 'Leeds' }]);
});

test.each(['id', 'customerAccountId', 'customer_account_id'])(
	'update mapped automatically finds the account in the column %s',
	async (column) => {
		const [stored] = seed(1);
		const rows = [{ [column]: stored!.id, first_name: 'Ada', lastName: 'Byron', city: '' }];
		const parameters = account('update', { dataMode: 'autoMapInputData' });
		const { executionError, hints } = await run('smarterPay', parameters, rows);
		expect(executionError).toBeUndefined();
		expect(hints).toEqual([]);
		expect(stored).toMatchObject({ first_name: 'Ada', last_name: 'Byron', city: 'Exampleton' });
	},
);

test('a row that names no account, and one that changes nothing, are refused before anything is sent', async () => {
	const parameters = account('update', { dataMode: 'autoMapInputData' });
	const rows = [{ city: 'Leeds' }, { id: 'CA1' }];
	const { error } = await run('smarterPay', parameters, rows, errorOutput);
	expect(jsonOf(error)).toMatchObject([
		{ details: { fields: [{ field: 'customerAccountId' }] } },
		{ details: { fields: [{ field: 'updateFields' }] } },
	]);
	expect(sandbox().smarterPay.requests).toEqual([]);
});

test('a move to the US without a state is refused by the field it lacks', async () => {
	const updateFields = { countryCode: 'US' };
	const parameters = account('update', { updateFields });
	const { error } = await run('smarterPay', parameters, [{ id: 'CA1' }], errorOutput);
	expect(jsonOf(error)).toMatchObject([{ details: { fields: [{ field: 'stateCode' }] } }]);
	expect(sandbox().smarterPay.requests).toEqual([]);
});

test('an update whose answer is lost is sent again under the same key', async () => {
	const [stored] = seed(1);
	sandbox().smarterPay.faults.add({ route: '*', kind: 'cut-json', times: 1 });
	const parameters = account('update', { updateFields: { city: 'Leeds' } });
	const { main } = await run('smarterPay', parameters, [{ id: stored!.id }]);
	expect(jsonOf(main)).toMatchObject([{ city: 'Leeds' }]);
	expect(sandbox().smarterPay.requests.map(({ replayed }) => replayed)).toEqual([undefined, true]);
});
