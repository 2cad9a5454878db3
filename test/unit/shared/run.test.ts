// The door of the nodes: a run from n8n's context to its items, its hints or its error.
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { kwik } from '../../../nodes/Kwik/provider';
import { resources } from '../../../nodes/Kwik/resources';
import { runNode } from '../../../nodes/shared/run';

const SECRET = 'a secret of the user';
const CREDENTIALS = { environment: 'live', apiKey: 'a key', apiSecret: SECRET };

interface Given {
	parameters?: IDataObject;
	signal?: AbortSignal;
	onError?: string;
	customerApi?: string;
	answer?: (request: IHttpRequestOptions, count: number) => IDataObject;
}

/** A Kwik node that runs over rows; it issues portal links unless told otherwise. */
function kwikNode(rows: IDataObject[], more: Given = {}) {
	const requests: IHttpRequestOptions[] = [];
	const hints: string[] = [];
	const node = {
		id: 'n',
		name: 'Kwik',
		type: 'package.kwik',
		parameters: {
			resource: 'customerPortal',
			operation: 'createLink',
			customerId: 'cus_1',
			simplify: true,
			...more.parameters,
		},
	};
	const link = (_request: IHttpRequestOptions, count: number): IDataObject => ({
		result: { id: `cpl_${count}`, link_url: 'https://pay.example/portal' },
	});
	const context = {
		getInputData: () => rows.map((json) => ({ json })),
		getNode: () => node,
		getNodeParameter: (name: string) => (node.parameters as IDataObject)[name],
		getWorkflow: () => ({ id: 'w' }),
		getWorkflowDataProxy: () => ({ $runIndex: 0, $execution: {} }),
		getExecutionId: () => '1',
		getMode: () => 'trigger',
		continueOnFail: () => more.onError !== undefined,
		getExecutionCancelSignal: () => more.signal,
		getCredentials: async () => ({ ...CREDENTIALS, customerApi: more.customerApi ?? 'v1' }),
		addExecutionHints: ({ message }: { message: string }) => hints.push(message),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, options: IHttpRequestOptions) => {
				requests.push(options);
				// As it goes over the wire: JSON text.
				const sent = {
					...options,
					body: JSON.parse(String(options.body ?? 'null')) as IDataObject,
				};
				const body = (more.answer ?? link)(sent, requests.length);
				return { statusCode: 200, headers: {}, body: { status: true, ...body } };
			},
		},
	} as unknown as IExecuteFunctions;
	const run = async () => await runNode(context, kwik, resources);
	/** Method and path of what was sent. */
	const sent = () => requests.map(({ method, url }) => `${method} ${new URL(url).pathname}`);
	const records = async () => (await run())[0]!.map(({ json }) => json);
	return { requests, hints, run, sent, records };
}

test('gives one item for each row, paired to it', async () => {
	const { run, requests } = kwikNode([{}, {}]);
	expect(await run()).toEqual([
		[
			{ json: expect.objectContaining({ id: 'cpl_1' }), pairedItem: { item: 0 } },
			{ json: expect.objectContaining({ id: 'cpl_2' }), pairedItem: { item: 1 } },
		],
	]);
	expect(requests).toHaveLength(2);
});

test.each([undefined, 'continueRegularOutput'])(
	'a further try of an execution that was cancelled meanwhile asks for nothing (%j)',
	async (onError) => {
		const { run, requests } = kwikNode([{}, {}], {
			signal: AbortSignal.abort(),
			...(onError === undefined ? {} : { onError }),
		});
		const ended = await run().catch((error: Error) => error.message);
		expect(JSON.stringify(ended)).toContain('The execution was cancelled');
		expect(requests).toEqual([]);
	},
);

describe('Include Input Fields', () => {
	const options = { includeInputFields: true };

	test('puts the columns of each row beside its record, which stays where names are equal', async () => {
		const { records } = kwikNode([{ email: 'a@b', id: 1 }, { email: 'c@d' }], {
			parameters: { options },
		});
		expect(await records()).toMatchObject([
			{ email: 'a@b', id: 'cpl_1' },
			{ email: 'c@d', id: 'cpl_2' },
		]);
	});

	test('leaves out columns by which n8n would take the row for a failed one, and says so', async () => {
		const { records, hints } = kwikNode([{ error: 'x', email: 'a@b' }], {
			parameters: { options },
		});
		const [record] = await records();
		expect(record).toMatchObject({ email: 'a@b' });
		expect(record).not.toHaveProperty('error');
		expect(hints).toEqual([expect.stringMatching(/^Columns named "error".* are not included/)]);
	});

	test('adds nothing to rows that failed: other keys would keep them from the error output', async () => {
		const { records } = kwikNode([{ email: 'a@b' }], {
			parameters: { options, customerId: '' },
			onError: 'continueErrorOutput',
		});
		expect(Object.keys((await records())[0]!).sort()).toEqual(['details', 'error', 'message']);
	});

	test('is off by default', async () => {
		const [record] = await kwikNode([{ email: 'a@b' }]).records();
		expect(record).not.toHaveProperty('email');
	});
});

describe('Check Only', () => {
	const creating = (more: Given = {}): Given => ({
		...more,
		parameters: {
			resource: 'customer',
			operation: 'create',
			dataMode: 'autoMapInputData',
			options: { checkOnly: true },
			...more.parameters,
		},
	});
	const ROWS = [
		{ reference: 'A', company_name: `Meteor ${SECRET}` },
		{ reference: 'B', company_name: 'Moon', email: 'b@example,com' },
		{ reference: 'C', company_name: 'Mars', postal_code: '0002' },
	];

	test('sends nothing, and gives what would be sent without a secret', async () => {
		const { records, requests, hints } = kwikNode(
			ROWS,
			creating({ onError: 'continueErrorOutput' }),
		);
		const given = await records();
		expect(requests).toEqual([]);
		expect(given).toMatchObject([
			{
				checkOnly: true,
				wouldSend: {
					method: 'POST',
					url: 'https://api.kwik.co.za/1.0/customers/create',
					body: { records: [{ reference: 'A', company_name: 'Meteor ***' }] },
				},
			},
			{ error: 'Row 2 (reference B): Email "b@example,com" is not an e-mail address' },
			{ wouldSend: { body: { records: [{ postal_code: 2 }] } } },
		]);
		expect(JSON.stringify(given)).not.toContain(SECRET);
		expect(hints).toEqual([
			'Check Only: nothing was sent. Of 3 rows 2 would be sent, 1 would not be.',
			expect.stringMatching(/^1 row: Postal Code loses its leading zeros/),
		]);
	});

	test('ends with the first problem where the node stops on errors', async () => {
		const { run, requests } = kwikNode(ROWS, creating());
		await expect(run()).rejects.toThrow(/^Row 2 \(reference B\): Email "b@example,com"/);
		expect(requests).toEqual([]);
	});

	test('says what would be looked up before', async () => {
		const upsert = creating({ parameters: { operation: 'upsert' } });
		const { records, requests, hints } = kwikNode(ROWS.slice(0, 1), upsert);
		expect(await records()).toMatchObject([
			{ first: expect.stringMatching(/^finds the customer by its reference/) },
		]);
		expect(requests).toEqual([]);
		// Nobody knows yet what would be created and what updated.
		expect(hints).toEqual([
			'Check Only: nothing was sent. Of 1 row 1 would be sent, none has a problem.',
		]);
	});

	test('puts the columns of the row beside it where they are asked for', async () => {
		const options = { checkOnly: true, includeInputFields: true };
		const { records } = kwikNode(ROWS.slice(0, 1), creating({ parameters: { options } }));
		expect(await records()).toMatchObject([{ reference: 'A', checkOnly: true }]);
	});

	test('left over does not keep an operation from reading', async () => {
		const parameters = {
			resource: 'customer',
			operation: 'get',
			options: { checkOnly: true },
		};
		const answer = () => ({ results: [{ id: 'cus_1' }] });
		const { records, requests } = kwikNode([{}], { parameters, answer });
		expect(await records()).toMatchObject([{ id: 'cus_1' }]);
		expect(requests).toHaveLength(1);
	});
});

describe('as the tool of an agent', () => {
	const answer = () => ({
		results: [{ id: 'cus_1', email: 'a@b', metadata: { plan: 'gold', more: 1 } }],
	});
	const get = { resource: 'customer', operation: 'get', simplify: undefined };

	test.each<[IDataObject, unknown]>([
		[{ output: 'raw' }, { id: 'cus_1', email: 'a@b', metadata: { plan: 'gold', more: 1 } }],
		[{ output: 'simplified' }, expect.objectContaining({ provider: 'kwik', id: 'cus_1' })],
		[
			{ output: 'selected', outputFields: 'email, metadata.plan, none' },
			{ email: 'a@b', 'metadata.plan': 'gold' },
		],
	])('%j', async (output, expected) => {
		const { records } = kwikNode([{}], { parameters: { ...get, ...output }, answer });
		expect(await records()).toEqual([expected]);
	});
});

describe('customers that are named by reference', () => {
	const CUSTOMERS = [
		{ id: 'cus_1', reference: 'A' },
		{ id: 'cus_2', reference: 'B' },
	];
	const answer: Given['answer'] = ({ method, body }, count) =>
		method === 'GET'
			? { results: CUSTOMERS }
			: {
					result: {
						id: `cpl_${count}`,
						link_url: 'https://x',
						customer_id: (body as IDataObject).customer_id,
					},
				};
	const customerId = { __rl: true, mode: 'reference', value: '={{ $json.ref }}' };
	const rows = ['A', 'B', 'none'].map((ref) => ({ ref }));
	const given: Given = { answer, parameters: { customerId }, onError: 'continueErrorOutput' };

	test.each([
		['v1', 'GET /1.0/customers/list'],
		['v2', 'GET /2.0/customers/list'],
	])('%s: one list call for a run, then a link for each', async (customerApi, list) => {
		const { records, sent } = kwikNode(rows, { ...given, customerApi });
		expect(await records()).toMatchObject([
			{ customerId: 'cus_1', url: 'https://x' },
			{ customerId: 'cus_2', url: 'https://x' },
			{
				error:
					'Row 3 (customer none): Customer is not known: no customer of this account has the reference none',
			},
		]);
		expect(sent()).toEqual([
			list,
			'POST /2.0/customer-portal/link',
			'POST /2.0/customer-portal/link',
		]);
	});
});

test('create or update says how many it created and updated', async () => {
	const answer: Given['answer'] = ({ method, url, body }) => {
		if (method === 'GET') return { results: [{ id: 'cus_A', reference: 'A' }] };
		const records = (body as { records: IDataObject[] }).records;
		return {
			results: records.map((record) => ({
				id: url.endsWith('create') ? `new_${String(record.reference)}` : record.id,
				...record,
			})),
		};
	};
	const parameters = { resource: 'customer', operation: 'upsert', dataMode: 'autoMapInputData' };
	const rows = ['A', 'B', 'C'].map((reference) => ({ reference, company_name: 'X' }));
	const { records, hints } = kwikNode(rows, { parameters, answer });
	expect((await records()).map(({ id }) => id)).toEqual(['cus_A', 'new_B', 'new_C']);
	expect(hints).toEqual(['Customers created: 2, updated: 1.']);
});

test("a refusal of the provider has the row's name and the form's labels", async () => {
	const answer = () => ({
		status: false,
		error_code: '005',
		error_message: 'Validation failed',
		error_details: [
			{ record: { reference: 'A' }, errors: { contact_number: { message: 'Too short.' } } },
		],
	});
	const parameters = {
		resource: 'customer',
		operation: 'create',
		dataMode: 'autoMapInputData',
	};
	const { run } = kwikNode([{ reference: 'A', company_name: 'X', contact_number: '1' }], {
		parameters,
		answer,
	});
	await expect(run()).rejects.toThrow(
		/^Row 1 \(reference A\): .*Validation failed.*Contact Number: Too short\.$/,
	);
});
