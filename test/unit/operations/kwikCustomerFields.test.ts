// Kwik customers: every documented field is there, none is invented, lengths are those of the document.
// kwik.md 2.2–2.4, 3.1.
import type { INodeParameters } from 'n8n-workflow';
import { byId, kwik } from '../support/nodeUnderTest';
import { isRequestField, walk } from '../support/properties';

/** Fields of V1 and V2 alike besides the names: parameter, wire name, a value of the document's sample. */
const COMMON: Array<[string, string, unknown]> = [
	['idNumber', 'id_number', '9001120000000'],
	['email', 'email', 'customer@example.com'],
	['contactNumber', 'contact_number', '+27830000000'],
	['billingAddressLine1', 'billing_address_line_1', '145 Superior Complex'],
	['billingAddressLine2', 'billing_address_line_2', '541 New River Road'],
	['cityOrTown', 'city_or_town', 'Pretoria'],
	['postalCode', 'postal_code', 1285],
	['metadata', 'metadata', { a: 'b' }],
];
/** The lookup fields, which V1 knows by ids and V2 by names (D3). */
const V1_LOOKUPS: typeof COMMON = [
	['idType', 'id_type_lookups_id', 'loo_abc123...'],
	['customerStatus', 'customer_status_lookups_id', 'loo_abc123...'],
];
const V2_LOOKUPS: typeof COMMON = [
	['idType', 'id_type', 'SOUTH_AFRICAN_ID'],
	['customerStatus', 'customer_status', 'ACTIVE'],
];
const V2_ONLY: typeof COMMON = [
	['clientType', 'client_type', 'RESIDENT_INDIVIDUAL'],
	['isTax', 'is_tax', true],
	['taxNumber', 'tax_number', '9560000000'],
	['billingProvinceOrState', 'billing_province_or_state', 'Gauteng'],
	['billingCountry', 'billing_country', 'ZA'],
	['billingEmail', 'billing_email', 'billing@example.com'],
	['shippingContactName', 'shipping_contact_name', 'Sample Customer'],
	['shippingContactNumber', 'shipping_contact_number', '+27710000000'],
	['shippingAddressLine1', 'shipping_address_line_1', '145 Superior Complex'],
	['shippingAddressLine2', 'shipping_address_line_2', '541 New River Road'],
	['shippingCityOrTown', 'shipping_city_or_town', 'Pretoria'],
	['shippingPostalCode', 'shipping_postal_code', 1285],
	['shippingProvinceOrState', 'shipping_province_or_state', 'Gauteng'],
	['shippingCountry', 'shipping_country', 'ZA'],
];
const NAMES: typeof COMMON = [
	['reference', 'reference', 'CLN240919000001'],
	['companyName', 'company_name', 'Superior Meteor Corp'],
	['personName', 'person_name', 'Sample'],
	['personSurname', 'person_surname', 'Customer'],
];
const versions = [
	{ apiVersion: '1.0', fields: [...COMMON, ...V1_LOOKUPS] },
	{ apiVersion: '2.0', fields: [...COMMON, ...V2_LOOKUPS, ...V2_ONLY] },
];
/** What create has beside its other fields, since most customers have it. */
const EVERYDAY = ['email', 'contactNumber'];

const values = (fields: typeof COMMON): INodeParameters =>
	Object.fromEntries(fields.map(([name, , value]) => [name, value])) as INodeParameters;
const onWire = (fields: typeof COMMON) =>
	Object.fromEntries(fields.map(([, wireName, value]) => [wireName, value]));
const names = (collection: string, fields: typeof COMMON) =>
	fields.map(([name]) => `${collection}.${name}`);
const recordOf = (parameters: INodeParameters, node = kwik) => {
	const { records } = node.request(parameters).body as { records: object[] };
	expect(records).toHaveLength(1);
	return records[0];
};
const create = (more: INodeParameters): INodeParameters => ({
	resource: 'customer',
	operation: 'create',
	reference: 'CLN240919000001',
	personName: 'Sample',
	personSurname: 'Customer',
	...more,
});
/** A create with these fields, wherever create has them. */
const createWith = (fields: INodeParameters): INodeParameters => {
	const isEveryday = ([name]: [string, unknown]) => EVERYDAY.includes(name);
	const entries = Object.entries(fields);
	return create({
		...Object.fromEntries(entries.filter(isEveryday)),
		additionalFields: Object.fromEntries(entries.filter((entry) => !isEveryday(entry))),
	});
};
const update = (more: INodeParameters): INodeParameters => ({
	resource: 'customer',
	operation: 'update',
	customerId: byId('cus_abc123...'),
	...more,
});

describe.each(versions)('API version $apiVersion', ({ apiVersion, fields }) => {
	const node = kwik.at(apiVersion);

	test('create sends every documented field under its wire name', () => {
		expect(recordOf(createWith(values(fields)), node)).toStrictEqual({
			reference: 'CLN240919000001',
			person_name: 'Sample',
			person_surname: 'Customer',
			...onWire(fields),
		});
	});

	test('update sends every documented field under its wire name', () => {
		const all = [...NAMES, ...fields];
		const record = recordOf(update({ updateFields: values(all) }), node);
		expect(record).toStrictEqual({ id: 'cus_abc123...', ...onWire(all) });
	});

	// D4, and a status is always one of the lookups.
	test('update clears every documented field but reference and status', () => {
		const clearable = [...NAMES, ...fields].filter(
			([name]) => name !== 'reference' && name !== 'customerStatus',
		);
		const fieldsToClear = clearable.map(([name]) => name);
		expect(recordOf(update({ fieldsToClear }), node)).toStrictEqual({
			id: 'cus_abc123...',
			...Object.fromEntries(clearable.map(([, wireName]) => [wireName, null])),
		});
	});

	test('the status filter of the list has its wire name', () => {
		const list = { resource: 'customer', operation: 'getAll', filters: { customerStatus: 'x' } };
		const [, wireName] = fields.find(([name]) => name === 'customerStatus')!;
		expect(node.request(list).query).toEqual({ [wireName]: 'x' });
	});
});

describe('the form is the same whichever version the credential asks for', () => {
	const optional = [...COMMON, ...V2_LOOKUPS, ...V2_ONLY];

	test('create offers the documented fields and no other, the everyday ones outside', () => {
		const fixed = ['customerType', 'reference', 'simplify', ...EVERYDAY];
		const person = ['personName', 'personSurname'];
		const additional = names(
			'additionalFields',
			optional.filter(([name]) => !EVERYDAY.includes(name)),
		);
		for (const dataMode of ['defineBelow', 'autoMapInputData']) {
			expect(kwik.editorFields(create({ dataMode }))).toEqual(
				[...fixed, ...person, ...additional].sort(),
			);
			expect(kwik.editorFields(create({ dataMode, customerType: 'company' }))).toEqual(
				[...fixed, 'companyName', ...additional].sort(),
			);
		}
	});

	test('update offers the documented fields and no other', () => {
		expect(kwik.editorFields(update({}))).toEqual(
			[
				...['customerId', 'fieldsToClear', 'simplify'],
				...names('updateFields', [...NAMES, ...optional]),
			].sort(),
		);
	});

	test('what only V2 knows has it in its label', () => {
		const labels = new Map(
			kwik
				.operation('customer', 'create')
				.properties.flatMap(walk)
				.filter(isRequestField)
				.map(({ name, displayName }) => [name, displayName]),
		);
		for (const [name] of optional) {
			const isMarked = labels
				.get(name)!
				.replace(/ Name or ID$/, '')
				.endsWith('(V2)');
			expect([name, isMarked]).toEqual([name, V2_ONLY.some(([only]) => only === name)]);
		}
	});
});

describe('what only V2 knows is refused under V1 (D3), with the way out', () => {
	const why = 'is known to V2 only: choose it as Customer API in the credential, or leave it out';

	test.each(V2_ONLY)('%s', (name, _wireName, value) => {
		const fields = { [name]: value } as INodeParameters;
		for (const parameters of [createWith(fields), update({ updateFields: fields })]) {
			expect(kwik.problems(parameters)).toEqual([`${name}: ${why}`]);
			expect(kwik.at('2.0').problems(parameters)).toEqual([]);
		}
	});

	test('says the label', () => {
		expect(kwik.sentences(createWith({ taxNumber: '9560000000' }))).toEqual([
			`Tax Number (V2) ${why}`,
		]);
	});

	test('also as a column', () => {
		const row = { email: 'a@b', 'Shipping Country': 'ZA' };
		expect(kwik.problems(update({ dataMode: 'autoMapInputData' }), row)).toEqual([
			`shippingCountry: ${why}`,
		]);
	});

	test('is not cleared either: the customer may have it in V2', () => {
		const parameters = update({ fieldsToClear: ['shippingCountry', 'email'] });
		expect(kwik.problems(parameters)).toEqual([`shippingCountry: ${why}`]);
	});
});

describe('maximum lengths of kwik.md 2.2', () => {
	const lengths: Array<[string, number]> = [
		['reference', 35],
		['companyName', 64],
		['personName', 32],
		['personSurname', 32],
		['idType', 32],
		['idNumber', 13],
		['email', 128],
		['contactNumber', 16],
		['billingAddressLine1', 128],
		['billingAddressLine2', 128],
		['cityOrTown', 64],
		['customerStatus', 32],
	];
	const text = (name: string, length: number) =>
		(name === 'email' ? 'a@b' : '').padEnd(length, 'x');
	const wireName = (name: string) =>
		[...NAMES, ...COMMON, ...V1_LOOKUPS].find(([candidate]) => candidate === name)?.[1] ?? '';

	/** A create with one field of this length, wherever create has it. */
	const createLong = (name: string, value: string) => {
		if (name === 'companyName') return create({ customerType: 'company', companyName: value });
		return NAMES.some(([candidate]) => candidate === name)
			? create({ [name]: value })
			: createWith({ [name]: value });
	};

	test.each(lengths)('create takes %s with %i characters and refuses one more', (name, max) => {
		const exact = text(name, max);
		expect(recordOf(createLong(name, exact))).toHaveProperty(wireName(name), exact);
		expect(kwik.problems(createLong(name, text(name, max + 1)))[0]).toBe(
			`${name}: has ${max + 1} characters, of which ${max} are allowed`,
		);
	});

	test.each(lengths)('update takes %s with %i characters and refuses one more', (name, max) => {
		const exact = text(name, max);
		const record = recordOf(update({ updateFields: { [name]: exact } }));
		expect(record).toHaveProperty(wireName(name), exact);
		expect(kwik.problems(update({ updateFields: { [name]: text(name, max + 1) } }))[0]).toBe(
			`${name}: has ${max + 1} characters, of which ${max} are allowed`,
		);
	});

	test('the status filter of the list takes 32 characters', () => {
		const list = (length: number): INodeParameters => ({
			resource: 'customer',
			operation: 'getAll',
			filters: { customerStatus: 'x'.repeat(length) },
		});
		expect(kwik.problems(list(32))).toEqual([]);
		expect(kwik.problems(list(33))).toHaveLength(1);
	});

	test('fields and lookups that only V2 has are not checked for length (D21)', () => {
		const long = 'x'.repeat(5000);
		const texts = V2_ONLY.filter(
			([name]) => !/^(isTax|shippingPostalCode|billingEmail)$/.test(name),
		);
		const additionalFields = Object.fromEntries(texts.map(([name]) => [name, long]));
		const lookups = { idType: long, customerStatus: long };
		const parameters = create({ additionalFields: { ...additionalFields, ...lookups } });
		expect(kwik.at('2.0').problems(parameters)).toEqual([]);
	});
});

test('the list offers the three filters of the document and no other', () => {
	expect(kwik.editorFields({ resource: 'customer', operation: 'getAll' })).toEqual([
		'filters.customerStatus',
		'filters.dateEnd',
		'filters.dateStart',
		'limit',
		'returnAll',
		'simplify',
	]);
});

test('wrong values of every other kind are refused with the field they are in', () => {
	const refused: Array<[string, unknown]> = [
		['email', 'no address'],
		['postalCode', 'EX1 1EX'],
		['postalCode', '-5'],
		['metadata', '[1, 2]'],
		['metadata', '{"a": '],
		['metadata', '"text"'],
	];
	for (const [name, value] of refused) {
		const parameters = createWith({ [name]: value } as INodeParameters);
		expect(kwik.problems(parameters)).toEqual([expect.stringMatching(`^${name}: `)]);
	}
	const v2: Array<[string, unknown]> = [
		['billingEmail', 'no address'],
		['shippingPostalCode', '12.5'],
		['isTax', 'perhaps'],
	];
	for (const [name, value] of v2) {
		const parameters = createWith({ [name]: value } as INodeParameters);
		expect(kwik.at('2.0').problems(parameters)).toHaveLength(1);
	}
});
