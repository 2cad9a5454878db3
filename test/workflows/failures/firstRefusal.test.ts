// What is sent after the first refusal, and what a refusal tells to whom.
import type { IDataObject } from 'n8n-workflow';
import { runNode, type NodeRunOptions } from '../support/harness';
import { KwikCustomers } from '../support/kwikStandIn';
import { createCustomers, createLinks, customerRows, FAST, shortenWaits } from '../support/rows';
import { useStandIn, write } from '../support/standIn';

const standIn = useStandIn();
shortenWaits();

const run = async (more: Partial<NodeRunOptions> & Pick<NodeRunOptions, 'parameters'>) =>
	await runNode({
		type: 'kwik',
		items: customerRows(80),
		credentials: standIn.credentials('kwik'),
		...more,
	});
const recordsOf = (body: unknown) =>
	((body as IDataObject | undefined)?.records ?? []) as IDataObject[];

describe('a batch that Kwik refuses without saying for which record', () => {
	const refuseWith = (bad: string) => {
		const customers = new KwikCustomers();
		standIn.answering = (request, response) =>
			recordsOf(request.body).some(({ reference }) => reference === bad)
				? write(response, 400, { status: false, error_code: '003', error_message: 'bad data' })
				: customers.carryOut(request);
		return customers;
	};

	test('in stop mode ends the run: nothing is sent after it, and no row is blamed', async () => {
		const customers = refuseWith('CLN0');
		const options = { ...FAST, batchSize: 10, maxConcurrentRequests: 1 };
		const { executionError } = await run({ parameters: createCustomers(options) });
		expect(standIn.requests).toHaveLength(1);
		expect(customers.stored).toEqual([]);
		expect(executionError!.message).toMatch(/^Kwik refused the request/);
		expect(executionError!.description).toMatch(/10 rows together, from row 1 to row 10/);
	});

	test('in a continue mode is halved until the record is found', async () => {
		const customers = refuseWith('CLN5');
		const { main, error } = await run({
			parameters: createCustomers(),
			onError: 'continueErrorOutput',
		});
		expect(customers.stored).toHaveLength(79);
		expect(main).toHaveLength(79);
		expect(error[0]!.json.error).toMatch(/^Row 6 /);
	});

	test('as too large is halved in stop mode too', async () => {
		const customers = new KwikCustomers();
		standIn.answering = (request, response) =>
			recordsOf(request.body).length > 20
				? write(response, 413, { status: false })
				: customers.carryOut(request);
		expect((await run({ parameters: createCustomers() })).executionError).toBeUndefined();
		expect(customers.stored).toHaveLength(80);
	});
});

test('what is wrong with one row is told to no other', async () => {
	standIn.answering = ({ body }, response) =>
		write(response, 503, {
			status: false,
			error_details: recordsOf(body).map((record) => ({
				record,
				errors: { email: { message: `${String(record.email)} is taken` } },
			})),
		});
	const { error } = await run({
		parameters: createCustomers({ ...FAST, maxRetries: 0 }),
		items: customerRows(3),
		onError: 'continueErrorOutput',
	});
	expect(error).toHaveLength(3);
	expect(JSON.stringify(error.map(({ json }) => json))).not.toMatch(/is taken/);
});

const SECRET = 'a-token-that-is-secret';

test('a reason phrase is told without the secret in it, and not in full length', async () => {
	standIn.answering = ({ headers }, response) => {
		const phrase = `Bad ${String(headers.authorization)} ${'x'.repeat(5000)}`;
		response.writeHead(400, phrase.replace(/[^\x20-\x7e]/g, ''), { 'content-type': 'text/plain' });
		response.end('');
	};
	const { executionError } = await run({
		type: 'smarterPay',
		parameters: createLinks('smarterPay'),
		items: [{ order: '1' }],
		credentials: { ...standIn.credentials('smarterPay'), accessToken: SECRET },
	});
	const told = JSON.stringify([executionError!.message, executionError!.description]);
	expect(told).toMatch(/Bad .*\*\*\*/);
	expect(told).not.toContain(SECRET);
	expect(told.length).toBeLessThan(1000);
});

test('a record that echoes the secret is given out without it', async () => {
	standIn.answering = ({ headers, body }) => ({
		payment_link: {
			...((body as IDataObject).payment_link as IDataObject),
			id: 'PL1',
			url: 'https://pay.example/1',
			echo: { headers: [String(headers.authorization)] },
		},
	});
	const { main } = await run({
		type: 'smarterPay',
		parameters: createLinks('smarterPay'),
		items: [{ order: '1' }],
		credentials: { ...standIn.credentials('smarterPay'), accessToken: SECRET },
	});
	expect(main[0]!.json.id).toBe('PL1');
	expect(JSON.stringify(main)).not.toContain(SECRET);
});

test("a provider's message of a megabyte is told in its beginning", async () => {
	standIn.answering = (_request, response) =>
		write(response, 400, {
			status: false,
			error_code: `003${'c'.repeat(1e6)}`,
			error_message: `wrong ${'x'.repeat(1e6)}`,
		});
	const { error } = await run({
		parameters: createCustomers({ ...FAST, batchSize: 1 }),
		items: customerRows(5),
		onError: 'continueErrorOutput',
	});
	expect(error[0]!.json.error).toMatch(/wrong xxx/);
	expect(JSON.stringify(error).length).toBeLessThan(20_000);
});

test('an Avoid Duplicates By that cannot be evaluated for the first row fails that row only', async () => {
	standIn.answering = ({ body }) => ({
		paymentLink: { uid: 'l', publicUrl: 'https://x', ...((body as IDataObject).payload as object) },
	});
	const { main, error } = await run({
		type: 'makePay',
		parameters: {
			...createLinks('makePay'),
			avoidDuplicatesBy: '={{ $json.key ?? $("nowhere").item.json.key }}',
		},
		items: [
			{ order: 'a' },
			{ order: 'b', key: 'key-of-row-2' },
			{ order: 'c', key: 'key-of-row-3' },
		],
		credentials: standIn.credentials('makePay'),
		onError: 'continueErrorOutput',
	});
	expect(error).toHaveLength(1);
	expect(main.map(({ json }) => json.orderId)).toEqual(['b', 'c']);
});

test('a record of a list that cannot be read is found by nobody, and spoils nothing', async () => {
	const customers = new KwikCustomers();
	customers.stored.push({ id: 'odd', reference: { toString: 1 } }, { id: 'cus_2', reference: 'R' });
	standIn.answering = (request) => customers.carryOut(request);
	const { main } = await run({
		parameters: {
			resource: 'customer',
			operation: 'get',
			customerId: { __rl: true, mode: 'reference', value: 'R' },
			simplify: false,
		},
		items: [{}],
	});
	expect(main[0]!.json.id).toBe('cus_2');
});
