// Answers that hold another's record: no row is given it, and nothing is done twice for it.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode } from '../support/harness';
import { KwikCustomers } from '../support/kwikStandIn';
import { createCustomers, customerRows, FAST, shortenWaits } from '../support/rows';
import { useStandIn, type Received } from '../support/standIn';

const standIn = useStandIn();
shortenWaits();

const byId = (value: string) => ({ __rl: true, mode: 'id', value });
const execute = async (
	type: 'kwik' | 'smarterPay' | 'makePay',
	parameters: INodeParameters,
	items: IDataObject[],
) =>
	await runNode({
		type,
		parameters: { simplify: false, options: FAST, ...parameters },
		items,
		credentials: standIn.credentials(type),
		onError: 'continueErrorOutput',
	});

describe('a batch of Kwik customers', () => {
	const rows = customerRows(3);
	const answeredWith = (change: (results: IDataObject[]) => IDataObject[]) => {
		const customers = new KwikCustomers();
		standIn.answering = (request: Received) => {
			const answer = customers.carryOut(request);
			return request.method === 'GET'
				? answer
				: { ...answer, results: change(answer.results as IDataObject[]) };
		};
		return customers;
	};
	const change = (operation: string, more: INodeParameters = {}): INodeParameters => ({
		resource: 'customer',
		operation,
		customerId: byId('={{ $json.id }}'),
		...more,
	});
	const ids = ['cus_1', 'cus_2', 'cus_3'].map((id) => ({ id }));

	test('one record twice and one not at all: each row of Create gets its own, found in the list', async () => {
		const customers = answeredWith(([a, , c]) => [a!, a!, c!]);
		const { main } = await execute('kwik', createCustomers(FAST), rows);
		expect(main.map(({ json }) => json.reference)).toEqual(['CLN0', 'CLN1', 'CLN2']);
		expect(customers.counts).toEqual({ CLN0: 1, CLN1: 1, CLN2: 1 });
	});

	test('references written in another way, in another order: no two rows swap their customers', async () => {
		const customers = answeredWith((results) =>
			results
				.map((record) => ({ ...record, reference: String(record.reference).toLowerCase() }))
				.reverse(),
		);
		const { main } = await execute('kwik', createCustomers(FAST), rows);
		expect(main.map(({ json }) => json.id)).toEqual(['cus_1', 'cus_2', 'cus_3']);
		expect(customers.stored).toHaveLength(3);
	});

	test.each([
		['archive', { archivedStatus: 'x' }],
		['update', { updateFields: { email: 'new@example.com' } }],
	])('%s: a customer that was not asked for is given to nobody', async (operation, more) => {
		for (const strange of ['cus_1', 'cus_STRANGER']) {
			const customers = answeredWith(([a, b, c]) => [a!, { ...b!, id: strange }, c!]);
			rows.forEach((row) => customers.create(row));
			const { main, error } = await execute('kwik', change(operation, more), ids);
			expect(main).toEqual([]);
			expect(error).toHaveLength(3);
		}
	});
});

/** Answers two requests with one another's answers. */
function swapping(answerTo: (request: Received) => IDataObject): void {
	let waiting: { answer: IDataObject; give: (other: IDataObject) => void } | undefined;
	standIn.answering = async (request) => {
		const answer = answerTo(request);
		if (waiting) {
			const { answer: other, give } = waiting;
			waiting = undefined;
			give(answer);
			return other;
		}
		return await new Promise<IDataObject>((give) => (waiting = { answer, give }));
	};
}

const last = ({ path }: Received, before = 0) => path.split('/').at(-1 - before)!;
const link = (id: string, more: IDataObject = {}) => ({
	id,
	uid: id,
	status: 'active',
	url: `https://pay.example/${id}`,
	publicUrl: `https://pay.example/${id}`,
	...more,
});
const two = [{ id: 'one' }, { id: 'two' }];

describe('two single answers that a proxy exchanged are given to nobody', () => {
	const smarterPay = (request: Received) => ({ payment_link: link(last(request)) });
	const makePay = (request: Received) => ({ paymentLink: link(last(request)) });
	const account = (request: Received) => ({ Customer_Account: { id: last(request) } });
	const named = { paymentLinkId: byId('={{ $json.id }}') };
	const changes = { updateFields: { metadata: 'x' } };

	test.each<
		[string, 'kwik' | 'smarterPay' | 'makePay', INodeParameters, (r: Received) => IDataObject]
	>([
		[
			'SmarterPay Get',
			'smarterPay',
			{ resource: 'paymentLink', operation: 'get', ...named },
			smarterPay,
		],
		[
			'SmarterPay Expire',
			'smarterPay',
			{ resource: 'paymentLink', operation: 'expire', ...named },
			smarterPay,
		],
		[
			'SmarterPay Update',
			'smarterPay',
			{ resource: 'paymentLink', operation: 'update', ...named, ...changes },
			smarterPay,
		],
		[
			'SmarterPay account Get',
			'smarterPay',
			{ resource: 'customerAccount', operation: 'get', customerAccountId: byId('={{ $json.id }}') },
			account,
		],
		[
			'SmarterPay Create',
			'smarterPay',
			{
				resource: 'paymentLink',
				operation: 'create',
				ecommercePage: 'EP1',
				customerAccountId: '={{ $json.id }}',
				linkedRecords: { customerAccount: '={{ $json.id }}' },
			},
			({ body }) => {
				const sent = (body as IDataObject).payment_link as IDataObject;
				return { payment_link: link(`PL ${JSON.stringify(sent)}`, sent) };
			},
		],
		['MakePay Get', 'makePay', { resource: 'paymentLink', operation: 'get', ...named }, makePay],
		[
			'MakePay Update',
			'makePay',
			{
				resource: 'paymentLink',
				operation: 'update',
				...named,
				updateFields: { status: 'paused' },
			},
			makePay,
		],
		[
			'MakePay Create',
			'makePay',
			{
				resource: 'paymentLink',
				operation: 'create',
				title: 'x',
				amount: '5',
				additionalFields: { orderId: '={{ $json.id }}' },
			},
			({ body }) => {
				const sent = (body as IDataObject).payload as IDataObject;
				return { paymentLink: link(`L${String(sent.orderId)}`, sent) };
			},
		],
		[
			'MakePay Create or Update',
			'makePay',
			{ resource: 'customer', operation: 'upsert', email: '={{ $json.id }}@example.com' },
			({ body }) => ({ customer: { uid: 'c', ...(body as IDataObject) } }),
		],
		[
			'MakePay portal link',
			'makePay',
			{ resource: 'customerPortal', operation: 'createLink', customerId: byId('={{ $json.id }}') },
			(request) => ({ portalUrl: 'https://x.example', customer: { uid: last(request, 1) } }),
		],
		[
			'Kwik portal link',
			'kwik',
			{ resource: 'customerPortal', operation: 'createLink', customerId: byId('={{ $json.id }}') },
			({ body }) => ({
				status: true,
				result: { id: 'l', link_url: 'https://x.example', ...(body as IDataObject) },
			}),
		],
	])('%s', async (_name, type, parameters, answerTo) => {
		swapping(answerTo);
		const { main, error } = await execute(type, parameters, two);
		expect(main).toEqual([]);
		expect(error.map(({ json }) => json.error)).toEqual([
			expect.stringMatching(/gave the answer to another request/),
			expect.stringMatching(/gave the answer to another request/),
		]);
		// The same answers in their places are given out.
		standIn.answering = answerTo;
		expect((await execute(type, parameters, two)).error).toEqual([]);
	});
});
