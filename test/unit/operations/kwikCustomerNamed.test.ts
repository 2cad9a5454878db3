// The customer that an operation of the Kwik node works on, by ID, reference or e-mail; and the status that archives.
// kwik.md 2.3, 2.4, 3.2, D4, D23, D24.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { DecideRule, Decision } from '../../../nodes/shared/contract/operation';
import { lookupName } from '../../../nodes/Kwik/pickLists';
import { by, byId, kwik } from '../support/nodeUnderTest';

const CUSTOMERS: IDataObject[] = [
	{ id: 'cus_1', reference: 'A', email: 'One@Example.com' },
	{ id: 'cus_2', reference: 'B ', email: 'two@example.com' },
	{ id: 'cus_3', reference: 'B', email: 'one@example.com ' },
	{ id: 'cus_4', reference: null, email: null },
];
const ruleOf = (operation: string, name: string): DecideRule =>
	kwik.operation('customer', operation).decide![name]!;

/** What an operation makes of the customer that is named so. */
function decided(operation: string, customerId: INodeParameters, more: INodeParameters = {}) {
	const { request } = kwik.plan({ resource: 'customer', operation, customerId, ...more });
	const rule = ruleOf(operation, 'customer');
	const key = request.lookFor?.customer;
	const found = CUSTOMERS.filter((customer) => rule.keysOf(customer).includes(String(key)));
	return key === undefined ? { request } : rule.use(request, found, key);
}
const problemOf = (decision: Decision) =>
	'problem' in decision ? `${decision.problem.label} ${decision.problem.message}` : undefined;

describe('the customer that is named', () => {
	test.each([
		[by('id', 'cus_1'), 'cus_1'],
		[by('list', 'cus_2'), 'cus_2'],
		[by('reference', 'A'), 'cus_1'],
		[by('reference', ' A '), 'cus_1'],
		[by('email', 'TWO@example.com'), 'cus_2'],
	])('get: %j is %s', (named, id) => {
		expect(decided('get', named)).toMatchObject({ record: { id } });
	});

	test('is refused where there is none, or more than one', () => {
		const refused = (named: INodeParameters) => problemOf(decided('get', named));
		expect(refused(by('reference', 'none'))).toBe(
			'Customer is not known: no customer of this account has the reference none',
		);
		expect(refused(by('reference', 'B'))).toBe(
			'Customer is not clear: 2 customers (cus_2, cus_3) have the reference B; give the ID instead',
		);
		expect(refused(by('email', 'one@example.com'))).toBe(
			'Customer is not clear: 2 customers (cus_1, cus_3) have the email one@example.com; give the ID instead',
		);
		expect(refused(by('id', 'cus_9'))).toContain('has the id cus_9');
	});

	test('a reference is no ID, and an ID no reference', () => {
		expect(problemOf(decided('get', by('reference', 'cus_1')))).toContain('is not known');
		expect(problemOf(decided('get', by('id', 'A')))).toContain('is not known');
	});

	test('customers without reference or e-mail are found by neither', () => {
		const { keysOf } = ruleOf('get', 'customer');
		expect(keysOf(CUSTOMERS[3]!)).toEqual(['id cus_4']);
	});

	test.each(['get', 'update', 'archive'])('%s reads the list of its version, once', (operation) => {
		const { request, paging } = ruleOf(operation, 'customer');
		const planned = { method: 'POST', path: '/x' } as const;
		expect(request(planned, '1.0')).toEqual({ method: 'GET', path: '/1.0/customers/list' });
		expect(request(planned, '2.0')).toEqual({ method: 'GET', path: '/2.0/customers/list' });
		expect(paging).toBeUndefined();
	});
});

describe('a change of a customer named by reference or e-mail sends its reference along (D4)', () => {
	const changes = { updateFields: { personName: 'New' } };

	test('update', () => {
		for (const named of [by('reference', 'A'), by('email', 'two@example.com')]) {
			const { id, reference } = CUSTOMERS[named.mode === 'email' ? 1 : 0]!;
			expect(decided('update', named, changes)).toMatchObject({
				request: { record: { id, reference, person_name: 'New' } },
			});
		}
	});

	test.each([
		['reference', 'A', { reference: 'C' }],
		['email', 'a@example.com', { email: 'c@example.com' }],
	])(
		'what names it (%s) is not changed at once: a second try would not find it',
		(mode, value, changes) => {
			const parameters = { resource: 'customer', operation: 'update', customerId: by(mode, value) };
			const [outcome] = kwik.outcomes({ ...parameters, updateFields: changes }, [{}]);
			expect(outcome).toMatchObject({
				ok: false,
				failure: { fields: [{ field: mode, message: expect.stringMatching(/By ID$/) }] },
			});
			const same = { [mode]: value, cityOrTown: 'Pretoria' };
			expect(kwik.outcomes({ ...parameters, updateFields: same }, [{}])).toMatchObject([
				{ ok: true },
			]);
		},
	);

	test('archive', () => {
		const archived = { archivedStatus: 'loo_9' };
		expect(decided('archive', by('reference', 'A'), archived)).toMatchObject({
			request: {
				record: { id: 'cus_1', reference: 'A', customer_status_lookups_id: 'loo_9' },
			},
		});
	});

	test('not where the ID names it: nothing is looked up then', () => {
		const decision = decided('update', byId('cus_1'), changes);
		expect(decision).toMatchObject({ request: { record: { id: 'cus_1', person_name: 'New' } } });
		expect(decision).not.toHaveProperty('request.record.reference');
	});
});

describe('archive', () => {
	const archive = (more: INodeParameters = {}): INodeParameters => ({
		resource: 'customer',
		operation: 'archive',
		customerId: byId('cus_1'),
		...more,
	});
	const LOOKUPS = [
		{ id: 'loo_1', enum: 'ACTIVE', title: 'Active' },
		{ id: 'loo_2', enum: 'DISABLED', title: 'Disabled' },
		{ id: 'loo_3', enum: 'ARCHIVED', title: 'Archived' },
	];
	const status = ruleOf('archive', 'status');
	/** The lookups that are found, as the engine looks for them. */
	const found = (lookups: IDataObject[]) => {
		const having = (key: string) => lookups.filter((lookup) => status.keysOf(lookup).includes(key));
		return [having('archived'), having(status.fallback!)].find(({ length }) => length > 0) ?? [];
	};
	const recordWith = (lookups: IDataObject[], node = kwik) => {
		const decision = status.use(node.plan(archive()).request, found(lookups), 'archived');
		return 'request' in decision ? decision.request.record : problemOf(decision);
	};

	test.each([
		['1.0', { customer_status_lookups_id: 'loo_3' }],
		['2.0', { customer_status: 'ARCHIVED' }],
	])('sets the status that says so, as API %s calls it (D3)', (apiVersion, set) => {
		expect(recordWith(LOOKUPS, kwik.at(apiVersion))).toEqual({ id: 'cus_1', ...set });
	});

	test('sets the one that says disabled where none says archived', () => {
		expect(recordWith(LOOKUPS.slice(0, 2))).toMatchObject({ customer_status_lookups_id: 'loo_2' });
	});

	test('asks for the status where none says either', () => {
		expect(recordWith(LOOKUPS.slice(0, 1))).toMatch(/^Archived Status is empty, and Kwik has no/);
	});

	test.each([
		['1.0', 'customer_status_lookups_id'],
		['2.0', 'customer_status'],
	])('sends the chosen status of API %s without looking', (apiVersion, wireName) => {
		const node = kwik.at(apiVersion);
		const request = node.request(archive({ archivedStatus: 'chosen' }));
		expect(request).toMatchObject({
			path: `/${apiVersion}/customers/update`,
			body: { records: [{ id: 'cus_1', [wireName]: 'chosen' }] },
			lookFor: {},
		});
	});

	test('looks for both where both are open', () => {
		const { lookFor } = kwik.request(archive({ customerId: by('reference', 'A') }));
		expect(lookFor).toEqual({ customer: 'reference A', status: 'archived' });
		expect(Object.keys(kwik.operation('customer', 'archive').decide!)).toEqual([
			'customer',
			'status',
		]);
	});

	test('reads the lookups of its version', () => {
		const paths = ['1.0', '2.0'].map((version) => status.request({} as never, version).path);
		expect(paths).toEqual(['/1.0/lookups/customer_status', '/2.0/lookups/customer_status']);
	});
});

test('a lookup value goes by its id in V1 and by its enum text in V2', () => {
	const value = { id: 'loo_1', enum: 'ACTIVE', title: 'Active' };
	expect([lookupName(value, '1.0'), lookupName(value, '2.0')]).toEqual(['loo_1', 'ACTIVE']);
	expect(lookupName({ title: 'None' }, '2.0')).toBe('');
});

describe('create or update', () => {
	const upsert: INodeParameters = {
		resource: 'customer',
		operation: 'upsert',
		reference: 'A',
		personName: 'P',
		personSurname: 'S',
	};
	const { tell, decide } = kwik.operation('customer', 'upsert');
	const { use, request: listOf } = decide!.reference!;

	test('updates the customer with the reference, or creates it, in the version asked for', () => {
		const node = kwik.at('2.0');
		const { request } = node.plan(upsert);
		expect(request).toMatchObject({ lookFor: { reference: 'A' }, concerns: 'A' });
		expect(listOf(request, '2.0').path).toBe('/2.0/customers/list');
		expect(use(request, [], 'A')).toEqual({ request });
		const updated = use(request, [{ id: 'cus_1' }], 'A');
		expect(updated).toMatchObject({
			request: { path: '/2.0/customers/update', repeat: 'safe', record: { id: 'cus_1' } },
		});
		expect('request' in updated && listOf(updated.request, '2.0').path).toBe('/2.0/customers/list');
	});

	test('does not guess which of several is meant', () => {
		const several = [{ id: 'cus_1' }, { id: 'cus_2' }];
		expect(problemOf(use(kwik.plan(upsert).request, several, 'A'))).toBe(
			'Reference is that of 2 customers (cus_1, cus_2): update the right one by its ID',
		);
	});

	test('names ten of very many, and cuts what is very long', () => {
		const many = Array.from({ length: 100_000 }, (_, i) => ({ id: `cus_${i}` }));
		const long = ['a', 'b'].map((sign) => ({ id: sign.repeat(1_000_000) }));
		const named = kwik.plan({ ...upsert, operation: 'get', customerId: by('reference', 'A') });
		for (const told of [
			(found: IDataObject[]) => problemOf(use(kwik.plan(upsert).request, found, 'A')),
			(found: IDataObject[]) =>
				problemOf(ruleOf('get', 'customer').use(named.request, found, 'reference A')),
		]) {
			expect(told(many)).toContain('100000 customers (cus_0, cus_1,');
			expect(told(many)).toContain(', cus_9 and 99990 more)');
			expect(told(long)!.length).toBeLessThan(250);
		}
	});

	test('says how many it created and how many it updated', () => {
		const at = (path: string) => ({ request: { method: 'POST', path } as const, record: {} });
		const created = at('/1.0/customers/create');
		const updated = at('/1.0/customers/update');
		expect(tell!([created, updated, updated])).toEqual(['Customers created: 1, updated: 2.']);
		expect(tell!([updated])).toEqual(['Customers created: 0, updated: 1.']);
		expect(tell!([])).toEqual([]);
		// Check Only: nothing came of it, and nobody knows yet which it will be.
		expect(tell!([{ ...created, record: undefined }])).toEqual([]);
	});
});
