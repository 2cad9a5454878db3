// What a run costs inside n8n, counted in evaluations of expressions: the dearest thing it does per item.
import { Expression } from 'n8n-workflow';
import { createCustomers, customerRows } from '../support/rows';
import { useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const evaluations = jest.spyOn(Expression.prototype, 'resolveSimpleParameterValue');
const expressions = () =>
	evaluations.mock.calls.filter(([value]) => String(value).startsWith('=')).length;
beforeEach(() => evaluations.mockClear());

test('1,000 mapped rows have no expression evaluated', async () => {
	const rows = customerRows(1000).map(({ first, last, ...row }) => ({
		...row,
		person_name: first,
		person_surname: last,
	}));
	await run(
		'kwik',
		{ resource: 'customer', operation: 'create', dataMode: 'autoMapInputData' },
		rows,
	);
	expect(sandbox().kwik.state.customers.size).toBe(1000);
	expect(expressions()).toBe(0);
});

test('1,000 rows whose fields only name columns have none evaluated either', async () => {
	await run('kwik', createCustomers(), customerRows(1000));
	expect(sandbox().kwik.state.customers.size).toBe(1000);
	expect(expressions()).toBe(0);
});

test('however many fields are real expressions, n8n evaluates once per row', async () => {
	const parameters = {
		...createCustomers(),
		reference: '={{ $json.reference + "x" }}',
		personName: '={{ $json.first.toUpperCase() }}',
		personSurname: '={{ $json.last.trim() }}',
	};
	const { main } = await run('kwik', parameters, customerRows(1000));
	expect(main[7]!.json).toMatchObject({
		reference: 'CLN7x',
		person_name: 'SAMPLE',
		person_surname: 'Customer 7',
	});
	expect(expressions()).toBeGreaterThanOrEqual(1000);
	expect(expressions()).toBeLessThan(1020);
});
