// One effect for one item of one run: under Retry On Fail with values that change, a retry by hand, agents and MCP.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { runNode, type NodeRunOptions } from '../support/harness';
import { KwikCustomers } from '../support/kwikStandIn';
import { hintsOf, shortenWaits } from '../support/rows';
import { reset, useStandIn, write, type Answering } from '../support/standIn';

const standIn = useStandIn();
shortenWaits();

const ROWS = [0, 1, 2].map((n) => ({ n, customer: `CA${n}` }));
const TRIED_AGAIN = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };
/** Different at every try. */
const CHANGING = '={{ $json.n }} at {{ $now.toMillis() }} {{ Math.random() }}';
const links: INodeParameters = {
	resource: 'paymentLink',
	operation: 'create',
	ecommercePage: 'EP1',
	customerAccountId: { __rl: true, mode: 'id', value: '={{ $json.customer }}' },
	description: CHANGING,
	amount: '1000',
	amountIn: 'pence',
	simplify: false,
	options: { maxRetries: 0 },
};

/** SmarterPay's payment links, with keys as its document has them: what a key did is answered again. */
class Links {
	readonly made: IDataObject[] = [];
	readonly keys: string[] = [];
	private readonly saved = new Map<string, IDataObject>();

	answer(body: unknown, key: string): { link: IDataObject; replayed: boolean } {
		this.keys.push(key);
		const saved = this.saved.get(key);
		if (saved) return { link: saved, replayed: true };
		const { payment_link } = body as { payment_link: IDataObject };
		const link = {
			id: `PL${this.made.length}`,
			url: 'https://pay',
			status: 'active',
			...payment_link,
		};
		this.made.push(link);
		this.saved.set(key, link);
		return { link, replayed: false };
	}

	/** Answers every request, and loses the answers for which `loses` says so. */
	answering(loses: (link: IDataObject, count: number) => boolean): Answering {
		let count = 0;
		return ({ body, headers }, response) => {
			const { link, replayed } = this.answer(body, String(headers['idempotency-key']));
			if (loses(link, count++)) return reset(response);
			return write(
				response,
				200,
				{ payment_link: link },
				replayed ? { 'idempotency-replay': 'true' } : {},
			);
		};
	}
}

const run = async (parameters: INodeParameters, more: Partial<NodeRunOptions> = {}) =>
	await runNode({
		type: 'smarterPay',
		parameters,
		items: ROWS,
		credentials: standIn.credentials('smarterPay'),
		...more,
	});

describe('Retry On Fail, with values that change at every try', () => {
	test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: three rows make three links',
		async (onError) => {
			const made = new Links();
			const lost = new Set<unknown>();
			standIn.answering = made.answering(
				({ customer_account: account }) =>
					account === 'CA0' && lost.size < 2 && !!lost.add(lost.size),
			);
			const { main, error } = await run(links, { onError, settings: TRIED_AGAIN });
			expect(error).toEqual([]);
			expect(main.map(({ json }) => json.customer_account)).toEqual(['CA0', 'CA1', 'CA2']);
			expect(made.made).toHaveLength(3);
			expect(new Set(made.keys).size).toBe(3);
		},
	);

	test('Kwik, which has no keys: three rows make three customers', async () => {
		const customers = new KwikCustomers();
		let [posts, lists] = [0, 0];
		standIn.answering = (request, response) => {
			const answer = customers.carryOut(request);
			if (request.method === 'GET') return lists++ < 1 ? write(response, 503, 'busy') : answer;
			return ++posts === 1 ? reset(response) : answer;
		};
		const parameters: INodeParameters = {
			resource: 'customer',
			operation: 'create',
			reference: '={{ "INV" + $json.n }}',
			personName: 'Sample',
			personSurname: 'Customer',
			additionalFields: { metadata: `={{ ({ at: $now.toMillis(), n: $json.n }) }}` },
			options: { maxRetries: 0, batchSize: 1, maxConcurrentRequests: 1 },
		};
		const { main } = await runNode({
			type: 'kwik',
			parameters,
			items: ROWS,
			credentials: standIn.credentials('kwik'),
			settings: TRIED_AGAIN,
		});
		expect(main.map(({ json }) => json.reference)).toEqual(['INV0', 'INV1', 'INV2']);
		expect(customers.counts).toEqual({ INV0: 1, INV1: 1, INV2: 1 });
	});

	test('forty executions in an outage, each tried again: as many links as rows', async () => {
		const made = new Links();
		const seen = new Set<unknown>();
		standIn.answering = made.answering(
			({ description }) => !seen.has(description) && !!seen.add(description),
		);
		const credentials = standIn.credentials('smarterPay');
		const parameters = {
			...links,
			description: '={{ $json.n + $execution.id }}',
			options: { maxRetries: 0, requestsPerSecond: 1000 },
		};
		const results = await Promise.all(
			Array.from(
				{ length: 40 },
				async (_, i) =>
					await run(parameters, { credentials, settings: TRIED_AGAIN, execution: { id: `e${i}` } }),
			),
		);
		expect(results.flatMap(({ main }) => main)).toHaveLength(120);
		expect(made.made).toHaveLength(120);
	});
});

describe('a retry by hand', () => {
	test('makes no second link of what the first execution completed, and says nothing of it', async () => {
		const made = new Links();
		let failing = true;
		const answer = made.answering(() => false);
		standIn.answering = (request, response) => {
			const { payment_link } = request.body as { payment_link: IDataObject };
			if (failing && payment_link.customer_account === 'CA2') return write(response, 503, 'busy');
			return answer(request, response);
		};
		const credentials = standIn.credentials('smarterPay');
		const parameters = { ...links, description: 'Payment Plan' };
		const first = await run(parameters, { credentials, execution: { id: '1', token: 'token' } });
		expect(first.executionError?.message).toMatch(/could not process/);
		failing = false;
		const retry = await run(parameters, {
			credentials,
			execution: { id: '2', token: 'token', mode: 'retry' },
		});
		expect(retry.main.map(({ json }) => json.customer_account)).toEqual(['CA0', 'CA1', 'CA2']);
		expect(made.made).toHaveLength(3);
		const another = await run(parameters, { credentials, execution: { id: '3', token: 'other' } });
		expect(another.main).toHaveLength(3);
		expect(made.made).toHaveLength(6);
	});

	test('with other values does not hand out the old link as the new one', async () => {
		const made = new Links();
		standIn.answering = made.answering(() => false);
		const credentials = standIn.credentials('smarterPay');
		const amount = (value: string) => ({ ...links, description: 'Payment Plan', amount: value });
		await run(amount('1000'), { credentials, execution: { id: '1', token: 'token' } });
		const { error } = await run(amount('2000'), {
			credentials,
			execution: { id: '2', token: 'token', mode: 'retry' },
			onError: 'continueErrorOutput',
		});
		expect(error).toHaveLength(3);
		expect(error[0]!.json).toMatchObject({
			error: expect.stringMatching(/had done this before with other values/),
			details: { fields: [{ field: 'amount' }] },
		});
		expect(made.made).toHaveLength(3);
	});

	test('of Kwik finds the customers that the first execution made', async () => {
		const customers = new KwikCustomers();
		let failing = true;
		standIn.answering = (request, response) => {
			const [record] = (request.body as { records?: IDataObject[] } | undefined)?.records ?? [];
			if (failing && record?.reference === 'INV2') return write(response, 400, { status: false });
			return customers.carryOut(request);
		};
		const parameters: INodeParameters = {
			resource: 'customer',
			operation: 'create',
			reference: '={{ "INV" + $json.n }}',
			personName: 'Sample',
			personSurname: 'Customer',
			options: { batchSize: 1, maxConcurrentRequests: 1 },
		};
		const options = {
			type: 'kwik',
			parameters,
			items: ROWS,
			credentials: standIn.credentials('kwik'),
		};
		const first = await runNode({ ...options, execution: { id: '1', token: 'token' } });
		expect(first.executionError).toBeDefined();
		failing = false;
		const execution = { id: '2', token: 'token', mode: 'retry' as const };
		const retry = await runNode({ ...options, execution });
		expect(retry.main.map(({ json }) => json.reference)).toEqual(['INV0', 'INV1', 'INV2']);
		expect(customers.counts).toEqual({ INV0: 1, INV1: 1, INV2: 1 });
		expect(hintsOf(retry)).toEqual([expect.stringMatching(/^2 items had been completed/)]);
	});
});

describe('tools', () => {
	const tool = (more: Partial<NodeRunOptions> = {}) =>
		run({ ...links, description: 'Payment Plan' }, { items: [ROWS[0]!], asTool: true, ...more });

	test('two calls of an MCP client with equal arguments make two links', async () => {
		const made = new Links();
		standIn.answering = made.answering(() => false);
		const credentials = standIn.credentials('smarterPay');
		const mcp = { credentials, execution: { id: undefined } };
		await Promise.all([tool(mcp), tool(mcp)]);
		await tool(mcp);
		expect(made.made).toHaveLength(3);
	});

	test('an MCP call after one whose answer was lost takes that one over', async () => {
		const made = new Links();
		standIn.answering = made.answering((_link, count) => count === 0);
		const credentials = standIn.credentials('smarterPay');
		const mcp = { credentials, execution: { id: undefined } };
		const first = await tool(mcp);
		expect(first.executionError?.description).toMatch(/is not known/);
		const second = await tool(mcp);
		expect(second.main[0]!.json.id).toBe('PL0');
		expect(made.made).toHaveLength(1);
	});

	test('a tool that is tried again makes one link', async () => {
		const made = new Links();
		standIn.answering = made.answering((_link, count) => count < 2);
		const { main } = await tool({ settings: TRIED_AGAIN });
		expect(main[0]!.json.id).toBe('PL0');
		expect(made.made).toHaveLength(1);
	});

	test('equal calls at once in one execution make a link each', async () => {
		const made = new Links();
		standIn.answering = made.answering(() => false);
		const credentials = standIn.credentials('smarterPay');
		await Promise.all([tool({ credentials }), tool({ credentials }), tool({ credentials })]);
		expect(made.made).toHaveLength(3);
	});
});
