// Map Automatically: rows become the same requests as fields set in the node, without expressions.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { labelOf, requestFields, type Field } from '../../../nodes/shared/contract/field';
import { RunNotes } from '../../../nodes/shared/tell/notes';
import { hints } from '../support/fakeSender';
import { byId, kwik, makePay, smarterPay, type NodeUnderTest } from '../support/nodeUnderTest';

const mapped = (
	resource: string,
	operation: string,
	more: INodeParameters = {},
): INodeParameters => ({ resource, operation, dataMode: 'autoMapInputData', ...more });

const kwikRow = {
	reference: 'CLN240919000001',
	person_name: 'Sample',
	person_surname: 'Customer',
	id_type_lookups_id: 'loo_abc123...',
	id_number: '9001120000000',
	email: 'customer@example.com',
	contact_number: '+27830000000',
	billing_address_line_1: '145 Superior Complex',
	billing_address_line_2: '541 New River Road',
	city_or_town: 'Pretoria',
	postal_code: 1285,
	metadata: { custom_field_1: 'custom data 1' },
	customer_status_lookups_id: 'loo_abc123...',
};
const smarterPayRow = {
	ecommerce_page: 'EP02AB12CD34EF56GH78',
	customer_account: 'CA0112AB34CD56EF78GH',
	amount: '2750',
	start_date: '2026-01-31',
	return_url: 'https://example.com/x',
	metadata_card: 'card',
};
const accountRow = {
	email: 'customer@example.com',
	first_name: 'Sample',
	last_name: 'Customer',
	address_line1: '74 Example Street',
	address_line2: 'Floor 2',
	city: 'Exampleton',
	postal_code: 'EX1 1EX',
};
const makePayRow = { email: 'a@b', name: 'Sample', clientId: 'crm_1', metadata: { a: 1 } };

const cases: Array<[string, NodeUnderTest, INodeParameters, IDataObject, IDataObject]> = [
	['a Kwik customer', kwik, mapped('customer', 'create'), kwikRow, { records: [kwikRow] }],
	[
		'a SmarterPay payment link',
		smarterPay,
		mapped('paymentLink', 'create', { amountIn: 'pence' }),
		smarterPayRow,
		{ payment_link: smarterPayRow },
	],
	[
		'a SmarterPay customer account',
		smarterPay,
		mapped('customerAccount', 'create'),
		accountRow,
		{ Customer_Account: accountRow },
	],
	['a MakePay customer', makePay, mapped('customer', 'upsert'), makePayRow, makePayRow],
];
const toCamelCase = (name: string) =>
	name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());

test.each(cases)(
	'%s is taken from columns with the API names',
	(_, node, parameters, row, body) => {
		expect(node.request(parameters, row).body).toStrictEqual(body);
	},
);

test.each(cases)('%s is taken from columns in camelCase', (_, node, parameters, row, body) => {
	const camel = Object.fromEntries(
		Object.entries(row).map(([name, value]) => [toCamelCase(name), value]),
	);
	expect(node.request(parameters, camel).body).toStrictEqual(body);
});

/** A column as people head it: `person_name` → `Person NAME`. */
const asHeading = (name: string) =>
	name
		.split(/[_\s]|(?=[A-Z0-9])/)
		.map((word, i) =>
			i === 0 ? word.replace(/^./, (first) => first.toUpperCase()) : word.toUpperCase(),
		)
		.join(' ');

test.each(cases)(
	'%s is taken from columns whatever their case and blanks',
	(_, node, parameters, row, body) => {
		for (const change of [asHeading, (name: string) => asHeading(name).replaceAll(' ', '-')]) {
			const headed = Object.fromEntries(
				Object.entries(row).map(([name, value]) => [change(name), value]),
			);
			expect(node.request(parameters, headed).body).toStrictEqual(body);
		}
	},
);

test.each(cases)('%s is taken from columns with the labels', (_, node, parameters, row, body) => {
	const fields = requestFields(
		node.operation(String(parameters.resource), String(parameters.operation)).properties,
	);
	const labelled = Object.fromEntries(
		Object.entries(row).map(([name, value]) => {
			const field = fields.find(({ name: own, rules }) => {
				const wire = rules?.versions?.[node.apiVersion]?.wireName ?? rules?.wireName;
				return (wire ?? node.provider.wireName(own)) === name;
			});
			return [labelOf(field!), value];
		}),
	);
	expect(node.request(parameters, labelled).body).toStrictEqual(body);
});

test.each(cases)('%s: the editor shows the same fields in both ways', (_, node, parameters) => {
	const byHand = { ...parameters, dataMode: 'defineBelow' };
	expect(node.editorFields(parameters)).toEqual(node.editorFields(byHand));
	expect(node.editorFields(parameters).length).toBeGreaterThan(3);
});

test.each(cases)('%s: a column becomes what the same value set in the node becomes', (...given) => {
	const [, node, parameters, row, body] = given;
	const operation = node.operation(String(parameters.resource), String(parameters.operation));
	const set: INodeParameters = {};
	for (const property of operation.properties) {
		const valueOf = (field: Field) => {
			const { name, rules } = field;
			const wire = rules?.versions?.[node.apiVersion]?.wireName ?? rules?.wireName;
			return row[wire ?? node.provider.wireName(name)] as INodeParameters | undefined;
		};
		if (property.rules) {
			const value = valueOf(property);
			if (value !== undefined) set[property.name] = value;
		}
		if (property.type !== 'collection') continue;
		const inside = requestFields([property])
			.map((field) => [field.name, valueOf(field)] as const)
			.filter(([, value]) => value !== undefined);
		set[property.name] = Object.fromEntries(inside);
	}
	const byHand = { ...parameters, ...set, dataMode: 'defineBelow' };
	expect(node.request(byHand, { unrelated: 1 }).body).toStrictEqual(body);
	// Set in the node, it goes before whatever the columns hold.
	// A record that is chosen is another matter: it must not stand for the one a row means.
	const chosen = operation.properties.filter(({ type }) => type === 'resourceLocator');
	const chosenNames = chosen.map(({ name, rules }) => rules?.wireName ?? name);
	const other = Object.fromEntries(
		Object.keys(row)
			.filter((name) => !chosenNames.includes(name))
			.map((name) => [name, 'from the column']),
	);
	expect(node.request({ ...byHand, dataMode: 'autoMapInputData' }, other).body).toStrictEqual(body);
});

test('blank cells are left out, and unknown columns are ignored and named in a hint', () => {
	const notes = new RunNotes();
	const row = { ...kwikRow, email: '', city_or_town: null, 'Favourite Colour': 'blue' };
	const [outcome] = kwik.outcomes(mapped('customer', 'create'), [row], { notes });
	const { email: _email, city_or_town: _city, ...rest } = kwikRow;
	expect(outcome).toMatchObject({ ok: true });
	expect(outcome!.ok && outcome!.value.record).toStrictEqual(rest);
	expect(hints(notes)).toEqual([
		'These input columns are not fields of Kwik and were ignored: "Favourite Colour".',
	]);
});

test('a column that is almost a field is asked about, once for a run', () => {
	const notes = new RunNotes();
	const { email, ...rest } = kwikRow;
	const rows = [1, 2, 3].map(() => ({ ...rest, 'E-Mial': email }));
	kwik.outcomes(mapped('customer', 'create'), rows, { notes });
	expect(hints(notes)).toEqual(['The column "E-Mial" was ignored. Did you mean Email?']);
});

test('null in a column of a change is said to clear nothing', () => {
	const notes = new RunNotes();
	const row = { id: 'cus_1', email: null, personName: 'New' };
	const [outcome] = kwik.outcomes(mapped('customer', 'update'), [row], { notes });
	expect(outcome!.ok && outcome!.value.record).toEqual({ id: 'cus_1', person_name: 'New' });
	expect(hints(notes)).toEqual([
		'An empty "email" empties nothing: Email is left out. Choose it under Fields to Clear to empty it.',
	]);
});

test('cells are checked like fields, and the message names the field', () => {
	expect(kwik.problems(mapped('customer', 'create'), { ...kwikRow, email: 'nobody' })).toEqual([
		expect.stringMatching(/^email: /),
	]);
	expect(kwik.problems(mapped('customer', 'create'), { reference: 'A' })).toEqual([
		expect.stringMatching(/^personName: is missing/),
	]);
	expect(
		smarterPay.problems(mapped('paymentLink', 'create', { amountIn: 'pence' }), { amount: '1.5' }),
	).toEqual([
		expect.stringMatching(/^ecommercePage: is required; columns found: "amount"; expected: /),
		expect.stringMatching(/^amount: is not a whole number of pence/),
	]);
});

test('a company row needs no name of a person', () => {
	const row = { reference: 'A', company_name: 'Superior Meteor Corp' };
	expect(kwik.request(mapped('customer', 'create'), row).body).toStrictEqual({ records: [row] });
});

test("the names of the credential's API version are known, those of the other are not (Kwik D3)", () => {
	const { id_type_lookups_id: _1, customer_status_lookups_id: _2, ...rest } = kwikRow;
	const named = { ...rest, id_type: 'SOUTH_AFRICAN_ID', customer_status: 'ACTIVE' };
	const create = mapped('customer', 'create');
	expect(kwik.at('2.0').request(create, named).body).toStrictEqual({ records: [named] });
	const notes = new RunNotes();
	const [outcome] = kwik.at('2.0').outcomes(create, [kwikRow], { notes });
	expect(outcome!.ok && outcome!.value.record).toStrictEqual(rest);
	expect(hints(notes).join(' ')).toMatch(/id_type_lookups_id.*customer_status_lookups_id/);
	// The name without its version is the workflow's own, in both.
	expect(kwik.request(create, { ...rest, idType: 'loo_1' }).body).toStrictEqual({
		records: [{ ...rest, id_type_lookups_id: 'loo_1' }],
	});
});

test.each(['id', 'customer_id', 'customerId', 'Customer ID', 'ID', 'Customer'])(
	'update finds its record in the column %s',
	(column) => {
		const row = { [column]: 'cus_1', email: 'a@b' };
		expect(kwik.request(mapped('customer', 'update'), row).body).toStrictEqual({
			records: [{ id: 'cus_1', email: 'a@b' }],
		});
	},
);

test('update refuses a row without id', () => {
	expect(kwik.problems(mapped('customer', 'update'), { email: 'a@b' })).toEqual([
		expect.stringMatching(/^customerId: is required/),
	]);
	expect(smarterPay.problems(mapped('paymentLink', 'update'), { metadata: 'x' })).toEqual([
		expect.stringMatching(/^paymentLinkId: is required/),
	]);
});

test('update refuses a row that means another customer than the one chosen in the node', () => {
	const chosen = mapped('customer', 'update', { customerId: byId('cus_1') });
	expect(kwik.sentences(chosen, { id: 'cus_2', email: 'a@b' })).toEqual([
		'Customer "cus_1" is chosen in the node, but the row means "cus_2": empty it there',
	]);
	expect(kwik.request(chosen, { email: 'a@b' }).body).toStrictEqual({
		records: [{ id: 'cus_1', email: 'a@b' }],
	});
});
