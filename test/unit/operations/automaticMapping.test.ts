// Map Automatically: rows become the same requests as fields set in the node, without expressions.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { RunNotes } from '../../../nodes/shared/tell/notes';
import { kwik, makePay, smarterPay, type NodeUnderTest } from '../support/nodeUnderTest';

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
		mapped('paymentLink', 'create'),
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

test.each(cases)('%s: the editor hides the fields the row has', (_, node, parameters) => {
	const fields = node.editorFields(parameters);
	expect(fields.filter((name) => !/^(apiVersion|simplify)$/.test(name))).toEqual([]);
});

test('blank cells are left out, and unknown columns are ignored and named in a hint', () => {
	const notes = new RunNotes();
	const row = { ...kwikRow, email: '', city_or_town: null, 'Favourite Colour': 'blue' };
	const [outcome] = kwik.outcomes(mapped('customer', 'create'), [row], { notes });
	const { email: _email, city_or_town: _city, ...rest } = kwikRow;
	expect(outcome).toMatchObject({ ok: true });
	expect(outcome!.ok && outcome!.value.record).toStrictEqual(rest);
	const hints: string[] = [];
	const context = { addExecutionHints: ({ message }: { message: string }) => hints.push(message) };
	notes.tell(context as unknown as Parameters<RunNotes['tell']>[0], 'Kwik');
	expect(hints).toEqual([expect.stringContaining('"Favourite Colour"')]);
	expect(hints[0]).not.toContain('email');
});

test('cells are checked like fields, and the message names the field', () => {
	expect(kwik.problems(mapped('customer', 'create'), { ...kwikRow, email: 'nobody' })).toEqual([
		expect.stringMatching(/^email: /),
	]);
	expect(kwik.problems(mapped('customer', 'create'), { reference: 'A' })).toEqual([
		expect.stringMatching(/^personName: is missing/),
	]);
	expect(smarterPay.problems(mapped('paymentLink', 'create'), { amount: '1.5' })).toHaveLength(2);
});

test('a company row needs no name of a person', () => {
	const row = { reference: 'A', company_name: 'Superior Meteor Corp' };
	expect(kwik.request(mapped('customer', 'create'), row).body).toStrictEqual({ records: [row] });
});

test('the API version decides which columns count (Kwik D3)', () => {
	const row = { ...kwikRow, id_type: 'SOUTH_AFRICAN_ID', customer_status: 'ACTIVE' };
	const v2 = kwik.request(mapped('customer', 'create', { apiVersion: '2.0' }), row);
	const { id_type_lookups_id: _1, customer_status_lookups_id: _2, ...rest } = row;
	expect(v2.body).toStrictEqual({ records: [rest] });
	expect(kwik.request(mapped('customer', 'create'), row).body).toStrictEqual({
		records: [kwikRow],
	});
});

test.each(['id', 'customer_id', 'customerId'])(
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
