// A row whose columns stand for fields: what is taken, what is said of the rest.
import type { IDataObject } from 'n8n-workflow';
import { additionalFields, locator, textField } from '../../../../nodes/shared/form/commonFields';
import { RunNotes } from '../../../../nodes/shared/tell/notes';
import { hints } from '../../support/fakeSender';
import { itemOf, refusalsOf, type Given } from '../../support/itemUnderTest';

const fields = [
	locator('Customer', 'customerId', 'search', '', ''),
	textField('Reference', 'reference', '', { required: true }),
	textField('Email', 'email', ''),
	additionalFields([
		textField('Postal Code', 'postalCode', '', { kind: 'integer' }),
		textField('City or Town', 'cityOrTown', ''),
	]),
];

/** What becomes of a row, and the hints of the run. */
function mapped(row: IDataObject, given: Given = {}) {
	const notes = new RunNotes();
	const item = itemOf(fields, { mapped: true, row, notes, ...given });
	return { record: item.record(), refusals: refusalsOf(item), hints: hints(notes) };
}

test('columns are taken by API name, camelCase name and label, whatever their case', () => {
	const row = { REFERENCE: 'A', 'E-Mail': 'a@b', postal_code: '7', 'City or Town': 'Pretoria' };
	expect(mapped(row)).toEqual({
		record: { reference: 'A', email: 'a@b', postal_code: 7, city_or_town: 'Pretoria' },
		refusals: [],
		hints: [],
	});
});

test('what is set in the node goes before the column', () => {
	const parameters = { email: 'node@b', additionalFields: { cityOrTown: 'Durban' } };
	const { record } = mapped(
		{ reference: 'A', email: 'a@b', cityOrTown: 'Pretoria' },
		{ parameters },
	);
	expect(record).toEqual({ reference: 'A', email: 'node@b', city_or_town: 'Durban' });
});

test('nothing is taken from columns where each is mapped by hand', () => {
	const { record, hints: said } = mapped(
		{ reference: 'B', email: 'a@b' },
		{ mapped: false, parameters: { reference: 'A' } },
	);
	expect(record).toEqual({ reference: 'A' });
	expect(said).toEqual([]);
});

describe('a column without a field', () => {
	test('is named in a hint', () => {
		expect(mapped({ reference: 'A', 'Favourite Colour': 'blue' }).hints).toEqual([
			'These input columns are not fields of Kwik and were ignored: "Favourite Colour".',
		]);
	});

	test('that is almost one is asked about', () => {
		expect(mapped({ reference: 'A', emial: 'a@b' }).hints).toEqual([
			'The column "emial" was ignored. Did you mean Email?',
		]);
	});

	test('is not asked about where another column stands for that field', () => {
		expect(mapped({ reference: 'A', email: 'a@b', 'Billing Email': 'c@d' }).hints).toEqual([
			'These input columns are not fields of Kwik and were ignored: "Billing Email".',
		]);
	});

	test('is not said to be ignored where an expression of the node reads it', () => {
		const parameters = {
			email: '={{ $json.mail }}',
			additionalFields: { cityOrTown: '={{ "City of " + $json["Home Town"] }}' },
		};
		const row = { reference: 'A', mail: 'a@b', 'Home Town': 'Pretoria', other: 1 };
		expect(mapped(row, { parameters }).hints).toEqual([
			'These input columns are not fields of Kwik and were ignored: "other".',
		]);
	});

	test('is no field because objects have something of its name', () => {
		expect(mapped({ reference: 'A', constructor: 'x', toString: 'y' }).record).toEqual({
			reference: 'A',
		});
	});
});

describe('a required column that is missing', () => {
	test('is told with the columns found and the names expected', () => {
		expect(mapped({ Ref: 'A', Mail: 'a@b' }).refusals).toEqual([
			'Reference is required; columns found: "Ref", "Mail"; expected: "reference" or "Reference"',
		]);
	});

	test('is told as empty where it is there', () => {
		expect(mapped({ Reference: ' ', email: 'a@b' }).refusals).toEqual([
			'Reference is required, but the column "Reference" is empty',
		]);
	});

	test('names the first of very many columns, and says where there are none', () => {
		const many = Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`c${i}`, 1]));
		expect(mapped(many).refusals[0]).toMatch(/"c11" and 288 more; expected: "reference"/);
		expect(mapped({}).refusals[0]).toContain('columns found: none;');
	});

	test('that names the record may have one of its names', () => {
		const item = itemOf(fields, { mapped: true, row: { email: 'a@b' } });
		item.id('customerId');
		expect(refusalsOf(item)).toEqual([
			'Customer is required; columns found: "email"; expected: "customerId" or "customer_id" or "id"',
		]);
	});
});

describe('an empty cell', () => {
	test('leaves the field out without a word where a record is created', () => {
		expect(mapped({ reference: 'A', email: null, cityOrTown: '' })).toEqual({
			record: { reference: 'A' },
			refusals: [],
			hints: [],
		});
	});

	test('that is null is said to empty nothing where a record may be changed, or made', () => {
		const changes = 'Choose it under Fields to Clear to empty it.';
		expect(mapped({ reference: 'A', 'E-Mail': null, cityOrTown: '' }, { changes }).hints).toEqual([
			'An empty "E-Mail" empties nothing: Email is left out. Choose it under Fields to Clear to empty it.',
		]);
		expect(mapped({ reference: 'A', email: null }, { changes: '' }).hints).toEqual([
			'An empty "email" empties nothing: Email is left out.',
		]);
	});
});

describe('several columns of one field', () => {
	const said = (taken: string) => [`Several columns hold Email: ${taken} was taken.`];

	test.each<[IDataObject, string, string]>([
		[{ email: 'exact@b', 'E-Mail': 'x@b' }, 'exact@b', 'the one with its exact name'],
		[{ 'E-Mail': 'x@b', email: 'exact@b' }, 'exact@b', 'the last of them, "email",'],
		[{ 'E-Mail': 'x@b', Email: 'y@b' }, 'y@b', 'the last of them, "Email",'],
	])('%j: %s', (row, taken, words) => {
		const { record, hints: told } = mapped({ reference: 'A', ...row });
		expect(record).toEqual({ reference: 'A', email: taken });
		expect(told).toEqual(said(words));
	});

	test('of which one only is filled are no trouble', () => {
		expect(mapped({ reference: 'A', 'E-Mail': 'x@b', email: '' })).toEqual({
			record: { reference: 'A', email: 'x@b' },
			refusals: [],
			hints: [],
		});
	});
});

test('a cell that is not valid is told like a field', () => {
	expect(mapped({ reference: 'A', 'Postal Code': 'EX1' }).refusals).toEqual([
		'Postal Code "EX1" is not a whole number without sign or decimals',
	]);
});
