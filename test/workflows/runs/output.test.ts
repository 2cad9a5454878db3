// What comes out of a node: few fields or all, those of the row beside them, and sentences that say which row it was.
import { createCustomers, customerRows, hintsOf } from '../support/rows';
import { byId, jsonOf, pairs, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const portalLink = { resource: 'customerPortal', operation: 'createLink' };
const errorOutput = { onError: 'continueErrorOutput' } as const;

describe('Include Input Fields', () => {
	const including = { options: { includeInputFields: true } };

	test('puts the columns of the row beside what comes out, which stays as it is', async () => {
		const [a, b] = sandbox().kwik.state.seedCustomers(2);
		const rows = [
			{ customer: a!.id, email: 'a@example.com', url: 'mine' },
			{ customer: b!.id, email: 'b@example.com', url: 'mine' },
		];
		const parameters = { ...portalLink, customerId: byId('={{ $json.customer }}'), ...including };
		const { main } = await run('kwik', parameters, rows);
		expect(jsonOf(main)).toEqual(
			rows.map(({ customer, email }) =>
				expect.objectContaining({
					customer,
					email,
					customerId: customer,
					url: expect.stringContaining('http'),
				}),
			),
		);
		expect(pairs(main)).toEqual([{ item: 0 }, { item: 1 }]);
	});

	test('is off by default', async () => {
		const [customer] = sandbox().kwik.state.seedCustomers(1);
		const parameters = { ...portalLink, customerId: byId(customer!.id) };
		const { main } = await run('kwik', parameters, [{ email: 'a@example.com' }]);
		expect(jsonOf(main)[0]).not.toHaveProperty('email');
	});

	test('leaves out columns that n8n would take for a failure, and says so', async () => {
		const [customer] = sandbox().kwik.state.seedCustomers(1);
		const parameters = { ...portalLink, customerId: byId(customer!.id), ...including };
		const rows = [{ error: 'of yesterday', email: 'a@example.com' }];
		const result = await run('kwik', parameters, rows, errorOutput);
		expect(result.error).toEqual([]);
		expect(jsonOf(result.main)).toEqual([expect.objectContaining({ email: 'a@example.com' })]);
		expect(jsonOf(result.main)[0]).not.toHaveProperty('error');
		expect(hintsOf(result)).toContainEqual(expect.stringContaining('"error"'));
	});
});

describe('Simplify of customers', () => {
	const FIRST = ['provider', 'id', 'reference', 'name', 'email', 'phone', 'status', 'createdAt'];

	test.each([
		['kwik', 'customer', createCustomers()],
		['makePay', 'customer', { operation: 'upsert', email: 'customer0@example.com' }],
		[
			'smarterPay',
			'customerAccount',
			{
				operation: 'create',
				email: 'customer0@example.com',
				firstName: 'Sample',
				lastName: 'Customer 0',
				addressLine1: '1 Road',
				city: 'Exampleton',
				postalCode: 'EX1 1EX',
			},
		],
	] as const)(
		'%s: the same first names as at the others, on by default',
		async (type, resource, parameters) => {
			const { simplify: _off, ...fields } = { simplify: undefined, ...parameters };
			const { main, executionError } = await run(
				type,
				{ ...fields, resource, simplify: true },
				customerRows(1),
			);
			expect(executionError).toBeUndefined();
			const [customer] = jsonOf(main);
			expect(Object.keys(customer!).slice(0, 2)).toEqual(['provider', 'id']);
			expect(Object.keys(customer!).filter((name) => FIRST.includes(name))).toEqual(
				FIRST.filter((name) => name in customer!),
			);
			expect(Object.keys(customer!).length).toBeLessThanOrEqual(10);
			expect(customer).toMatchObject({ provider: type, email: 'customer0@example.com' });
		},
	);
});

test('rows are counted from 1 in sentences, and called by what tells them apart', async () => {
	const rows = customerRows(3).map((row, i) => (i > 0 ? { ...row, email: 'c@example,com' } : row));
	const { error } = await run('kwik', createCustomers(), rows, errorOutput);
	expect(jsonOf(error).map((json) => json.error)).toEqual([
		'Row 2 (reference CLN1): Email "c@example,com" is not an e-mail address',
		'Row 3 (reference CLN2): Email "c@example,com" is not an e-mail address',
	]);
	expect(pairs(error)).toEqual([{ item: 1 }, { item: 2 }]);
});

test("the provider's own words come last, behind the label of the field", async () => {
	const rows = customerRows(1).map((row) => ({ ...row, email: 'a@b' }));
	const { error } = await run('kwik', createCustomers(), rows, errorOutput);
	expect(jsonOf(error)[0]!.error).toMatch(
		/^Row 1 \(reference CLN0\): Kwik refused the request \(code 005\): .* Email: The email must be a valid email/,
	);
});

describe('values that Kwik stores in another way', () => {
	test('are told once, with the number of rows', async () => {
		const rows = customerRows(3).map((row, i) => ({
			...row,
			code: i === 0 ? '1285' : '0002',
			phone: '0821234567',
		}));
		const parameters = {
			...createCustomers(),
			contactNumber: '={{ $json.phone }}',
			additionalFields: { postalCode: '={{ $json.code }}' },
		};
		const hints = hintsOf(await run('kwik', parameters, rows));
		expect(hints).toEqual(
			[
				expect.stringMatching(/^2 rows: Postal Code loses its leading zeros/),
				expect.stringMatching(/^3 rows: Contact Number begins with 0/),
			].sort(() => -1),
		);
	});
});
