// Check Only: every row is read, checked and planned; the provider hears nothing.
import type { INodeParameters } from 'n8n-workflow';
import { createCustomers, createLinks, customerRows, FAST, hintsOf } from '../support/rows';
import { jsonOf, pairs, useSandbox } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const CHECK = { checkOnly: true };

test('gives each sound row with what would be sent, and a hint with the counts; nothing is sent', async () => {
	const rows = customerRows(3);
	const result = await run('kwik', createCustomers(CHECK), rows);
	expect(jsonOf(result.main)).toEqual(
		rows.map(({ reference, first, last, email }) => ({
			checkOnly: true,
			wouldSend: {
				method: 'POST',
				url: `${sandbox().kwik.credentials.rootUrl}/1.0/customers/create`,
				body: {
					records: [{ reference, person_name: first, person_surname: last, email }],
				},
			},
		})),
	);
	expect(pairs(result.main)).toEqual(rows.map((_, item) => ({ item })));
	expect(hintsOf(result)).toEqual([
		'Check Only: nothing was sent. Of 3 rows 3 would be sent, none has a problem.',
	]);
	expect(sandbox().kwik.requests).toEqual([]);
});

test('rows with a problem come out on the error output, as they would', async () => {
	const rows = customerRows(3).map((row, i) => (i === 1 ? { ...row, email: 'a,b@c' } : row));
	const result = await run('kwik', createCustomers(CHECK), rows, {
		onError: 'continueErrorOutput',
	});
	expect(pairs(result.main)).toEqual([{ item: 0 }, { item: 2 }]);
	expect(jsonOf(result.error)).toMatchObject([
		{
			error: 'Row 2 (reference CLN1): Email "a,b@c" is not an e-mail address',
			details: { fields: [{ field: 'email' }] },
		},
	]);
	expect(hintsOf(result)).toEqual([
		'Check Only: nothing was sent. Of 3 rows 2 would be sent, 1 would not be.',
	]);
	expect(sandbox().kwik.requests).toEqual([]);
});

test('in stop mode the first problem stops the workflow, and nothing is sent', async () => {
	const rows = customerRows(2).map((row) => ({ ...row, email: 'nobody' }));
	const { executionError } = await run('kwik', createCustomers(CHECK), rows);
	expect(executionError?.message).toBe(
		'Row 1 (reference CLN0): Email "nobody" is not an e-mail address',
	);
	expect(sandbox().kwik.requests).toEqual([]);
});

test('says what would be looked up first, which only the provider knows', async () => {
	const parameters = { ...createCustomers(CHECK), operation: 'upsert' };
	const { main } = await run('kwik', parameters, customerRows(1));
	expect(jsonOf(main)).toMatchObject([
		{ checkOnly: true, first: expect.stringContaining('by its reference') },
	]);
	expect(sandbox().kwik.requests).toEqual([]);
});

test('tells the total of payment links in pounds', async () => {
	const parameters = {
		...createLinks('smarterPay', CHECK),
		amount: '={{ $json.pounds }}',
		amountIn: 'pounds',
	};
	const result = await run('smarterPay', parameters, [{ pounds: '27.50' }, { pounds: 99 }]);
	expect(jsonOf(result.main)).toMatchObject([
		{ wouldSend: { body: { payment_link: { amount: '2750' } } } },
		{ wouldSend: { body: { payment_link: { amount: '9900' } } } },
	]);
	expect(hintsOf(result).join(' ')).toMatch(/2 .*£126\.50/);
	expect(sandbox().smarterPay.requests).toEqual([]);
});

test('shows no secret, wherever a row has it', async () => {
	const { apiSecret } = sandbox().kwik.credentials;
	const rows = customerRows(1).map((row) => ({ ...row, last: apiSecret.slice(0, 32) }));
	const parameters: INodeParameters = {
		...createCustomers(CHECK),
		personSurname: '',
		customerType: 'company',
		companyName: '={{ $json.last }}',
		additionalFields: { metadata: { secret: apiSecret } },
	};
	const { main } = await run('kwik', parameters, rows);
	expect(main).toHaveLength(1);
	expect(JSON.stringify(main)).not.toContain(apiSecret);
});

test('an effect is not taken for done by a run that follows', async () => {
	const rows = customerRows(2);
	const execution = { id: 'the-same' };
	await run('kwik', createCustomers(CHECK), rows, { execution });
	await run('kwik', createCustomers(), rows, { execution });
	expect(sandbox().kwik.state.customers.size).toBe(2);
});

test('works for every operation that writes, and is not offered to those that read', async () => {
	const { main } = await run('makePay', {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: { __rl: true, mode: 'id', value: 'CUS_1' },
		options: { ...FAST, ...CHECK },
	});
	expect(jsonOf(main)).toMatchObject([{ checkOnly: true, wouldSend: { method: 'POST' } }]);
	expect(sandbox().makePay.requests).toEqual([]);
	sandbox().kwik.state.seedCustomers(1);
	// Left over from another operation, it changes nothing.
	const list = await run('kwik', { resource: 'customer', operation: 'getAll', options: CHECK });
	expect(jsonOf(list.main)).toMatchObject([{ reference: 'SEED00000001' }]);
});

test('set by an expression, it holds for all rows as soon as it is on for one', async () => {
	const rows = customerRows(3).map((row, i) => ({ ...row, dry: i === 2 }));
	const { main } = await run('kwik', createCustomers({ checkOnly: '={{ $json.dry }}' }), rows);
	expect(jsonOf(main)).toMatchObject(rows.map(() => ({ checkOnly: true })));
	expect(sandbox().kwik.requests).toEqual([]);
});
