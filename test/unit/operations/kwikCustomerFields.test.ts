// Kwik customers: every documented field is there, none is invented, lengths are those of the document.
// kwik.md 2.2–2.4, 3.1.
import type { INodeParameters } from 'n8n-workflow';
import { byId, kwik } from '../support/nodeUnderTest';

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
const V1_ONLY: typeof COMMON = [
	['idTypeLookupsId', 'id_type_lookups_id', 'loo_abc123...'],
	['customerStatusLookupsId', 'customer_status_lookups_id', 'loo_abc123...'],
];
const V2_ONLY: typeof COMMON = [
	['idType', 'id_type', 'SOUTH_AFRICAN_ID'],
	['customerStatus', 'customer_status', 'ACTIVE'],
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
	{ apiVersion: '1.0', fields: [...COMMON, ...V1_ONLY], foreign: V2_ONLY },
	{ apiVersion: '2.0', fields: [...COMMON, ...V2_ONLY], foreign: V1_ONLY },
];

const values = (fields: typeof COMMON): INodeParameters =>
	Object.fromEntries(fields.map(([name, , value]) => [name, value])) as INodeParameters;
const onWire = (fields: typeof COMMON) =>
	Object.fromEntries(fields.map(([, wireName, value]) => [wireName, value]));
const names = (collection: string, fields: typeof COMMON) =>
	fields.map(([name]) => `${collection}.${name}`);
const recordOf = (parameters: INodeParameters) => {
	const { records } = kwik.request(parameters).body as { records: object[] };
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
const update = (more: INodeParameters): INodeParameters => ({
	resource: 'customer',
	operation: 'update',
	customerId: byId('cus_abc123...'),
	...more,
});

describe.each(versions)('API version $apiVersion', ({ apiVersion, fields, foreign }) => {
	test('create sends every documented field under its wire name', () => {
		const record = recordOf(create({ apiVersion, additionalFields: values(fields) }));
		expect(record).toStrictEqual({
			reference: 'CLN240919000001',
			person_name: 'Sample',
			person_surname: 'Customer',
			...onWire(fields),
		});
	});

	test('create offers the documented fields and no other', () => {
		const fixed = ['apiVersion', 'customerType', 'reference'];
		const person = ['personName', 'personSurname'];
		const additional = names('additionalFields', fields);
		expect(kwik.editorFields(create({ apiVersion }))).toEqual(
			[...fixed, ...person, ...additional].sort(),
		);
		expect(kwik.editorFields(create({ apiVersion, customerType: 'company' }))).toEqual(
			[...fixed, 'companyName', ...additional].sort(),
		);
	});

	test('update sends every documented field under its wire name', () => {
		const all = [...NAMES, ...fields];
		const record = recordOf(update({ apiVersion, updateFields: values(all) }));
		expect(record).toStrictEqual({ id: 'cus_abc123...', ...onWire(all) });
	});

	test('update offers the documented fields and no other', () => {
		expect(kwik.editorFields(update({ apiVersion }))).toEqual(
			[
				...['apiVersion', 'customerId', 'fieldsToClear'],
				...names('updateFields', [...NAMES, ...fields]),
			].sort(),
		);
	});

	// D4, and a status is always one of the lookups.
	test('update clears every documented field but reference and status', () => {
		const clearable = [...NAMES, ...fields].filter(
			([name]) => name !== 'reference' && !name.startsWith('customerStatus'),
		);
		const fieldsToClear = clearable.map(([name]) => name);
		expect(recordOf(update({ apiVersion, fieldsToClear }))).toStrictEqual({
			id: 'cus_abc123...',
			...Object.fromEntries(clearable.map(([, wireName]) => [wireName, null])),
		});
	});

	test('a value left over from the other version is never sent (D3)', () => {
		const given = values([...fields, ...foreign]);
		const created = recordOf(create({ apiVersion, additionalFields: given })) as object;
		const updated = recordOf(update({ apiVersion, updateFields: given })) as object;
		const cleared = recordOf(
			update({
				apiVersion,
				fieldsToClear: [...foreign.map(([name]) => name), 'email'].filter(
					(name) => !name.startsWith('customerStatus'),
				),
			}),
		) as object;
		for (const [, wireName] of foreign) {
			for (const record of [created, updated, cleared]) expect(record).not.toHaveProperty(wireName);
		}
	});
});

describe('maximum lengths of kwik.md 2.2', () => {
	const lengths: Array<[string, number]> = [
		['reference', 35],
		['companyName', 64],
		['personName', 32],
		['personSurname', 32],
		['idTypeLookupsId', 32],
		['idNumber', 13],
		['email', 128],
		['contactNumber', 16],
		['billingAddressLine1', 128],
		['billingAddressLine2', 128],
		['cityOrTown', 64],
		['customerStatusLookupsId', 32],
	];
	const text = (name: string, length: number) =>
		(name === 'email' ? 'a@b' : '').padEnd(length, 'x');
	const wireName = (name: string) =>
		[...NAMES, ...COMMON, ...V1_ONLY].find(([candidate]) => candidate === name)?.[1] ?? '';

	/** A create with one field of this length, wherever create has it. */
	const createWith = (name: string, value: string) => {
		if (name === 'companyName') return create({ customerType: 'company', companyName: value });
		return NAMES.some(([candidate]) => candidate === name)
			? create({ [name]: value })
			: create({ additionalFields: { [name]: value } });
	};

	test.each(lengths)('create takes %s with %i characters and refuses one more', (name, max) => {
		const exact = text(name, max);
		expect(recordOf(createWith(name, exact))).toHaveProperty(wireName(name), exact);
		expect(kwik.problems(createWith(name, text(name, max + 1)))[0]).toBe(
			`${name}: may have at most ${max} characters, but has ${max + 1}`,
		);
	});

	test.each(lengths)('update takes %s with %i characters and refuses one more', (name, max) => {
		const exact = text(name, max);
		const record = recordOf(update({ updateFields: { [name]: exact } }));
		expect(record).toHaveProperty(wireName(name), exact);
		expect(kwik.problems(update({ updateFields: { [name]: text(name, max + 1) } }))[0]).toBe(
			`${name}: may have at most ${max} characters, but has ${max + 1}`,
		);
	});

	test('the status filter of the list takes 32 characters', () => {
		const list = (length: number): INodeParameters => ({
			resource: 'customer',
			operation: 'getAll',
			filters: { customerStatusLookupsId: 'x'.repeat(length) },
		});
		expect(kwik.problems(list(32))).toEqual([]);
		expect(kwik.problems(list(33))).toHaveLength(1);
	});

	test('fields that only V2 has are not checked for length (D21)', () => {
		const long = 'x'.repeat(5000);
		const texts = V2_ONLY.filter(
			([name]) => !/^(isTax|shippingPostalCode|billingEmail)$/.test(name),
		);
		const additionalFields = Object.fromEntries(texts.map(([name]) => [name, long]));
		const parameters = create({ apiVersion: '2.0', additionalFields });
		expect(kwik.problems(parameters)).toEqual([]);
	});
});

test('the list offers the three filters of the document and no other', () => {
	expect(kwik.editorFields({ resource: 'customer', operation: 'getAll' })).toEqual([
		'apiVersion',
		'filters.customerStatusLookupsId',
		'filters.dateEnd',
		'filters.dateStart',
		'limit',
		'returnAll',
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
		const parameters = create({ additionalFields: { [name]: value } as INodeParameters });
		expect(kwik.problems(parameters)).toEqual([expect.stringMatching(`^${name}: `)]);
	}
	const v2: Array<[string, unknown]> = [
		['billingEmail', 'no address'],
		['shippingPostalCode', '12.5'],
		['isTax', 'perhaps'],
	];
	for (const [name, value] of v2) {
		const additionalFields = { [name]: value } as INodeParameters;
		expect(kwik.problems(create({ apiVersion: '2.0', additionalFields }))).toHaveLength(1);
	}
});
