// *Avoid Duplicates By* in the real n8n: a workflow started anew, in the editor's way, judged by what the providers hold.
import { randomUUID } from 'node:crypto';
import type { INode, INodeParameters } from 'n8n-workflow';
import { readExample } from '../../demo/examples';
import { SMARTER_PAY_PAGES } from '../../sandbox';
import { chain, node } from './chain';
import { McpClient } from './mcpClient';
import { openWorkbench, renamed, type Workbench } from './shared';

jest.setTimeout(120_000);

let bench: Workbench;
beforeAll(async () => {
	bench = await openWorkbench();
});
beforeEach(() => bench.sandbox.reset());
afterAll(async () => await bench?.close());

type Type = 'smarterPay' | 'makePay';
const ROUTES: Record<Type, string> = {
	smarterPay: 'POST /paymentlink',
	makePay: 'POST /payment-links',
};
const FIELDS: Record<Type, INodeParameters> = {
	smarterPay: { ecommercePage: SMARTER_PAY_PAGES.open.id, amount: '1000', amountIn: 'pence' },
	makePay: { title: 'Membership', amount: '10.00' },
};

const links = (type: Type) => bench.sandbox[type].state.links.size;
const rowsOf = (count: number) =>
	node(
		'n8n-nodes-base.code',
		{
			jsCode: `return Array.from({ length: ${count} }, (_, n) => ({ json: { invoice: 'INV ' + n + '/26' } }));`,
		},
		{ typeVersion: 2 },
	);
const createLinks = (type: Type, more: INodeParameters = {}, settings: Partial<INode> = {}) =>
	node(
		type,
		{
			resource: 'paymentLink',
			operation: 'create',
			...FIELDS[type],
			avoidDuplicatesBy: '={{ $json.invoice }}',
			options: { maxRetries: 0, requestsPerSecond: 1000 },
			...more,
		},
		settings,
	);
/** Imports a workflow of the provider's links; gives what starts it anew. */
const workflowOf = async (type: Type, count: number, more: INodeParameters = {}) => {
	const start = node('n8n-nodes-base.manualTrigger');
	const file = chain('Invoices', start, rowsOf(count), createLinks(type, more));
	const { id } = await bench.client.importWorkflow(file);
	return async () => await bench.client.runWorkflow(id);
};

describe.each(['smarterPay', 'makePay'] as const)('%s', (type) => {
	test('stopped in the middle of 100 rows and started anew, also as a copy: 100 links', async () => {
		bench.sandbox[type].faults.add({ route: ROUTES[type], kind: 'unavailable-html', at: [50] });
		const start = await workflowOf(type, 100);
		expect((await start()).status).toBe('error');
		expect(links(type)).toBeGreaterThan(0);
		const again = await start();
		expect(again.status).toBe('success');
		expect(links(type)).toBe(100);
		const copy = await (await workflowOf(type, 100))();
		expect(copy.json(type).map(({ id }) => id)).toEqual(again.json(type).map(({ id }) => id));
		expect(links(type)).toBe(100);
	});

	test('without it the same makes links twice', async () => {
		const start = await workflowOf(type, 3, { avoidDuplicatesBy: '' });
		await start();
		await start();
		expect(links(type)).toBe(6);
	});

	test('with another amount no link comes out, and the error says why', async () => {
		await (
			await workflowOf(type, 1)
		)();
		const other = await (await workflowOf(type, 1, { amount: '2000' }))();
		expect(other.status).toBe('error');
		expect(other.error).toMatchObject({
			description: expect.stringMatching(/What this row holds for Avoid Duplicates By was sent/),
		});
		expect(links(type)).toBe(1);
	});
});

test('the SmarterPay rows example, started anew, makes no account and no link again', async () => {
	const { state } = bench.sandbox.smarterPay;
	const before = state.customerAccounts.size;
	const example = await readExample('smarterpay-rows-to-payment-links.json');
	bench.sandbox.smarterPay.faults.add({
		route: ROUTES.smarterPay,
		kind: 'refused-ok',
		at: [2],
	});
	const { id } = await bench.client.importWorkflow(renamed(example));
	expect((await bench.client.runWorkflow(id)).status).toBe('error');
	const runs = [await bench.client.runWorkflow(id), await bench.client.runWorkflow(id)];
	const [first, second] = runs.map((run) => run.json('Result'));
	expect(first).toHaveLength(5);
	expect(second).toEqual(first);
	expect(state.customerAccounts.size - before).toBe(5);
	expect(links('smarterPay')).toBe(5);
});

test('an MCP client whose model names the invoice gets one link for it, and another one for the next', async () => {
	const path = randomUUID();
	const trigger = node(
		'@n8n/n8n-nodes-langchain.mcpTrigger',
		{ path },
		{ typeVersion: 2, webhookId: path },
	);
	const avoidDuplicatesBy = "={{ $fromAI('invoice', 'Number of the invoice', 'string') }}";
	const tool = createLinks('makePay', { avoidDuplicatesBy });
	Object.assign(tool, { type: 'n8n-nodes-billing-links.makePayTool', name: 'link' });
	tool.parameters = {
		...tool.parameters,
		toolDescription: 'Creates a payment link',
		descriptionType: 'manual',
	};
	const file = chain('MCP', trigger);
	file.nodes.push(tool);
	file.connections[tool.name] = { ai_tool: [[{ node: trigger.name, type: 'ai_tool', index: 0 }]] };
	const { id } = await bench.client.importWorkflow(file);
	await bench.client.activate(id);
	try {
		const client = new McpClient(`${bench.url}/mcp/${path}`);
		const [name] = await client.open();
		const call = async (invoice: string) => (await client.call(name!, { invoice })).text;
		const answers = [await call('INV 12/3'), await call('INV 12/3'), await call('INV 12/4')];
		expect(answers[1]).toBe(answers[0]);
		expect(answers[2]).not.toBe(answers[0]);
		expect(links('makePay')).toBe(2);
	} finally {
		await bench.client.deactivate(id);
	}
});
