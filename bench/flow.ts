// The workflow around a contender: Webhook → Split Out → contender, all made alike.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { IDataObject, INode, NodeParameterValueType } from 'n8n-workflow';
import type { N8nClient } from '../host/client';
import type { Execution } from '../host/execution';

/** A node of a contender, before it has its place in a workflow. */
export interface Step {
	name: string;
	type: string;
	typeVersion: number;
	parameters: Record<string, NodeParameterValueType>;
	/** Credential names by type. */
	credentials?: Record<string, string>;
	onError?: INode['onError'];
}

/** A workflow that is ready to be run. */
export interface Flow {
	id: string;
	path: string;
}

/** What a flow is like, besides its steps. */
export interface FlowOptions {
	/** Whether n8n keeps the data of its executions, as it does by default. */
	saved?: boolean;
	/** The steps get so many rows at a time, from *Loop Over Items*; default: all rows at once. */
	rowsPerPass?: number;
}

/** Stores a workflow that passes the rows of a webhook call to `steps`, and publishes it. */
export async function publishFlow(
	client: N8nClient,
	name: string,
	steps: Step[],
	{ saved = true, rowsPerPass }: FlowOptions = {},
): Promise<Flow> {
	const path = randomUUID();
	const webhook: Step = {
		name: 'Webhook',
		type: 'n8n-nodes-base.webhook',
		typeVersion: 2.1,
		// Answers when the last node is done, and without its data.
		parameters: { httpMethod: 'POST', path, responseMode: 'lastNode', responseData: 'noData' },
	};
	const rows: Step = {
		name: 'Rows',
		type: 'n8n-nodes-base.splitOut',
		typeVersion: 1,
		parameters: { fieldToSplitOut: 'body.rows', options: {} },
	};
	const loop: Step[] = rowsPerPass ? [loopOver(rowsPerPass)] : [];
	const chain = [webhook, rows, ...loop, ...steps];
	const nodes = chain.map(({ credentials = {}, ...step }, index): INode => {
		const named = Object.entries(credentials).map(
			([type, of]) => [type, { id: null, name: of }] as const,
		);
		return {
			...step,
			id: randomUUID(),
			position: [index * 220, 0],
			...(index === 0 && { webhookId: path }),
			...(named.length > 0 && { credentials: Object.fromEntries(named) }),
		};
	});
	const connections = Object.fromEntries(
		[...chain.slice(1), ...loop].map(({ name: to }, index) => {
			const from = chain[index]!;
			const outputs = [[{ node: to, type: 'main' as const, index: 0 }]];
			// A loop gives each pass on its second output.
			return [from.name, { main: loop.includes(from) ? [[], ...outputs] : outputs }];
		}),
	);
	const keep = saved ? 'all' : 'none';
	const settings = { executionOrder: 'v1', saveDataSuccessExecution: keep };
	const { id } = await client.importWorkflow({ name, nodes, connections, settings });
	await client.activate(id);
	return { id, path };
}

const loopOver = (batchSize: number): Step => ({
	name: 'Loop Over Items',
	type: 'n8n-nodes-base.splitInBatches',
	typeVersion: 3,
	parameters: { batchSize, options: {} },
});

const LISTENS_WITHIN_MS = 15_000;

/**
 * Runs a workflow over `rows` and waits for its end. A webhook that n8n, just started, does not know yet is
 * called again.
 * @returns milliseconds from call to answer
 */
export async function callFlow(
	client: N8nClient,
	{ path }: Flow,
	rows: IDataObject[],
): Promise<number> {
	const deadline = Date.now() + LISTENS_WITHIN_MS;
	for (;;) {
		const start = performance.now();
		const request = { method: 'POST', data: { rows }, timeout: 900_000, maxBodyLength: Infinity };
		const { status } = await client.callWebhook(path, request);
		if (status !== 404) return performance.now() - start;
		if (Date.now() > deadline) throw new Error('A webhook of the benchmark does not listen');
		await pause(100);
	}
}

/** The newest execution of a workflow, whole; only where n8n keeps its data. */
export async function lastExecution(client: N8nClient, { id }: Flow): Promise<Execution> {
	const [newest] = await client.executions(id);
	if (!newest) throw new Error(`n8n has no execution of workflow ${id}`);
	return await client.finished(newest.id);
}
