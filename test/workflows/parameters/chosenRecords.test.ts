// A record that is chosen in the node does not stand for the one a row means, where columns are mapped automatically.
import { byId, jsonOf, requestsOf, useSandbox } from '../support/sandboxed';
import { SMARTER_PAY_PAGES } from '../../../sandbox';

const { sandbox, run } = useSandbox();
const errorOutput = { onError: 'continueErrorOutput' } as const;
const update = { resource: 'customer', operation: 'update', dataMode: 'autoMapInputData' };

test('a customer account left chosen gets no link of a row about another', async () => {
	const [chosen, meant] = sandbox().smarterPay.state.seedCustomerAccounts(2);
	const parameters = {
		resource: 'paymentLink',
		operation: 'create',
		dataMode: 'autoMapInputData',
		ecommercePage: SMARTER_PAY_PAGES.open.id,
		customerAccountId: byId(chosen!.id),
	};
	const rows = [{ customer_account: meant!.id }, { customer_account: chosen!.id }];
	const { main, error } = await run('smarterPay', parameters, rows, errorOutput);
	expect(jsonOf(error)).toMatchObject([
		{ error: expect.stringContaining(`the row means "${meant!.id}"`) },
	]);
	expect(jsonOf(main)).toMatchObject([{ customerId: chosen!.id }]);
});

test('a customer left chosen is not changed once for each row that names none', async () => {
	const [chosen] = sandbox().kwik.state.seedCustomers(1);
	const parameters = { ...update, customerId: byId(chosen!.id) };
	const rows = [
		{ 'Cust No': 'cus_1', email: 'a@example.com' },
		{ 'Cust No': 'cus_2', email: 'b@example.com' },
	];
	const { error } = await run('kwik', parameters, rows, errorOutput);
	expect(jsonOf(error)).toMatchObject([
		{ error: expect.stringMatching(/^Row 1 .*is chosen in the node for every row/) },
		{ error: expect.stringMatching(/^Row 2 /) },
	]);
	expect(sandbox().kwik.requests).toEqual([]);
	const one = await run('kwik', parameters, rows.slice(0, 1));
	expect(jsonOf(one.main)).toMatchObject([{ id: chosen!.id, email: 'a@example.com' }]);
});

test('the column of its full name goes before an id of the row itself', async () => {
	const [customer] = sandbox().kwik.state.seedCustomers(1);
	const rows = [{ id: 17, 'Customer ID': customer!.id, email: 'new@example.com' }];
	const { main } = await run('kwik', update, rows);
	expect(jsonOf(main)).toMatchObject([{ id: customer!.id, email: 'new@example.com' }]);
	expect(requestsOf(sandbox().kwik)[0]!.body).toMatchObject({ records: [{ id: customer!.id }] });
});
