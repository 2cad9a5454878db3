// The Kwik node inside n8n: what the sandbox receives is what the document says. kwik.md 2, 3.1.
import { KWIK_LOOKUPS } from '../../../sandbox';
import { byId, jsonOf, pairs, requestsOf, useSandbox } from '../support/sandboxed';

const { sandbox, run, v2 } = useSandbox();
const lookupId = (type: string, value: string) =>
	KWIK_LOOKUPS.find((lookup) => lookup.type === type && lookup.enum === value)!.id;

describe('customer create', () => {
	test('sends the V1 form of the document and gives the stored record', async () => {
		const idType = lookupId('id_type', 'SOUTH_AFRICAN_ID');
		const status = lookupId('customer_status', 'ACTIVE');
		const { main, executionError } = await run('kwik', {
			resource: 'customer',
			operation: 'create',
			reference: 'CLN240919000001',
			personName: 'Sample',
			personSurname: 'Customer',
			email: 'customer@example.com',
			contactNumber: '+27830000000',
			additionalFields: {
				idType,
				idNumber: '9001120000000',
				billingAddressLine1: '145 Superior Complex',
				billingAddressLine2: '541 New River Road',
				cityOrTown: 'Pretoria',
				postalCode: '1285',
				metadata: '{"custom_field_1": "custom data 1"}',
				customerStatus: status,
			},
		});
		expect(executionError).toBeUndefined();
		const record = {
			reference: 'CLN240919000001',
			person_name: 'Sample',
			person_surname: 'Customer',
			id_type_lookups_id: idType,
			id_number: '9001120000000',
			email: 'customer@example.com',
			contact_number: '+27830000000',
			billing_address_line_1: '145 Superior Complex',
			billing_address_line_2: '541 New River Road',
			city_or_town: 'Pretoria',
			postal_code: 1285,
			metadata: { custom_field_1: 'custom data 1' },
			customer_status_lookups_id: status,
		};
		expect(requestsOf(sandbox().kwik)).toEqual([
			{ method: 'POST', path: '/1.0/customers/create', query: {}, body: { records: [record] } },
		]);
		expect(main).toEqual([
			{
				json: expect.objectContaining({ ...record, id: expect.stringMatching(/^cus_/) }),
				pairedItem: { item: 0 },
			},
		]);
	});

	test('sends the V2 form of the document', async () => {
		const parameters = {
			resource: 'customer',
			operation: 'create',
			reference: 'CLN2',
			customerType: 'company',
			companyName: 'Superior Meteor Corp',
			additionalFields: {
				clientType: 'RESIDENT_COMPANY',
				isTax: true,
				taxNumber: '9560000000',
				billingCountry: 'ZA',
				shippingPostalCode: '1285',
			},
		};
		const { main } = await run('kwik', parameters, [{}], v2());
		const record = {
			reference: 'CLN2',
			company_name: 'Superior Meteor Corp',
			client_type: 'RESIDENT_COMPANY',
			is_tax: true,
			tax_number: '9560000000',
			billing_country: 'ZA',
			shipping_postal_code: 1285,
		};
		expect(requestsOf(sandbox().kwik)).toEqual([
			{ method: 'POST', path: '/2.0/customers/create', query: {}, body: { records: [record] } },
		]);
		expect(jsonOf(main)).toEqual([expect.objectContaining(record)]);
	});

	test('authenticates with Basic, as JSON', async () => {
		await run('kwik', { resource: 'customer', operation: 'getAll' });
		const { apiKey, apiSecret } = sandbox().kwik.credentials;
		const [request] = sandbox().kwik.requests;
		expect(request!.headers).toMatchObject({
			authorization: `Basic ${Buffer.from(`${apiKey}:${apiSecret}`).toString('base64')}`,
			accept: 'application/json',
		});
	});
});

test('customer update changes what is set and clears what is chosen', async () => {
	const [customer] = sandbox().kwik.state.seedCustomers(1, () => ({ city_or_town: 'Pretoria' }));
	const { main } = await run('kwik', {
		resource: 'customer',
		operation: 'update',
		customerId: byId(customer!.id),
		updateFields: { email: 'new@example.com' },
		fieldsToClear: ['cityOrTown'],
	});
	expect(requestsOf(sandbox().kwik)).toEqual([
		{
			method: 'POST',
			path: '/1.0/customers/update',
			query: {},
			body: { records: [{ id: customer!.id, email: 'new@example.com', city_or_town: null }] },
		},
	]);
	expect(jsonOf(main)).toEqual([
		expect.objectContaining({ id: customer!.id, email: 'new@example.com', city_or_town: null }),
	]);
});

describe('customer getAll', () => {
	const list = { resource: 'customer', operation: 'getAll' };

	test('sends the three filters and gives one item per record', async () => {
		sandbox().kwik.state.seedCustomers(3);
		const active = lookupId('customer_status', 'ACTIVE');
		const { main } = await run('kwik', {
			...list,
			returnAll: true,
			filters: { customerStatus: active, dateStart: '2020-01-01', dateEnd: '2199-01-01' },
		});
		expect(requestsOf(sandbox().kwik)).toEqual([
			{
				method: 'GET',
				path: '/1.0/customers/list',
				query: {
					customer_status_lookups_id: active,
					date_start: '2020-01-01',
					date_end: '2199-01-01',
				},
				body: undefined,
			},
		]);
		expect(jsonOf(main).map(({ reference }) => reference)).toEqual([
			...['SEED00000001', 'SEED00000002', 'SEED00000003'],
		]);
		expect(pairs(main)).toEqual([{ item: 0 }, { item: 0 }, { item: 0 }]);
	});

	test('cuts to the limit here, since the API knows none (D7)', async () => {
		sandbox().kwik.state.seedCustomers(12);
		const { main } = await run('kwik', { ...list, limit: 5 }, [{}], v2());
		expect(main).toHaveLength(5);
		expect(requestsOf(sandbox().kwik)).toMatchObject([{ path: '/2.0/customers/list', query: {} }]);
	});

	test('an empty list gives no items and no error', async () => {
		const { main, executionError } = await run('kwik', { ...list, returnAll: true });
		expect(main).toEqual([]);
		expect(executionError).toBeUndefined();
	});
});

test('a value the editor hides is not sent', async () => {
	await run('kwik', {
		resource: 'customer',
		operation: 'create',
		reference: 'A',
		personName: 'Sample',
		personSurname: 'Customer',
		companyName: 'Left Over',
	});
	expect(sandbox().kwik.requests[0]!.body).toEqual({
		records: [{ reference: 'A', person_name: 'Sample', person_surname: 'Customer' }],
	});
});

test('a field that only V2 knows is refused under V1, with the setting to change', async () => {
	const parameters = {
		resource: 'customer',
		operation: 'create',
		reference: 'A',
		personName: 'Sample',
		personSurname: 'Customer',
		additionalFields: { taxNumber: '9560000000' },
	};
	const { error } = await run('kwik', parameters, [{}], { onError: 'continueErrorOutput' });
	expect(jsonOf(error)).toMatchObject([
		{
			error: expect.stringMatching(/Tax Number \(V2\) is known to V2 only.*Customer API/),
			details: { fields: [{ field: 'taxNumber' }] },
		},
	]);
	expect(sandbox().kwik.requests).toEqual([]);
});

describe('test keys, which only V2 knows', () => {
	const create = {
		resource: 'customer',
		operation: 'create',
		reference: 'T1',
		personName: 'Sample',
		personSurname: 'Customer',
	};

	test('lead from a customer to a link with V2 in the credential', async () => {
		const created = await run('kwik', create, [{}], v2('testCredentials'));
		const link = {
			resource: 'customerPortal',
			operation: 'createLink',
			customerId: { __rl: true, mode: 'reference', value: 'T1' },
		};
		const { main } = await run('kwik', link, [{}], v2('testCredentials'));
		expect(jsonOf(main)).toMatchObject([
			{ customerId: jsonOf(created.main)[0]!.id, url: expect.stringContaining('http') },
		]);
	});

	test('are refused by V1, and the error says what to choose', async () => {
		const { error } = await run('kwik', create, [{}], {
			credentials: sandbox().kwik.testCredentials,
			onError: 'continueErrorOutput',
		});
		expect(jsonOf(error)).toMatchObject([
			{ details: { code: '001', hint: expect.stringContaining('Customer API is V2') } },
		]);
	});
});
