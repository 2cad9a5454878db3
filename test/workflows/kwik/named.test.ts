// Kwik customers named by reference or e-mail, wherever an operation takes one: one list call for a run. kwik.md 2.4.
import type { INodeParameters } from 'n8n-workflow';
import { hintsOf } from '../support/rows';
import { jsonOf, pairs, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run, v2 } = useSandbox();
const errorOutput = { onError: 'continueErrorOutput' } as const;
const named = (by: 'reference' | 'email'): INodeParameters => ({
	__rl: true,
	mode: by,
	value: `={{ $json.${by} }}`,
});
const seed = (count: number) =>
	sandbox().kwik.state.seedCustomers(count, (i) => ({
		reference: `R${i}`,
		email: `Customer${i}@example.com`,
	}));
const rowsOf = (count: number) =>
	Array.from({ length: count }, (_, i) => ({
		reference: `R${i}`,
		email: `customer${i}@EXAMPLE.com`,
		city: `City ${i}`,
	}));
const paths = () => requestsOf(sandbox().kwik).map(({ path }) => path);
const LIST = '/1.0/customers/list';

describe.each(['reference', 'email'] as const)('by %s', (by) => {
	test('links of 20 customers take one list call', async () => {
		const seeded = seed(20);
		const parameters = {
			resource: 'customerPortal',
			operation: 'createLink',
			customerId: named(by),
		};
		const { main } = await run('kwik', parameters, rowsOf(20));
		expect(jsonOf(main).map(({ customerId }) => customerId)).toEqual(seeded.map(({ id }) => id));
		expect(pairs(main)).toEqual(seeded.map((_, item) => ({ item })));
		expect(paths().filter((path) => path === LIST)).toHaveLength(1);
		expect(paths()).toHaveLength(21);
	});

	test('updates of 20 customers take one list call and one request, with the references', async () => {
		sandbox().kwik.switches.referenceOnUpdate = 'required';
		const seeded = seed(20);
		const { main } = await run(
			'kwik',
			{
				resource: 'customer',
				operation: 'update',
				customerId: named(by),
				updateFields: { cityOrTown: '={{ $json.city }}' },
			},
			rowsOf(20),
		);
		expect(jsonOf(main).map(({ city_or_town }) => city_or_town)).toEqual(
			rowsOf(20).map(({ city }) => city),
		);
		expect(seeded.map(({ city_or_town }) => city_or_town)).toEqual(
			rowsOf(20).map(({ city }) => city),
		);
		expect(requestsOf(sandbox().kwik)[1]!.body).toMatchObject({
			records: seeded.map(({ id, reference }) => ({ id, reference })),
		});
		expect(paths()).toHaveLength(2);
	});

	test('archiving and getting do so too', async () => {
		sandbox().kwik.switches.referenceOnUpdate = 'required';
		const seeded = seed(2);
		const parameters = { resource: 'customer', customerId: named(by) };
		const archived = await run('kwik', { ...parameters, operation: 'archive' }, rowsOf(2));
		expect(jsonOf(archived.main).map(({ id }) => id)).toEqual(seeded.map(({ id }) => id));
		expect(seeded.map(({ customer_status }) => customer_status)).toEqual(['ARCHIVED', 'ARCHIVED']);
		const got = await run('kwik', { ...parameters, operation: 'get' }, rowsOf(2));
		expect(jsonOf(got.main).map(({ id }) => id)).toEqual(seeded.map(({ id }) => id));
	});

	test('one that is not there, and one that several are, fail alone', async () => {
		seed(1);
		const double = { reference: 'TWICE', email: 'twice@example.com' };
		sandbox().kwik.state.seedCustomers(2, () => double);
		const rows = [...rowsOf(2), double];
		const parameters = {
			resource: 'customerPortal',
			operation: 'createLink',
			customerId: named(by),
		};
		const { main, error } = await run('kwik', parameters, rows, errorOutput);
		expect(pairs(main)).toEqual([{ item: 0 }]);
		expect(jsonOf(error)).toMatchObject([
			{
				error: expect.stringMatching(/^Row 2 .*Customer.* is not known/),
				details: { fields: [{ field: 'customerId' }] },
			},
			{ error: expect.stringMatching(/^Row 3 .*2 customers .*give the ID instead/) },
		]);
	});
});

test('two rows that name the same customer in two ways change it one after the other', async () => {
	const [customer] = seed(1);
	const { main } = await run(
		'kwik',
		{
			resource: 'customer',
			operation: 'update',
			customerId: { __rl: true, mode: 'reference', value: '={{ $json.reference }}' },
			updateFields: { cityOrTown: '={{ $json.city }}' },
		},
		[
			{ reference: 'R0', city: 'First' },
			{ reference: 'R0', city: 'Second' },
		],
	);
	expect(jsonOf(main).map(({ city_or_town }) => city_or_town)).toEqual(['First', 'Second']);
	expect(customer!.city_or_town).toBe('Second');
});

test('a customer named by ID is changed without its reference; when Kwik wants it, the hint says how', async () => {
	sandbox().kwik.switches.referenceOnUpdate = 'required';
	const [customer] = seed(1);
	const parameters = {
		resource: 'customer',
		operation: 'update',
		customerId: { __rl: true, mode: 'id', value: customer!.id },
		updateFields: { cityOrTown: 'Pretoria' },
	};
	const { error } = await run('kwik', parameters, [{}], errorOutput);
	expect(jsonOf(error)).toMatchObject([
		{ details: { hint: expect.stringContaining('By Reference') } },
	]);
	expect(customer!.city_or_town).not.toBe('Pretoria');
});

test('V2 lists, lookups and changes are those of V2', async () => {
	const [customer] = seed(1);
	const parameters = { resource: 'customer', operation: 'archive', customerId: named('reference') };
	await run('kwik', parameters, rowsOf(1), v2());
	expect(paths()).toEqual([
		'/2.0/customers/list',
		'/2.0/lookups/customer_status',
		'/2.0/customers/update',
	]);
	expect(requestsOf(sandbox().kwik)[2]!.body).toEqual({
		records: [{ id: customer!.id, reference: 'R0', customer_status: 'ARCHIVED' }],
	});
});

test.each(['applied', 'ignored'] as const)(
	"filters of V2's list hold whether Kwik knows them or not (%s)",
	async (v2Filters) => {
		sandbox().kwik.switches.v2Filters = v2Filters;
		const [first] = seed(3);
		first!.customer_status = 'ARCHIVED';
		const { main } = await run(
			'kwik',
			{
				resource: 'customer',
				operation: 'getAll',
				returnAll: true,
				filters: { customerStatus: 'ARCHIVED' },
			},
			[{}],
			v2(),
		);
		expect(jsonOf(main).map(({ id }) => id)).toEqual([first!.id]);
	},
);

test('Create or Update tells how many it created and updated', async () => {
	seed(2);
	const parameters = {
		resource: 'customer',
		operation: 'upsert',
		reference: '={{ $json.reference }}',
		personName: 'Sample',
		personSurname: 'Customer',
	};
	const result = await run('kwik', parameters, rowsOf(5));
	expect(hintsOf(result)).toEqual(['Customers created: 3, updated: 2.']);
});
