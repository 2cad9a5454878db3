// Small workflows for the end-to-end tests: nodes one after the other, and the executions they started.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';
import { DEMO_CREDENTIALS } from '../../demo/demonstration';
import type { N8nClient, WorkflowFile } from '../../host/client';
import type { Execution } from '../../host/execution';

const OURS = 'n8n-nodes-billing-links.';

/** A node of this package with its demo credential, or one of n8n's own (`n8n-nodes-base.noOp`). */
export function node(
	type: string,
	parameters: INodeParameters = {},
	more: Partial<INode> = {},
): INode {
	const credentialType = Object.keys(DEMO_CREDENTIALS).find((name) =>
		type.startsWith(name.replace(/(Partner)?Api$/, '')),
	) as keyof typeof DEMO_CREDENTIALS | undefined;
	return {
		id: randomUUID(),
		name: type.replace(/^.*\./, ''),
		type: type.includes('.') ? type : `${OURS}${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		...(credentialType && {
			credentials: { [credentialType]: { id: null, name: DEMO_CREDENTIALS[credentialType] } },
		}),
		...more,
	};
}

/** A workflow in which each node follows the one before. */
export function chain(name: string, ...nodes: INode[]): WorkflowFile {
	return {
		name: `${name} ${randomUUID().slice(0, 8)}`,
		nodes: nodes.map((one, index) => ({ ...one, position: [index * 240, 0] })),
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map((one, index) => [
					nodes[index]!.name,
					{ main: [[{ node: one.name, type: 'main' as const, index: 0 }]] },
				]),
		),
		settings: { executionOrder: 'v1' },
	};
}

/** Waits until `condition` gives something. @throws after `seconds` */
export async function until<T>(
	condition: () => Promise<T | undefined | false>,
	what: string,
	seconds = 30,
): Promise<T> {
	const deadline = Date.now() + seconds * 1000;
	for (;;) {
		const value = await condition();
		if (value !== undefined && value !== false) return value;
		if (Date.now() > deadline) throw new Error(`Not within ${seconds} s: ${what}`);
		await pause(100);
	}
}

/** Every finished execution a published workflow was started for, oldest first; manual runs are left out. */
export async function startedExecutions(
	client: N8nClient,
	workflowId: string,
): Promise<Execution[]> {
	const all = (await client.executions(workflowId)).filter(({ mode }) => mode !== 'manual');
	return await Promise.all(all.reverse().map(async ({ id }) => await client.finished(id)));
}

/** The items a trigger has started a workflow with, over all its executions. */
export async function emitted(
	client: N8nClient,
	workflowId: string,
	trigger: string,
): Promise<IDataObject[]> {
	const executions = await startedExecutions(client, workflowId);
	return executions.flatMap((execution) => execution.json(trigger));
}
