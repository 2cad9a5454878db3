// Kwik get-or-create by reference, from both sides: what many rows cost, and what goes wrong. kwik.md 2.2–2.4.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { jsonOf, pairs, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run, v2 } = useSandbox();
const LIST = '/1.0/customers/list';
const CREATE = '/1.0/customers/create';
const UPDATE = '/1.0/customers/update';

const upsert: INodeParameters = {
	resource: 'customer',
	operation: 'upsert',
	reference: '={{ $json.reference }}',
	personName: '={{ $json.name }}',
	personSurname: '={{ $json.surname }}',
	email: '={{ $json.email }}',
};
const mapped: INodeParameters = {
	resource: 'customer',
	operation: 'upsert',
	dataMode: 'autoMapInputData',
};
const rowsOf = (...references: string[]): IDataObject[] =>
	references.map((reference, index) => ({
		reference,
		name: `Name ${index}`,
		surname: 'Customer',
		email: `${reference}@example.com`,
	}));
const paths = () => requestsOf(sandbox().kwik).map(({ path }) => path);
const customers = () => [...sandbox().kwik.state.customers.values()];
const errorOutput = { onError: 'continueErrorOutput' } as const;

test('250 rows, 120 of them known, take one list, two updates, two creates and one list; order and pairs hold', async () => {
	sandbox().kwik.state.seedCustomers(120, (index) => ({ reference: `R${index * 2}` }));
	const rows = rowsOf(...Array.from({ length: 250 }, (_, index) => `R${index}`));
	const { main, executionError } = await run('kwik', upsert, rows);
	expect(executionError).toBeUndefined();
	expect(paths().sort()).toEqual([CREATE, CREATE, LIST, LIST, UPDATE, UPDATE]);
	// First of all, and last of all to see whether somebody else has created the same meanwhile.
	expect([paths()[0], paths().at(-1)]).toEqual([LIST, LIST]);
	expect(jsonOf(main).map(({ reference }) => reference)).toEqual(
		rows.map(({ reference }) => reference),
	);
	expect(jsonOf(main).map(({ email }) => email)).toEqual(rows.map(({ email }) => email));
	expect(pairs(main)).toEqual(rows.map((_, item) => ({ item })));
	expect(customers()).toHaveLength(250);
});

test('running it again changes nothing but the dates: no customer is made twice', async () => {
	const rows = rowsOf('A', 'B', 'C');
	const first = await run('kwik', upsert, rows);
	const second = await run('kwik', upsert, rows);
	expect(jsonOf(second.main).map(({ id }) => id)).toEqual(jsonOf(first.main).map(({ id }) => id));
	expect(customers()).toHaveLength(3);
});

test('rows that share a new reference make one customer, and the last of them wins', async () => {
	const rows = rowsOf('A', 'B', 'A', 'A');
	const { main } = await run('kwik', upsert, rows);
	expect(customers().map(({ reference }) => reference)).toEqual(['A', 'B']);
	expect(customers()[0]).toMatchObject({ person_name: 'Name 3' });
	const ids = jsonOf(main).map(({ id }) => id);
	expect([ids[2], ids[3]]).toEqual([ids[0], ids[0]]);
	expect(paths().filter((path) => path === LIST)).toHaveLength(2);
});

test('a row that is refused does not keep a later one with its reference from creating it', async () => {
	const rows = rowsOf('A', 'A');
	rows[0]!.email = 'a@a';
	const { main, error } = await run('kwik', upsert, rows, errorOutput);
	expect(pairs(error)).toEqual([{ item: 0 }]);
	expect(pairs(main)).toEqual([{ item: 1 }]);
	expect(customers()).toMatchObject([{ reference: 'A', person_name: 'Name 1' }]);
});

test('a reference that two customers have is refused with both ids, and the other rows go on', async () => {
	const twice = sandbox().kwik.state.seedCustomers(2, () => ({ reference: 'TWICE' }));
	const { main, error } = await run('kwik', upsert, rowsOf('TWICE', 'NEW'), errorOutput);
	expect(jsonOf(main)).toMatchObject([{ reference: 'NEW' }]);
	expect(jsonOf(error)).toMatchObject([
		{
			details: {
				httpCode: null,
				fields: [{ field: 'reference', message: expect.stringMatching(/2 customers/) }],
			},
		},
	]);
	for (const { id } of twice) expect(String(error[0]!.json.error)).toContain(id);
	expect(paths()).toEqual([LIST, CREATE, LIST]);
	expect(twice.map(({ person_name }) => person_name)).toEqual(['Sample', 'Sample']);
});

test('a name is asked for only where a customer must be made', async () => {
	const [known] = sandbox().kwik.state.seedCustomers(1, () => ({ reference: 'KNOWN' }));
	const rows = [
		{ reference: 'KNOWN', email: 'new@example.com' },
		{ reference: 'NEW', email: 'other@example.com' },
	];
	const { main, error } = await run('kwik', mapped, rows, errorOutput);
	expect(jsonOf(main)).toMatchObject([{ id: known!.id, email: 'new@example.com' }]);
	expect(known).toMatchObject({ person_name: 'Sample', email: 'new@example.com' });
	expect(jsonOf(error)).toMatchObject([
		{ reference: 'NEW', details: { fields: [{ field: 'personName' }] } },
	]);
	expect(customers()).toHaveLength(1);
});

test('a row without a reference is refused before anything is sent for it', async () => {
	const rows = [{ name: 'A', surname: 'B' }, ...rowsOf('NEW')];
	const { main, error } = await run('kwik', upsert, rows, errorOutput);
	expect(jsonOf(error)).toMatchObject([{ details: { fields: [{ field: 'reference' }] } }]);
	expect(jsonOf(main)).toMatchObject([{ reference: 'NEW' }]);
});

test('columns mapped automatically: only what a row has is sent, so other fields stay', async () => {
	const [known] = sandbox().kwik.state.seedCustomers(1, () => ({
		reference: 'KNOWN',
		city_or_town: 'Pretoria',
	}));
	const rows = [
		{ reference: 'KNOWN', email: 'new@example.com', city_or_town: '', shoe_size: 42 },
		{ reference: 'NEW', company_name: 'Superior Meteor Corp' },
	];
	const { main, hints, executionError } = await run('kwik', mapped, rows);
	expect(executionError).toBeUndefined();
	expect(main).toHaveLength(2);
	expect(requestsOf(sandbox().kwik).find(({ path }) => path === UPDATE)?.body).toEqual({
		records: [{ id: known!.id, reference: 'KNOWN', email: 'new@example.com' }],
	});
	expect(known!.city_or_town).toBe('Pretoria');
	expect(hints).toMatchObject([
		{ message: 'Customers created: 1, updated: 1.' },
		{ message: expect.stringMatching(/"shoe_size"/) },
	]);
});

test('V2 lists, creates and updates in V2', async () => {
	sandbox().kwik.state.seedCustomers(1, () => ({ reference: 'KNOWN' }));
	const { main } = await run('kwik', upsert, rowsOf('KNOWN', 'NEW'), v2());
	expect(main).toHaveLength(2);
	expect(paths().sort()).toEqual(
		[LIST, CREATE, UPDATE, LIST].map((path) => path.replace('1.0', '2.0')).sort(),
	);
});

describe('the list call', () => {
	test('is repeated after temporary failures, and still made once', async () => {
		sandbox().kwik.faults.add({ route: 'GET /customers/list', kind: 'reset-before', times: 2 });
		const { main } = await run('kwik', upsert, rowsOf('A', 'B'));
		expect(main).toHaveLength(2);
		expect(paths()).toEqual([LIST, LIST, LIST, CREATE, LIST]);
	});

	test.each(['unavailable-html', 'cut-json', 'refused-ok', 'html-ok'] as const)(
		'that ends in "%s" fails every row, and nothing is created on a guess',
		async (kind) => {
			sandbox().kwik.state.seedCustomers(3);
			sandbox().kwik.faults.add({ route: 'GET /customers/list', kind });
			const parameters = { ...upsert, options: { maxRetries: 1 } };
			const { main, error } = await run('kwik', parameters, rowsOf('A', 'B'), errorOutput);
			expect(main).toEqual([]);
			expect(pairs(error)).toEqual([{ item: 0 }, { item: 1 }]);
			expect(paths().filter((path) => path !== LIST)).toEqual([]);
			expect(paths().length).toBe(kind === 'refused-ok' ? 1 : 2);
			expect(customers()).toHaveLength(3);
		},
	);
});

test.each(['cut-json', 'reset-after', 'unavailable-after'] as const)(
	'a create whose answer is lost ("%s") is looked up, and no customer is made twice',
	async (kind) => {
		sandbox().kwik.faults.add({ route: 'POST /customers/create', kind, times: 1 });
		const { main, hints } = await run('kwik', upsert, rowsOf('A', 'B'));
		expect(jsonOf(main)).toMatchObject([{ reference: 'A' }, { reference: 'B' }]);
		expect(customers()).toHaveLength(2);
		expect(hints.length).toBeGreaterThan(0);
	},
);

test('an update whose answer is lost is simply sent again', async () => {
	sandbox().kwik.state.seedCustomers(1, () => ({ reference: 'A' }));
	sandbox().kwik.faults.add({ route: 'POST /customers/update', kind: 'reset-after', times: 1 });
	const { main } = await run('kwik', upsert, rowsOf('A'));
	expect(jsonOf(main)).toMatchObject([{ reference: 'A', person_name: 'Name 0' }]);
	expect(paths()).toEqual([LIST, UPDATE, UPDATE]);
});

describe('upsert', () => {
	const withSurname: INodeParameters = {
		resource: 'customer',
		operation: 'upsert',
		reference: '={{ $json.reference }}',
		personName: '={{ $json.name }}',
		personSurname: 'Customer',
	};

	test('updates known customers and creates the others: one list, one update, one create, one list', async () => {
		const [known] = sandbox().kwik.state.seedCustomers(1, () => ({ reference: 'KNOWN' }));
		const rows = [
			{ reference: 'NEW1', name: 'A' },
			{ reference: 'KNOWN', name: 'B' },
			{ reference: 'NEW2', name: 'C' },
		];
		const { main } = await run('kwik', withSurname, rows);
		expect(jsonOf(main)).toMatchObject(
			rows.map(({ reference, name }) => ({ reference, person_name: name })),
		);
		expect(main[1]!.json.id).toBe(known!.id);
		const sent = requestsOf(sandbox().kwik);
		expect(sent.map(({ path }) => path).sort()).toEqual([...[CREATE, LIST, LIST, UPDATE]]);
		expect(sent.find(({ path }) => path.endsWith('update'))?.body).toEqual({
			records: [
				{ id: known!.id, reference: 'KNOWN', person_name: 'B', person_surname: 'Customer' },
			],
		});
		expect(sandbox().kwik.state.counts()['customers']).toBe(3);
	});

	test('two rows with the same new reference make one customer', async () => {
		const rows = [
			{ reference: 'NEW', name: 'A' },
			{ reference: 'NEW', name: 'B' },
		];
		const { main } = await run('kwik', withSurname, rows);
		expect(sandbox().kwik.state.customersByReference('NEW')).toHaveLength(1);
		expect(main[0]!.json.id).toBe(main[1]!.json.id);
		expect(sandbox().kwik.state.customersByReference('NEW')[0]).toMatchObject({ person_name: 'B' });
	});
});
