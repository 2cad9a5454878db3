// One item: what its parameters become, what is refused and in which words.
import type { Field } from '../../../../nodes/shared/contract/field';
import {
	additionalFields,
	choiceField,
	locator,
	switchField,
	textField,
} from '../../../../nodes/shared/form/commonFields';
import { itemOf, nameOf, refusalsOf, type Given } from '../../support/itemUnderTest';

const amountIn = choiceField('Amount In', 'amountIn', '', [
	['Choose…', 'choose'],
	['Pounds', 'pounds'],
	['Pence', 'pence'],
]);
amountIn.rules = { kind: 'text', setting: true };
const unit = { parameter: 'amountIn', major: 'pounds', minor: 'pence' };
const amount = (label: string, name: string) =>
	textField(label, name, '', { kind: 'minorUnits', unit });
const email = textField('Email', 'email', '', {
	check: (value) => (value.includes('@') ? undefined : 'is not an e-mail address'),
});
const recordOf = (fields: Field[], given: Given) => {
	const item = itemOf(fields, given);
	return { record: item.record(), refusals: refusalsOf(item) };
};

describe('a wrong value', () => {
	test('is told with the label and the value', () => {
		const { refusals } = recordOf([email], { parameters: { email: 'c.example.com' } });
		expect(refusals).toEqual(['Email "c.example.com" is not an e-mail address']);
	});

	test('is told without the part of a label that only the editor needs', () => {
		const idType = textField('ID Type Name or ID', 'idType', '', { maxLength: 2 });
		const { refusals } = recordOf([idType], { parameters: { idType: 'long' } });
		expect(refusals).toEqual(['ID Type "long" has 4 characters, of which 2 are allowed']);
	});

	test('is told without a value where it has none', () => {
		const required = textField('Reference', 'reference', '', { required: true });
		expect(recordOf([required], {}).refusals).toEqual(['Reference is required']);
	});

	test('keeps its name for programs', () => {
		const item = itemOf([email], { parameters: { email: 'x' } });
		item.record();
		expect(item.problems).toEqual([
			{ field: 'email', label: 'Email', value: 'x', message: 'is not an e-mail address' },
		]);
		expect(item.isSound).toBe(false);
	});
});

describe('an amount in one of two coins', () => {
	const fields = [amountIn, amount('Amount', 'amount'), amount('Fee', 'fee')];

	test.each([
		['pounds', '99', '9900'],
		['pence', '99', '99'],
	])('in %s: %s is %s', (coin, given, onWire) => {
		const { record, refusals } = recordOf(fields, {
			parameters: { amountIn: coin, amount: given, fee: '1' },
		});
		expect(record).toEqual({ amount: onWire, fee: coin === 'pounds' ? '100' : '1' });
		expect(refusals).toEqual([]);
	});

	test.each([undefined, '', 'choose'])('%j is no coin, told once', (coin) => {
		const { record, refusals } = recordOf(fields, {
			parameters: { amountIn: coin, amount: '99', fee: '1' },
		});
		expect(record).toEqual({});
		expect(refusals).toEqual([
			'Amount In is not chosen: say whether amounts are in pounds or in pence',
		]);
	});

	test('need not be chosen where no amount is set', () => {
		expect(recordOf(fields, { parameters: { amountIn: 'choose' } })).toEqual({
			record: {},
			refusals: [],
		});
	});

	test('must be chosen for the amounts of columns too', () => {
		const row = { amount: '27.50' };
		const { refusals } = recordOf(fields, { mapped: true, row });
		expect(refusals).toEqual([expect.stringMatching(/^Amount In is not chosen/)]);
		const chosen = { mapped: true, row, parameters: { amountIn: 'pounds' } };
		expect(recordOf(fields, chosen).record).toEqual({ amount: '2750' });
	});
});

describe('a field of one version of the API', () => {
	const status = textField('Status', 'status', '', {
		versions: { '1': { wireName: 'status_id', maxLength: 3 }, '2': { wireName: 'status_name' } },
	});
	const taxNumber = textField('Tax Number (V2)', 'taxNumber', '', { versions: { '2': {} } });
	const isTax = switchField('Is Tax (V2)', 'isTax', '', { versions: { '2': {} } });
	const fields = [status, additionalFields([taxNumber, isTax])];

	test('has the name and the rules of that version', () => {
		const parameters = { status: 'long' };
		expect(recordOf(fields, { parameters, apiVersion: '2' })).toEqual({
			record: { status_name: 'long' },
			refusals: [],
		});
		expect(recordOf(fields, { parameters, apiVersion: '1' }).refusals).toEqual([
			'Status "long" has 4 characters, of which 3 are allowed',
		]);
		expect(recordOf(fields, { parameters: { status: 'abc' } }).record).toEqual({
			status_id: 'abc',
		});
	});

	test('is refused where the credential asks for the other, and says what to do', () => {
		const parameters = { additionalFields: { taxNumber: '1', isTax: false } };
		const { record, refusals } = recordOf(fields, { parameters });
		expect(record).toEqual({});
		const why = 'is known to V2 only: choose it as Customer API in the credential, or leave it out';
		expect(refusals).toEqual([`Tax Number (V2) ${why}`, `Is Tax (V2) ${why}`]);
		expect(recordOf(fields, { parameters, apiVersion: '2' })).toEqual({
			record: { tax_number: '1', is_tax: false },
			refusals: [],
		});
	});

	test('is no trouble where it is left empty', () => {
		const parameters = { additionalFields: { taxNumber: '  ' } };
		expect(recordOf(fields, { parameters })).toEqual({ record: {}, refusals: [] });
	});

	test('cannot be cleared in the other', () => {
		const clear = { parameters: { fieldsToClear: ['taxNumber', 'status'] } };
		const item = itemOf(fields, clear);
		expect(item.cleared('fieldsToClear', [status, taxNumber])).toEqual({ status_id: null });
		expect(refusalsOf(item)).toEqual([expect.stringMatching(/^Tax Number \(V2\) is known to V2/)]);
		const other = itemOf(fields, { ...clear, apiVersion: '2' });
		expect(other.cleared('fieldsToClear', [status, taxNumber])).toEqual({
			status_name: null,
			tax_number: null,
		});
		expect(refusalsOf(other)).toEqual([]);
	});
});

test('a remark goes with the label, and the value is sent', () => {
	const postalCode = textField('Postal Code', 'postalCode', '', {
		kind: 'integer',
		remark: (given) => (given.startsWith('0') ? 'loses its zeros' : undefined),
	});
	const item = itemOf([postalCode], { parameters: { postalCode: ' 0002 ' } });
	expect(item.record()).toEqual({ postal_code: 2 });
	expect([...item.remarks]).toEqual(['Postal Code loses its zeros']);
	const plain = itemOf([postalCode], { parameters: { postalCode: '2000' } });
	plain.record();
	expect([...plain.remarks]).toEqual([]);
});

describe('a record that is named', () => {
	const customer = locator('Customer', 'customerId', 'search', 'e.g. 1', '', {
		displayName: 'By Reference',
		name: 'reference',
	});
	const located = (stored: unknown, given: Given = {}) => {
		const item = itemOf([customer, email], {
			...given,
			parameters: { customerId: stored as string, ...given.parameters },
		});
		return { located: item.located('customerId'), refusals: refusalsOf(item) };
	};

	test.each([
		[
			{ __rl: true, mode: 'id', value: ' cus_1 ' },
			{ by: 'id', value: 'cus_1' },
		],
		[
			{ __rl: true, mode: 'list', value: 'cus_1' },
			{ by: 'id', value: 'cus_1' },
		],
		[
			{ __rl: true, mode: 'reference', value: ' A 1 ' },
			{ by: 'reference', value: 'A 1' },
		],
		['cus_1', { by: 'id', value: 'cus_1' }],
		[17, { by: 'id', value: '17' }],
	])('%j is %j', (stored, expected) => {
		expect(located(stored)).toEqual({ located: expected, refusals: [] });
	});

	test.each([[''], [' '], [undefined], [{ __rl: true, mode: 'list', value: '' }], [{ id: 1 }]])(
		'%j is none',
		(stored) => {
			expect(located(stored).refusals).toEqual(['Customer is required']);
		},
	);

	test.each(['.', '..', ' .. '])('%j would lead to another address', (id) => {
		expect(located(id).refusals).toEqual([`Customer "${id.trim()}" is no ID`]);
	});

	test('in a row: by the column of its parameter, or id', () => {
		for (const column of ['id', 'customerId', 'customer_id', 'Customer ID', 'ID', 'Customer']) {
			expect(located('', { mapped: true, row: { [column]: 'cus_1' } })).toEqual({
				located: { by: 'id', value: 'cus_1' },
				refusals: [],
			});
		}
	});

	test('chosen in the node for all rows is refused where a row means another', () => {
		const row = { id: 'cus_2', email: 'a@b' };
		expect(located('cus_1', { mapped: true, row }).refusals).toEqual([
			'Customer "cus_1" is chosen in the node, but the row means "cus_2": empty it there',
		]);
		expect(located('cus_2', { mapped: true, row }).refusals).toEqual([]);
		expect(located('cus_1', { mapped: true, row: { email: 'a@b' } }).refusals).toEqual([]);
		// Where each column is mapped by hand the row's own id is another matter.
		expect(located('cus_1', { row }).refusals).toEqual([]);
	});

	test('by an expression goes before the column', () => {
		const row = { id: 'cus_2', customer: 'cus_1' };
		const stored = { __rl: true, mode: 'id', value: '={{ $json.customer }}' };
		expect(located(stored, { mapped: true, row })).toEqual({
			located: { by: 'id', value: 'cus_1' },
			refusals: [],
		});
	});
});

describe('what a row goes by', () => {
	const fields = [
		textField('Reference', 'reference', ''),
		additionalFields([email, textField('ID Number', 'idNumber', '')]),
	];
	const name = (namedBy: string[], given: Given) => nameOf(fields, { namedBy, ...given });

	test('is the first of its fields that is set', () => {
		const parameters = { reference: ' E-2 ', additionalFields: { email: 'a@b' } };
		expect(name(['reference', 'email'], { parameters })).toBe('reference E-2');
		expect(name(['email'], { parameters })).toBe('email a@b');
		expect(name(['idNumber', 'email'], { parameters })).toBe('email a@b');
	});

	test('keeps the capitals of abbreviations', () => {
		const parameters = { additionalFields: { idNumber: '900112' } };
		expect(name(['idNumber'], { parameters })).toBe('ID number 900112');
	});

	test('is taken from the columns where they are mapped', () => {
		const row = { Reference: 'E-2', 'E-Mail': 'a@b' };
		expect(name(['reference'], { mapped: true, row })).toBe('reference E-2');
		expect(name(['email'], { mapped: true, row })).toBe('email a@b');
		const parameters = { reference: 'set' };
		expect(name(['reference'], { mapped: true, row, parameters })).toBe('reference set');
	});

	test('is cut where it is long, and nothing where nothing is set', () => {
		const parameters = { reference: 'x'.repeat(100) };
		expect(name(['reference'], { parameters })).toBe(`reference ${'x'.repeat(40)}…`);
		expect(name(['reference'], {})).toBeUndefined();
		expect(nameOf(fields, { parameters })).toBeUndefined();
	});
});

describe('what is left in a field the editor hides', () => {
	const type = choiceField('Type', 'type', '', [
		['Person', 'person'],
		['Company', 'company'],
	]);
	delete type.rules;
	const company = textField('Company', 'company', '', {
		displayOptions: { show: { type: ['company'] } },
	});

	test('is not sent', () => {
		const parameters = { type: 'person', company: 'Left Over' };
		expect(recordOf([type, company], { parameters }).record).toEqual({});
		const shown = { parameters: { ...parameters, type: 'company' } };
		expect(recordOf([type, company], shown).record).toEqual({ company: 'Left Over' });
	});

	test('does not stand in the way of a column', () => {
		const given = { mapped: true, row: { company: 'A' }, parameters: { type: 'person' } };
		expect(recordOf([type, company], given).record).toEqual({ company: 'A' });
	});
});

describe('a setting, which says how an item is sent', () => {
	const fields = [amountIn, amount('Amount', 'amount')];
	const of = (row: Given['row'], parameters: Given['parameters'] = {}, mapped = true) =>
		recordOf(fields, { mapped, row: { amount: '27.50', ...row }, parameters });

	test.each(['Amount In', 'amountIn', 'amount_in', 'AMOUNT-IN'])(
		'is taken from a column %j and is no part of the request',
		(column) => {
			const choose = { amountIn: 'choose' };
			expect(of({ [column]: ' Pounds' }, choose)).toEqual({
				record: { amount: '2750' },
				refusals: [],
			});
		},
	);

	test('of the node and of a column alike is fine, others are refused: nobody knows which is meant', () => {
		const pounds = { amountIn: 'pounds' };
		expect(of({ 'Amount In': 'POUNDS' }, pounds).refusals).toEqual([]);
		expect(of({ 'Amount In': '' }, pounds).refusals).toEqual([]);
		expect(of({ 'Amount In': 'pence' }, pounds).refusals).toEqual([
			'Amount In "pounds" is chosen in the node, but the row means "pence": empty it there',
		]);
	});

	test('that makes no sense is refused once, with its value', () => {
		const two = [...fields, amount('First Amount', 'first')];
		const row = { amount: '1', first: '2', 'Amount In': 'GBP' };
		expect(recordOf(two, { mapped: true, row }).refusals).toEqual([
			'Amount In "gbp" is neither pounds nor pence',
		]);
	});

	test('is not taken from a column where each is mapped by hand', () => {
		const parameters = { amount: '27.50', amountIn: 'choose' };
		expect(of({ 'Amount In': 'pounds' }, parameters, false).refusals).toEqual([
			'Amount In is not chosen: say whether amounts are in pounds or in pence',
		]);
	});
});

test('dates the wrong way round are told with both labels', () => {
	const date = (label: string, name: string) => textField(label, name, '', { kind: 'date' });
	const item = itemOf([date('Created After', 'dateStart'), date('Created Before', 'dateEnd')], {
		parameters: { dateStart: '2026-02-01', dateEnd: '2026-01-31' },
	});
	item.refuseReversedDates(item.record(), 'dateStart', 'dateEnd');
	expect(refusalsOf(item)).toEqual([
		'Created Before "2026-01-31" is before Created After (2026-02-01)',
	]);
});

test('an update without changes says what to do; a wrong value is the only problem told', () => {
	const fields = [additionalFields([email])];
	const empty = itemOf(fields);
	empty.refuseEmptyUpdate(empty.record(), ', or choose fields to clear');
	expect(empty.problems).toMatchObject([
		{ message: 'is empty: add the fields to change, or choose fields to clear' },
	]);
	const wrong = itemOf(fields, { parameters: { additionalFields: { email: 'x' } } });
	wrong.refuseEmptyUpdate(wrong.record());
	expect(refusalsOf(wrong)).toEqual(['Email "x" is not an e-mail address']);
});

test.each([
	[true, true],
	['true', true],
	[1, true],
	[false, false],
	['false', false],
	['', false],
	[undefined, false],
])('an option that is %j is on: %j', (stored, expected) => {
	const item = itemOf([email], { parameters: { options: { reuse: stored as boolean } } });
	expect(item.option('reuse')).toBe(expected);
});
