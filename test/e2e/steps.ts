// Steps that several end-to-end tests are made of: what starts a workflow, rows, payment links, loops, sub-workflows.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { INode, INodeParameters } from 'n8n-workflow';
import type { N8nClient, StoredWorkflow, WorkflowFile } from '../../host/client';
import { SMARTER_PAY_PAGES } from '../../sandbox';
import { node } from './chain';

export const manual = () => node('n8n-nodes-base.manualTrigger');

/** Starts a published workflow: n8n keeps the input of such executions from their beginning on, and can retry them. */
export function webhook(): INode {
	const path = randomUUID();
	const parameters = { path, responseMode: 'onReceived', options: {} };
	return node('n8n-nodes-base.webhook', parameters, { typeVersion: 2, webhookId: path });
}

/** A node that gives so many rows with a column `n`. */
export const rowsOf = (count: number) =>
	node(
		'n8n-nodes-base.code',
		{
			jsCode: `return Array.from({ length: ${count} }, (_, n) => ({ json: { n } }));`,
		},
		{ typeVersion: 2 },
	);

/** Creates SmarterPay payment links that tell the rows apart by their metadata, with automatic keys. */
export const createLinks = (more: INodeParameters = {}, settings: Partial<INode> = {}) =>
	node(
		'smarterPay',
		{
			resource: 'paymentLink',
			operation: 'create',
			ecommercePage: SMARTER_PAY_PAGES.open.id,
			amount: '1000',
			amountIn: 'pence',
			additionalFields: { metadata: '={{ $json.n }}' },
			options: { maxRetries: 0, requestsPerSecond: 1000 },
			...more,
		},
		settings,
	);

/** Payment links that do not differ: only their keys tell them apart. */
export const equalLinks = (settings: Partial<INode> = {}) =>
	createLinks({ additionalFields: {} }, settings);

/** Adds nodes that are carried out one after another in every pass of a loop over the rows of the last node. */
export function withLoop(file: WorkflowFile, batchSize: number, ...inside: INode[]): WorkflowFile {
	const parameters = { batchSize, options: {} };
	const loop = node('n8n-nodes-base.splitInBatches', parameters, {
		typeVersion: 3,
		name: 'loop',
	});
	const to = (next: INode) => [{ node: next.name, type: 'main' as const, index: 0 }];
	file.connections[file.nodes.at(-1)!.name] = { main: [to(loop)] };
	file.connections[loop.name] = { main: [[], to(inside[0]!)] };
	inside.forEach((one, i) => {
		file.connections[one.name] = { main: [to(inside[i + 1] ?? loop)] };
	});
	file.nodes.push(loop, ...inside);
	return file;
}

/** Calls a sub-workflow, once with all rows or once for each. */
export const callOf = (
	{ id }: StoredWorkflow,
	mode: 'once' | 'each',
	options: INodeParameters = {},
	settings: Partial<INode> = {},
) =>
	node(
		'n8n-nodes-base.executeWorkflow',
		{
			workflowId: { __rl: true, mode: 'id', value: id },
			mode,
			workflowInputs: { mappingMode: 'defineBelow', value: {}, schema: [] },
			options,
		},
		{ typeVersion: 1.2, ...settings },
	);

/** Where a sub-workflow begins. */
export const subStart = () =>
	node(
		'n8n-nodes-base.executeWorkflowTrigger',
		{ inputSource: 'passthrough' },
		{ typeVersion: 1.1 },
	);

/** Publishes a workflow that begins with a webhook and calls it; gives the id of its execution. */
export async function startPublished(client: N8nClient, file: WorkflowFile): Promise<string> {
	const { id } = await client.importWorkflow(file);
	await client.activate(id);
	const { parameters } = file.nodes.find(({ type }) => type.endsWith('.webhook'))!;
	await client.callWebhook(String(parameters.path));
	for (;;) {
		const [execution] = await client.executions(id);
		if (execution) return execution.id;
		await pause(20);
	}
}

/** Waits until somebody calls the address that resumes the execution: it is saved to the database meanwhile. */
export const waitForCall = () =>
	node(
		'n8n-nodes-base.wait',
		{ resume: 'webhook', options: {} },
		{ typeVersion: 1.1, webhookId: randomUUID() },
	);

/** Gives out the address that resumes the execution. */
export const tellAddress = () =>
	node(
		'n8n-nodes-base.set',
		{ mode: 'raw', jsonOutput: '={{ { "url": $execution.resumeUrl } }}', options: {} },
		{ typeVersion: 3.4, name: 'tell' },
	);
