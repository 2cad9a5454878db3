// In a continue mode nothing leaves the node as an exception: n8n would pass the input rows through the success output.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRun, type NodeRunOptions } from '../support/harness';
import { itemOf } from '../support/rows';
import { useStandIn, write } from '../support/standIn';

const standIn = useStandIn();
const rows = Array.from({ length: 4 }, (_, i) => ({ reference: `R${i}`, n: i }));
const customers: INodeParameters = {
	resource: 'customer',
	operation: 'create',
	reference: '={{ $json.reference }}',
	personName: 'Sample',
	personSurname: 'Customer',
};
const links: INodeParameters = {
	resource: 'customerPortal',
	operation: 'createLink',
	customerId: { __rl: true, mode: 'id', value: '={{ $json.reference }}' },
};
const paymentLinks: INodeParameters = {
	resource: 'paymentLink',
	operation: 'create',
	ecommercePage: '={{ $json.reference }}',
};

const run = async (
	type: 'kwik' | 'smarterPay' | 'makePay',
	parameters: INodeParameters,
	more: Partial<NodeRunOptions> = {},
): Promise<NodeRun> =>
	await runNode({
		type,
		parameters: { options: { maxRetries: 0 }, ...parameters },
		items: rows,
		credentials: standIn.credentials(type),
		onError: 'continueErrorOutput',
		...more,
	});

/** Expects every row on exactly one output: those that succeeded by their numbers, the others as errors. */
function expectParted({ main, error, executionError }: NodeRun, succeeded: number[]): void {
	expect(executionError).toBeUndefined();
	expect(main.map(itemOf)).toEqual(succeeded);
	expect(error.map(itemOf)).toEqual(rows.map((_, i) => i).filter((i) => !succeeded.includes(i)));
	for (const { json } of error)
		expect(json).toMatchObject({ error: expect.any(String), n: expect.any(Number) });
}

const unreadable = () => {
	throw new Error('Credential with ID "1" does not exist for type "kwikApi".');
};

describe.each(['continueErrorOutput', 'continueRegularOutput'] as const)('%s:', (onError) => {
	const all = (result: NodeRun) => (onError === 'continueErrorOutput' ? result.error : result.main);

	test.each<[string, Partial<NodeRunOptions>, RegExp]>([
		['a credential that cannot be read', { credentials: unreadable }, /does not exist/],
		['an incomplete credential', { credentials: {} }, /incomplete/],
		[
			"an option's expression that fails for the first row",
			{
				parameters: { ...customers, options: { batchSize: "={{ $('Nowhere').first().json.n }}" } },
			},
			/node doesn.t exist/,
		],
		[
			'an operation that does not exist',
			{ parameters: { resource: 'customer', operation: 'nonsense' } },
			/no operation/,
		],
	])('%s makes every row an error item', async (_what, more, message) => {
		const result = await run('kwik', customers, { ...more, onError });
		expect(result.executionError).toBeUndefined();
		expect(all(result).map(itemOf)).toEqual([0, 1, 2, 3]);
		for (const { json } of all(result)) expect(json.error).toMatch(message);
		expect(standIn.requests).toEqual([]);
	});
});

test.each([
	'9999999999999',
	'1e400',
	'-5',
	'soon',
	'99999999999999999999999',
	'Fri, 31 Dec 9999 23:59:59 GMT',
])('Retry-After: %s fails its item and loses no link', async (retryAfter) => {
	standIn.answering = ({ body }, response) => {
		const { customer_id } = body as { customer_id: string };
		if (customer_id === 'R3') return write(response, 503, 'busy', { 'retry-after': retryAfter });
		return { status: true, result: { id: `cpl_${customer_id}`, link_url: 'https://x' } };
	};
	expectParted(await run('kwik', links), [0, 1, 2]);
});

test('null among the results of a batch costs nobody else a customer', async () => {
	const stored: IDataObject[] = [];
	standIn.answering = ({ method, body }) => {
		if (method === 'GET') return { status: true, results: stored };
		const { records } = body as { records: IDataObject[] };
		for (const record of records) {
			const created_at = new Date(Date.now() + 7_200_000)
				.toISOString()
				.slice(0, 19)
				.replace('T', ' ');
			stored.push({ id: `cus_${stored.length}`, ...record, created_at });
		}
		return { status: true, results: [...stored.slice(0, 3), null] };
	};
	const result = await run('kwik', { ...customers, options: {} });
	expectParted(result, [0, 1, 2, 3]);
	expect(result.main.map(({ json }) => json.reference)).toEqual(['R0', 'R1', 'R2', 'R3']);
	expect(stored).toHaveLength(4);
});

test('null in a list is no record', async () => {
	standIn.answering = () => ({
		status: true,
		results: [null, { id: 'cus_1' }, 7, { id: 'cus_2' }],
	});
	const list = { resource: 'customer', operation: 'getAll', returnAll: true };
	const result = await run('kwik', list, { items: [{}] });
	expect(result.main.map(({ json }) => json.id)).toEqual(['cus_1', 'cus_2']);
});

test.each(['9e99', '-1', 'NaN', '', '8640000000001'])(
	'a signed address that expires at "%s" is a link all the same',
	async (expires) => {
		const url = `https://makepay.io/billing?company=a&customer=b&expires=${expires}&signature=c`;
		standIn.answering = ({ path }) => ({
			ok: true,
			customer: { uid: path.split('/').at(-2), urls: { customerPortal: url } },
		});
		const result = await run('makePay', links);
		expectParted(result, [0, 1, 2, 3]);
		expect(result.main[0]!.json).toMatchObject({ url });
	},
);

const deep = (levels: number): unknown =>
	JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels));

test.each([400, 200, 500])(
	'an answer of %d nested five thousand levels deep fails its item',
	async (status) => {
		const nested = deep(5000);
		standIn.answering = ({ body }, response) => {
			const { customer_id } = body as { customer_id: string };
			if (customer_id !== 'R1') {
				return { status: true, result: { id: customer_id, link_url: 'https://x' } };
			}
			// Not `JSON.stringify`: that has its own limits.
			const text = '{"a":'.repeat(5000) + '1' + '}'.repeat(5000);
			expect(nested).toBeDefined();
			return write(response, status, `{"status":false,"error_message":${text}}`);
		};
		expectParted(await run('kwik', links), [0, 2, 3]);
	},
);

test('a record nested a thousand levels deep is found again by its reference', async () => {
	standIn.answering = ({ method, body }, response) => {
		if (method !== 'GET') return write(response, 503, 'lost');
		const created_at = new Date(Date.now() + 7_200_000)
			.toISOString()
			.slice(0, 19)
			.replace('T', ' ');
		const records = rows.map(({ reference }, i) => ({
			id: `cus_${i}`,
			reference,
			person_name: 'Sample',
			person_surname: 'Customer',
			created_at,
			metadata: deep(1000),
		}));
		expect(body).toBeUndefined();
		return { status: true, results: records };
	};
	expectParted(await run('kwik', customers), [0, 1, 2, 3]);
});

test('a hundred thousand error details are told in moderation', async () => {
	const errors = Object.fromEntries(
		Array.from({ length: 1000 }, (_, i) => [`f${i}`, { message: 'bad' }]),
	);
	const error_details = Array.from({ length: 100 }, () => ({
		record: { reference: 'NOBODY' },
		errors,
	}));
	standIn.answering = (_request, response) =>
		write(response, 400, { status: false, error_code: '005', error_message: 'No', error_details });
	const result = await run('kwik', customers);
	expectParted(result, []);
	expect(JSON.stringify(result.error).length).toBeLessThan(50_000);
});

test('what is under way when the node breaks is said to be unknown, and settled rows keep their outcome', async () => {
	// An answer that breaks whoever reads it: n8n's own helper gives it as it comes.
	standIn.answering = ({ method, body }) => {
		if (method === 'GET') return { payment_links: [] };
		const { payment_link } = body as { payment_link: { ecommerce_page: string } };
		return {
			payment_link: { id: `PL_${payment_link.ecommerce_page}`, url: 'https://x', status: 'active' },
		};
	};
	const parse = JSON.parse.bind(JSON);
	const broken = jest.spyOn(JSON, 'parse').mockImplementation((text: string, ...more) => {
		const value = parse(text, ...(more as [])) as { payment_link?: { id?: string } };
		if (value?.payment_link?.id !== 'PL_R2') return value;
		return Object.defineProperty({}, 'payment_link', {
			get: () => {
				throw new RangeError('Maximum call stack size exceeded');
			},
			enumerable: true,
		}) as unknown;
	});
	const result = await run('smarterPay', paymentLinks);
	broken.mockRestore();
	expectParted(result, [0, 1, 3]);
	expect(result.error[0]!.json.details).toMatchObject({ retriable: false });
	expect(result.error[0]!.json.message).toMatch(/is not known: look it up/);
});
