// The three nodes as tools of an AI Agent in the real n8n; the model is a stand-in that calls what it is told to.
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import type { WorkflowFile } from '../../host/client';
import { SMARTER_PAY_PAGES } from '../../sandbox';
import { chain, node } from './chain';
import { LanguageModel } from './languageModel';
import { openWorkbench, type Workbench } from './shared';

jest.setTimeout(60_000);

const OPENAI = 'A stand-in model';
let bench: Workbench;
let model: LanguageModel;
beforeAll(async () => {
	[bench, model] = await Promise.all([openWorkbench(), new LanguageModel().start()]);
	const fields = { apiKey: 'stand-in', url: model.url };
	await bench.client.createCredential('openAiApi', OPENAI, fields);
});
afterAll(async () => await Promise.all([bench?.close(), model?.stop()]));

/** `$fromAI`, as the button beside a field of a tool writes it. */
const fromAI = (name: string, description = '', type = 'string') =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${name}', \`${description}\`, '${type}') }}`;
const located = (value: string) =>
	({ __rl: true, mode: 'id', value }) as unknown as INodeParameters;

/** Chat → AI Agent with these tools and the stand-in model. */
function agentWith(...tools: INode[]): WorkflowFile {
	const agent = node(
		'@n8n/n8n-nodes-langchain.agent',
		{ promptType: 'define', text: 'Please do it', options: {} },
		{ typeVersion: 3.1 },
	);
	const chat: INode = node(
		'@n8n/n8n-nodes-langchain.lmChatOpenAi',
		{ model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
		{ typeVersion: 1.2, credentials: { openAiApi: { id: null, name: OPENAI } } },
	);
	const file = chain('Agent', node('n8n-nodes-base.manualTrigger'), agent);
	const into = (from: INode, type: 'ai_languageModel' | 'ai_tool') => {
		file.nodes.push(from);
		file.connections[from.name] = { [type]: [[{ node: agent.name, type, index: 0 }]] };
	};
	into(chat, 'ai_languageModel');
	for (const tool of tools) into(tool, 'ai_tool');
	return file;
}

/** Runs an agent whose model calls its only tool with `input`; gives what the tool told the model. */
async function callTool(tool: INode, input: IDataObject) {
	model.requests.length = 0;
	model.decide = ([first], told) => (told.length > 0 ? undefined : [first!.name, input]);
	const { id } = await bench.client.importWorkflow(agentWith(tool));
	const execution = await bench.client.runWorkflow(id);
	expect(execution.error).toBeUndefined();
	const told = String(execution.json('agent')[0]!.output);
	return { offered: model.offered[0]!, told, execution };
}

test('each node has a tool of its own: name, kind of output and what it is for', async () => {
	const types = (await bench.client.nodeTypes()).filter(({ name }) =>
		/^n8n-nodes-billing-links\..*Tool$/.test(name),
	);
	expect(types.map(({ name, outputs }) => [name, outputs])).toEqual(
		['kwikTool', 'makePayTool', 'smarterPayTool'].map((name) => [
			...[`n8n-nodes-billing-links.${name}`, ['ai_tool']],
		]),
	);
});

describe('Kwik', () => {
	test('issues a portal link for the customer the model names', async () => {
		const [customer] = bench.sandbox.kwik.state.seedCustomers(1);
		const { offered, told } = await callTool(
			node('kwikTool', {
				resource: 'customerPortal',
				operation: 'createLink',
				customerId: located(fromAI('customerId', 'ID of the customer, such as cus_abc123')),
			}),
			{ customerId: customer!.id },
		);
		expect(offered.description).toMatch(/portal/i);
		expect(Object.keys(offered.parameters.properties)).toEqual(['customerId']);
		expect(told).toContain('/portal/');
		expect(told).toContain(customer!.id);
	});

	test('creates the customer the model describes', async () => {
		bench.sandbox.kwik.reset();
		const { told } = await callTool(
			node('kwikTool', {
				resource: 'customer',
				operation: 'create',
				reference: fromAI('reference'),
				personName: fromAI('name'),
				personSurname: fromAI('surname'),
				email: fromAI('email'),
			}),
			{ reference: 'AI-1', name: 'Ada', surname: 'Byron', email: 'ada@example.com' },
		);
		expect(bench.sandbox.kwik.state.customersByReference('AI-1')).toMatchObject([
			{ person_name: 'Ada', email: 'ada@example.com' },
		]);
		expect(told).toContain('AI-1');
	});

	test('tells the model in words what was wrong, so that it can do better', async () => {
		const { told } = await callTool(
			node('kwikTool', {
				resource: 'customerPortal',
				operation: 'createLink',
				customerId: located(fromAI('customerId')),
			}),
			{ customerId: 'cus_nobody' },
		);
		expect(told).toMatch(/\(code 007\): Record not found/);
		expect(told).not.toContain(bench.sandbox.kwik.credentials.apiSecret);
	});
});

test('SmarterPay creates a payment link over the amount the model names', async () => {
	const { smarterPay } = bench.sandbox;
	const [account] = smarterPay.state.seedCustomerAccounts(1);
	const { offered, told } = await callTool(
		node('smarterPayTool', {
			resource: 'paymentLink',
			operation: 'create',
			ecommercePage: SMARTER_PAY_PAGES.customerAccount.id,
			customerAccountId: { __rl: true, mode: 'id', value: fromAI('customerAccount') },
			amount: fromAI('amount', 'Pence', 'number'),
			amountIn: 'pence',
		}),
		{ customerAccount: account!.id, amount: 2750 },
	);
	expect(offered.description).toMatch(/payment link/i);
	expect(told).toContain('2750');
});

describe('MakePay', () => {
	test('issues a portal link for the customer the model names', async () => {
		const [customer] = bench.sandbox.makePay.state.seedCustomers(1);
		const { offered, told } = await callTool(
			node('makePayTool', {
				resource: 'customerPortal',
				operation: 'createLink',
				customerId: located(fromAI('customerId')),
			}),
			{ customerId: customer!.uid },
		);
		expect(offered.description).toMatch(/portal/i);
		expect(told).toContain(customer!.uid);
	});

	test('creates a payment link whose amount stays the text the model wrote', async () => {
		const { told } = await callTool(
			node('makePayTool', {
				resource: 'paymentLink',
				operation: 'create',
				title: fromAI('title'),
				amount: fromAI('amount'),
			}),
			{ title: 'Order #1', amount: '0.10' },
		);
		expect(told).toContain('"0.10"');
	});
});

test('from the descriptions alone a model can tell all operations of a node apart', async () => {
	const seen = new Map<string, string[]>();
	for (const [type, resource, operation] of await operations()) {
		const tool = node(type, { resource, operation });
		model.decide = () => undefined;
		const { id } = await bench.client.importWorkflow(agentWith(tool));
		await bench.client.runWorkflow(id);
		const { description } = model.offered[0]!;
		expect(description.length).toBeGreaterThan(10);
		seen.set(type, [...(seen.get(type) ?? []), description]);
	}
	for (const descriptions of seen.values()) {
		expect(new Set(descriptions).size).toBe(descriptions.length);
	}
});

/** Every operation of the three tools, as n8n offers them. */
async function operations(): Promise<Array<[string, string, string]>> {
	const types = await bench.client.nodeTypes();
	return types
		.filter(({ name }) => /^n8n-nodes-billing-links\..*Tool$/.test(name))
		.flatMap(({ name, properties }) =>
			properties
				.filter((property) => property.name === 'operation')
				.flatMap(({ options = [], displayOptions }) =>
					options
						.filter(isOurs)
						.map((option): [string, string, string] => [
							name.split('.')[1]!,
							String(displayOptions!.show!.resource![0]),
							String((option as { value: string }).value),
						]),
				),
		);
}

/** n8n adds an entry of its own to every list of operations. */
const isOurs = (option: object) => 'value' in option && option.value !== '__CUSTOM_API_CALL__';
