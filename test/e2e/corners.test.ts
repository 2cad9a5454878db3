// Corners of the real n8n: Retry by hand, Retry On Fail, loops and sub-workflows, MCP clients, n8n's HTTP Request node.
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { DEMO_CREDENTIALS } from '../../demo/demonstration';
import { chain, node } from './chain';
import { McpClient } from './mcpClient';
import { openWorkbench, type Workbench } from './shared';
import { createLinks, manual, rowsOf, withLoop } from './steps';

jest.setTimeout(120_000);

let bench: Workbench;
beforeAll(async () => {
	bench = await openWorkbench();
});
beforeEach(() => bench.sandbox.reset());
afterAll(async () => await bench?.close());

const links = () => [...bench.sandbox.smarterPay.state.links.values()];
const run = async (...nodes: INode[]) => {
	const { id } = await bench.client.importWorkflow(chain('Corners', ...nodes));
	return await bench.client.runWorkflow(id);
};

describe('Retry by hand', () => {
	test('one 503 in the middle of 100 payment links: 100 links', async () => {
		bench.sandbox.smarterPay.faults.add({
			route: 'POST /paymentlink',
			kind: 'unavailable-html',
			at: [50],
		});
		const failed = await run(manual(), rowsOf(100), createLinks());
		expect(failed.status).toBe('error');
		const before = links().length;
		expect(before).toBeGreaterThan(0);
		const retried = await bench.client.retry(failed.id);
		expect(retried.status).toBe('success');
		expect(retried.json('smarterPay')).toHaveLength(100);
		expect(links()).toHaveLength(100);
	});

	test('of Kwik customers: each reference once', async () => {
		bench.sandbox.kwik.faults.add({
			route: 'POST /customers/create',
			kind: 'error-json',
			at: [2],
		});
		const customers = node('kwik', {
			resource: 'customer',
			operation: 'create',
			reference: '={{ "INV" + $json.n }}',
			personName: 'Sample',
			personSurname: 'Customer',
			options: { maxRetries: 0, batchSize: 10, maxConcurrentRequests: 1 },
		});
		bench.sandbox.kwik.faults.add({ route: 'GET /customers/list', kind: 'error-json', at: [0] });
		const failed = await run(manual(), rowsOf(50), customers);
		expect(failed.status).toBe('error');
		const retried = await bench.client.retry(failed.id);
		expect(retried.status).toBe('success');
		const references = [...bench.sandbox.kwik.state.customers.values()].map(
			({ reference }) => reference,
		);
		expect(references).toHaveLength(50);
		expect(new Set(references).size).toBe(50);
	});
});

test.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
	'Retry On Fail with $now in a field, %s: three rows make three links',
	async (onError) => {
		bench.sandbox.smarterPay.faults.add({
			route: 'POST /paymentlink',
			kind: 'reset-after',
			at: [0],
		});
		const parameters = {
			description: '={{ $now.toMillis() }} {{ Math.random() }}',
		};
		const settings = { onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 10 };
		const execution = await run(manual(), rowsOf(3), createLinks(parameters, settings));
		expect(execution.status).toBe('success');
		expect(execution.json('smarterPay')).toHaveLength(3);
		expect(links()).toHaveLength(3);
	},
);

test('every pass of a loop is another effect, equal as the rows may be', async () => {
	const same = createLinks({ additionalFields: {} });
	const file = withLoop(chain('Loop', manual(), rowsOf(6)), 2, same);
	const { id } = await bench.client.importWorkflow(file);
	expect((await bench.client.runWorkflow(id)).status).toBe('success');
	expect(links()).toHaveLength(6);
});

describe('an MCP client', () => {
	const opened = async (settings: Partial<INode> = {}) => {
		const path = randomUUID();
		const trigger = node(
			'@n8n/n8n-nodes-langchain.mcpTrigger',
			{ path },
			{ typeVersion: 2, webhookId: path },
		);
		const tool = createLinks({ additionalFields: {} }, settings);
		Object.assign(tool, { type: 'n8n-nodes-billing-links.smarterPayTool', name: 'link' });
		tool.parameters = {
			...tool.parameters,
			toolDescription: 'Creates a payment link',
			descriptionType: 'manual',
		};
		const file = chain('MCP', trigger);
		file.nodes.push(tool);
		file.connections[tool.name] = {
			ai_tool: [[{ node: trigger.name, type: 'ai_tool', index: 0 }]],
		};
		const { id } = await bench.client.importWorkflow(file);
		await bench.client.activate(id);
		const client = new McpClient(`${bench.url}/mcp/${path}`);
		const [name] = await client.open();
		return async () => await client.call(name!, {});
	};

	test('that calls twice with the same arguments gets two links, one after the other or at once', async () => {
		const call = await opened();
		const [first, second, third] = [await call(), ...(await Promise.all([call(), call()]))];
		expect([first.isError, second.isError, third.isError]).toEqual([false, false, false]);
		expect(links()).toHaveLength(3);
		expect(new Set([first, second, third].map((answer) => answer.text)).size).toBe(3);
	});

	test('whose tool is tried again after a lost answer gets one link', async () => {
		const call = await opened({ retryOnFail: true, maxTries: 3, waitBetweenTries: 10 });
		bench.sandbox.smarterPay.faults.add({
			route: 'POST /paymentlink',
			kind: 'reset-after',
			at: [0],
		});
		expect((await call()).isError).toBe(false);
		expect(links()).toHaveLength(1);
	});
});

describe("n8n's HTTP Request node with a credential of this package", () => {
	const seen: Array<IDataObject> = [];
	let elsewhere: Server;
	const address = () => `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
	beforeAll(async () => {
		elsewhere = createServer((request, response) => {
			seen.push({ ...request.headers });
			response.end('{}');
		});
		await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
	});
	beforeEach(() => void (seen.length = 0));
	afterAll(async () => await new Promise((resolve) => elsewhere.close(resolve)));

	const types = Object.entries(DEMO_CREDENTIALS).map(
		([type, name]) => [type, `${name}, allowed`] as const,
	);
	/** Credentials whose owner allows them there. */
	beforeAll(async () => {
		const { kwik, smarterPay, makePay } = bench.sandbox;
		const data = { kwikApi: kwik, smarterPayApi: smarterPay, makePayPartnerApi: makePay };
		for (const [type, name] of types) {
			const { credentials } = data[type as keyof typeof data];
			const allowed = { ...credentials, allowedHttpRequestDomains: 'all' };
			await bench.client.createCredential(type, name, allowed);
		}
	});
	/** A list of the provider that a credential is for. */
	const listAt = (type: string) => {
		const { kwik, smarterPay, makePay } = bench.sandbox;
		const urls: Record<string, string> = {
			kwikApi: `${kwik.url}/1.0/customers/list`,
			smarterPayApi: `${smarterPay.url}/service.svc/paymentlinks`,
			makePayPartnerApi: `${makePay.url}/api/partner/v1/makepay/customers`,
		};
		return urls[type]!;
	};
	const request = (type: string, name: string, url: string, options: INodeParameters = {}) =>
		node(
			'n8n-nodes-base.httpRequest',
			{ url, authentication: 'predefinedCredentialType', nodeCredentialType: type, options },
			{ typeVersion: 4.2, credentials: { [type]: { id: null, name } }, name: 'http' },
		);

	test.each(types)('%s: sends its secret to no other host', async (type, name) => {
		const execution = await run(manual(), request(type, name, `${address()}/x`));
		expect(execution.status).toBe('error');
		expect(JSON.stringify(execution.error)).toMatch(/sent nowhere else/);
		expect(seen).toEqual([]);
	});

	test.each(types)('%s: nor along a redirect', async (type, name) => {
		const { kwik, smarterPay, makePay } = bench.sandbox;
		for (const provider of [kwik, smarterPay, makePay]) {
			provider.faults.add({
				route: '*',
				kind: 'redirect',
				location: `${address()}/stolen`,
				every: 1,
			});
		}
		const execution = await run(manual(), request(type, name, listAt(type)));
		expect(execution.status).toBe('error');
		expect(seen).toEqual([]);
	});

	test.each(types)('%s: nor through a proxy that the node names', async (type, name) => {
		const execution = await run(manual(), request(type, name, listAt(type), { proxy: address() }));
		expect(execution.status).toBe('error');
		expect(JSON.stringify(execution.error)).toMatch(/not used with a Proxy/);
		expect(seen).toEqual([]);
	});

	test.each(types)('%s: works with its own provider', async (type, name) => {
		const execution = await run(manual(), request(type, name, listAt(type)));
		expect(execution.error).toBeUndefined();
		expect(execution.status).toBe('success');
	});

	/** What the next step reads in the error of a failed request: n8n keeps the headers there. */
	const reader = node(
		'n8n-nodes-base.set',
		{
			mode: 'raw',
			jsonOutput:
				'={{ { read: JSON.stringify([$json.error?.options, $json.error?.cause?.options, $json.error?.cause?.config, $json.error?.message]) ?? "" } }}',
			options: {},
		},
		{ typeVersion: 3.4, name: 'read' },
	);
	test.each(Object.entries(DEMO_CREDENTIALS))(
		'%s: shows its secrets to no next step when a request fails, until its owner allows it there',
		async (type, name) => {
			const { kwik, smarterPay, makePay } = bench.sandbox;
			const failing = request(type, name, `${listAt(type)}/nowhere`);
			const execution = await run(
				manual(),
				{ ...failing, onError: 'continueRegularOutput' },
				reader,
			);
			expect(execution.status).toBe('success');
			const text = JSON.stringify([execution.items('read'), execution.runData]);
			expect(text).toContain('"read"');
			const secrets = [
				...[kwik.credentials.apiSecret, smarterPay.credentials.accessToken],
				...[makePay.credentials.keyId, makePay.credentials.keySecret],
			];
			for (const secret of secrets) expect(text).not.toContain(secret);
			const isClosed = type !== 'kwikApi';
			expect(/configured to prevent use within an HTTP Request/.test(text)).toBe(isClosed);
		},
	);
});
