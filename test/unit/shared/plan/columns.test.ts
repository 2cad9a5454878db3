// The switch between fields in the node and columns of the input, and which column stands for which field.
import fc from 'fast-check';
import { autoMaps, canAutoMap, withDataMode } from '../../../../nodes/shared/form/mapping';
import { columnsOf, fieldOf, nearest, plain } from '../../../../nodes/shared/plan/columns';
import { requestFields, type Field } from '../../../../nodes/shared/contract/field';
import { toSnakeCase } from '../../../../nodes/shared/contract/text';
import { nodes } from '../../support/nodeUnderTest';

const field = (name: string, more: Partial<Field> = {}): Field => ({
	displayName: name
		.replace(/^./, (first) => first.toUpperCase())
		.replace(/[A-Z0-9]/g, ' $&')
		.trim(),
	name,
	type: 'string',
	default: '',
	rules: { kind: 'text' },
	...more,
});
const without = ({ rules: _rules, ...rest }: Field): Field => rest;
const locator = without(field('customerId', { type: 'resourceLocator', displayName: 'Customer' }));
const wireName = ({ name, rules }: Field) => rules?.wireName ?? toSnakeCase(name);
const FIELDS = [
	locator,
	field('reference', { rules: { kind: 'text', required: true } }),
	field('email'),
	field('personName'),
	field('addressLine1', { rules: { kind: 'text', wireName: 'address_line1' } }),
	field('idType', { displayName: 'ID Type Name or ID' }),
	field('billingEmail', { displayName: 'Billing Email (V2)' }),
];
const columns = columnsOf(FIELDS, '', wireName);
const nameOf = (column: string) => {
	const known = fieldOf(columns, column);
	return known === null ? 'the record' : known?.name;
};

describe('the switch', () => {
	const collection = without(field('more', { type: 'collection', options: [field('inner')] }));
	const properties = withDataMode([locator, FIELDS[1]!, field('email'), collection], 'a name');
	const [mode, notice] = properties;

	test('has the words and values of n8n; fields set in the node are the default', () => {
		expect(mode).toMatchObject({
			name: 'dataMode',
			displayName: 'Mapping Column Mode',
			default: 'defineBelow',
			noDataExpression: true,
			options: [
				{ name: 'Map Each Column Manually', value: 'defineBelow' },
				{ name: 'Map Automatically', value: 'autoMapInputData' },
			],
		});
		expect(['autoMapInputData', 'defineBelow', undefined].map(autoMaps)).toEqual([
			true,
			false,
			false,
		]);
		expect([canAutoMap(properties), canAutoMap(FIELDS)]).toEqual([true, false]);
	});

	test('stands before the fields, which stay as they are in both ways', () => {
		expect(properties.slice(2)).toEqual([locator, FIELDS[1], field('email'), collection]);
	});

	test('has a notice with it that names required and optional columns by their labels', () => {
		expect(notice).toMatchObject({
			name: 'columnsNotice',
			type: 'notice',
			displayOptions: { show: { dataMode: ['autoMapInputData'] } },
		});
		expect(notice!.displayName).toContain('<b>Required:</b> Customer, Reference, a name.');
		expect(notice!.displayName).toContain('<b>Optional:</b> Email, Inner.');
	});
});

describe('a column stands for a field', () => {
	test.each([
		['email', 'email'],
		['Email', 'email'],
		['E-Mail', 'email'],
		[' e mail ', 'email'],
		['E_MAIL', 'email'],
		['personName', 'personName'],
		['person_name', 'personName'],
		['Person Name', 'personName'],
		['person-NAME', 'personName'],
		['address_line1', 'addressLine1'],
		['address_line_1', 'addressLine1'],
		['Address Line 1', 'addressLine1'],
		['ID Type', 'idType'],
		['id_type', 'idType'],
		['Billing Email', 'billingEmail'],
		['billing_email', 'billingEmail'],
		['id', 'the record'],
		['ID', 'the record'],
		['customer_id', 'the record'],
		['Customer ID', 'the record'],
		['Customer', 'the record'],
		['Name', undefined],
		['constructor', undefined],
		['__proto__', undefined],
		['', undefined],
	])('%j is %s', (column, expected) => {
		expect(nameOf(column)).toBe(expected);
	});

	test('whatever capitals, blanks, hyphens and underscores its name has', () => {
		const noise = fc.constantFrom('', ' ', '-', '_', '  ', '\t');
		const anyNoise = fc.array(fc.tuple(noise, fc.boolean()), { minLength: 40, maxLength: 40 });
		fc.assert(
			fc.property(fc.constantFrom(...requestFields(FIELDS)), anyNoise, (known, noises) => {
				const column = [...known.name]
					.map((letter, i) => {
						const [between, capital] = noises[i]!;
						return between + (capital ? letter.toUpperCase() : letter.toLowerCase());
					})
					.join('');
				expect(fieldOf(columns, column)).toBe(known);
			}),
		);
	});

	test('by its exact name before a name that is only alike', () => {
		const [spaced, joined] = [
			field('idType', { rules: { kind: 'text', wireName: 'id_type' } }),
			field('other', { rules: { kind: 'text', wireName: 'idtype' } }),
		];
		const two = columnsOf([spaced, joined], '', wireName);
		expect(fieldOf(two, 'id_type')).toBe(spaced);
		expect(fieldOf(two, 'idtype')).toBe(joined);
	});

	test("under the API names of the credential's version", () => {
		const byVersion = [field('status')];
		const one = columnsOf(byVersion, '1', () => 'status_lookup');
		const two = columnsOf(byVersion, '2', () => 'status_name');
		expect(fieldOf(one, 'status_lookup')?.name).toBe('status');
		expect(fieldOf(one, 'status_name')).toBeUndefined();
		expect(fieldOf(two, 'status_name')?.name).toBe('status');
		// Asked again, the names are not mixed up.
		expect(
			fieldOf(
				columnsOf(byVersion, '1', () => 'x'),
				'status_lookup',
			)?.name,
		).toBe('status');
	});
});

describe('a near miss', () => {
	test.each([
		['emial', 'email'],
		['e-mails', 'email'],
		['Customer Email', 'email'],
		['Email Address', 'email'],
		['Referenz', 'reference'],
		['Refrence', 'reference'],
		['Person Nme', 'personName'],
		['Billing E-Mail Address', 'billingEmail'],
	])('%j probably means %s', (column, expected) => {
		expect(nearest(columns, column)?.name).toBe(expected);
	});

	test.each(['Favourite Colour', 'x', 'no', 'Amount', '', 'q'.repeat(200)])(
		'%j means none',
		(column) => {
			expect(nearest(columns, column)).toBeUndefined();
		},
	);

	test('is found in a moment, whatever the column is called', () => {
		fc.assert(
			fc.property(fc.string({ maxLength: 5000 }), (column) => {
				const started = performance.now();
				nearest(columns, column);
				expect(performance.now() - started).toBeLessThan(2000);
			}),
			{ numRuns: 200 },
		);
	});
});

test('everything that creates, upserts or updates a record can map automatically, and nothing else', () => {
	const mapping = nodes.flatMap(({ provider, resources }) =>
		resources.flatMap((resource) =>
			resource.operations
				.filter(({ properties }) => properties.some(({ name }) => name === 'dataMode'))
				.map(({ value }) => `${provider.id} ${resource.value} ${value}`),
		),
	);
	expect(mapping.sort()).toEqual([
		'kwik customer create',
		'kwik customer update',
		'kwik customer upsert',
		'makePay bookkeepingInvoice create',
		'makePay customer upsert',
		'makePay paymentLink create',
		'makePay paymentLink update',
		'smarterPay customerAccount create',
		'smarterPay customerAccount update',
		'smarterPay paymentLink create',
		'smarterPay paymentLink update',
	]);
});

test('no two fields of an operation go by the same column', () => {
	for (const { provider, resources } of nodes) {
		for (const version of Object.keys(provider.versions?.names ?? { '': '' })) {
			for (const { properties } of resources.flatMap(({ operations }) => operations)) {
				const names = requestFields(properties)
					.filter(({ rules }) => !rules?.versions || version in rules.versions)
					.flatMap(({ name, rules }) => {
						const wire = rules?.versions?.[version]?.wireName ?? rules?.wireName;
						return [...new Set([name, wire ?? provider.wireName(name)].map(plain))];
					});
				expect(names).toEqual([...new Set(names)]);
			}
		}
	}
});
