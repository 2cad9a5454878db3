// Amounts of MakePay payment links: decimals that arrive digit for digit, or not at all. makepay.md 3.3.
import type { INodeParameters } from 'n8n-workflow';
import { jsonOf, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const errorOutput = { onError: 'continueErrorOutput' } as const;
const create: INodeParameters = {
	resource: 'paymentLink',
	operation: 'create',
	title: 'Order #1042',
	amount: '={{ $json.amount }}',
};
const mapped: INodeParameters = {
	resource: 'paymentLink',
	operation: 'create',
	dataMode: 'autoMapInputData',
};
const requests = () => sandbox().makePay.requests;

describe('amounts', () => {
	const exact = ['0.1', '0.30', '12.50', '129.99', '100000000000000000.01', '0.000000000000000001'];

	test.each(exact)('%s is sent and given back digit for digit', async (amount) => {
		const { main, executionError } = await run('makePay', create, [{ amount }]);
		expect(executionError).toBeUndefined();
		expect(requests()[0]!.rawBody).toContain(`"amount":"${amount}"`);
		expect(jsonOf(main)).toMatchObject([{ amount }]);
	});

	test.each(exact)('%s from a column mapped automatically too', async (amount) => {
		await run('makePay', mapped, [{ title: 'Order', amount }]);
		expect(requests()[0]!.rawBody).toContain(`"amount":"${amount}"`);
	});

	test('a number of a row becomes its shortest text', async () => {
		await run('makePay', mapped, [{ title: 'Order', amount: 0.1 }]);
		expect(requests()[0]!.rawBody).toContain('"amount":"0.1"');
	});

	test.each([
		'1e3',
		'1e21',
		'.5',
		'5.',
		'1,000.00',
		'+1',
		'-1',
		'0',
		'0.00',
		'NaN',
		'１２',
		'0x10',
	])('%s is refused before anything is sent', async (amount) => {
		const { error } = await run('makePay', create, [{ amount }], errorOutput);
		expect(jsonOf(error)).toMatchObject([{ details: { fields: [{ field: 'amount' }] } }]);
		expect(requests()).toEqual([]);
	});

	test('a number too large to be written without exponent is refused, not rounded', async () => {
		const rows = [{ title: 'Order', amount: 1e21 }];
		const { error } = await run('makePay', mapped, rows, errorOutput);
		expect(jsonOf(error)).toMatchObject([{ details: { fields: [{ field: 'amount' }] } }]);
		expect(requests()).toEqual([]);
	});
});
