// Answers of Kwik that are neither a success nor a documented refusal: nobody may take them for "nothing was done".
import { runNode } from '../support/harness';
import { KwikCustomers } from '../support/kwikStandIn';
import { createCustomers, customerRows, shortenWaits } from '../support/rows';
import { useStandIn, write } from '../support/standIn';

const standIn = useStandIn();
shortenWaits();

const rows = customerRows(3);
const create = async () =>
	await runNode({
		type: 'kwik',
		parameters: createCustomers(),
		items: rows,
		credentials: standIn.credentials('kwik'),
		onError: 'continueErrorOutput',
	});
const ONCE = { CLN0: 1, CLN1: 1, CLN2: 1 };

describe.each([
	{},
	{ message: 'OK' },
	{ status: 'true' },
	{ status: 1 },
	{ status: null },
	{ Status: true },
	{ status: true, results: null },
	{ status: true, results: [{}, {}, {}] },
])('a batch that was carried out and is answered with %j', (body) => {
	test('is looked up: each customer is made once, and each row gets its own', async () => {
		const customers = new KwikCustomers();
		standIn.answering = (request) => {
			const answer = customers.carryOut(request);
			return request.method === 'POST' ? body : answer;
		};
		const { main, error } = await create();
		expect(error).toEqual([]);
		expect(main.map(({ json }) => json.reference)).toEqual(['CLN0', 'CLN1', 'CLN2']);
		expect(customers.counts).toEqual(ONCE);
	});
});

test('where the list cannot be read either, the rows say that nobody knows', async () => {
	const customers = new KwikCustomers();
	standIn.answering = (request, response) => {
		if (request.method === 'GET') return write(response, 400, { status: false });
		customers.carryOut(request);
		return { message: 'OK' };
	};
	const { main, error } = await create();
	expect(main).toEqual([]);
	for (const { json } of error) expect(json.message).toMatch(/is not known: look it up/);
	expect(customers.counts).toEqual(ONCE);
});

test('a refusal that says so is one: it is not looked up', async () => {
	standIn.answering = () => ({ status: false, error_code: '001', error_message: 'no access' });
	const { error } = await create();
	expect(error).toHaveLength(3);
	expect(standIn.requests).toHaveLength(1);
});
