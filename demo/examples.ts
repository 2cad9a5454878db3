// The workflows of `examples/`: which there are, and which of them turn rows into links.
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { WorkflowFile } from '../host/client';
import type { Execution } from '../host/execution';

const folder = join(dirname(__dirname), 'examples');

/** Names of the workflow files, sorted. */
export async function exampleFiles(): Promise<string[]> {
	return (await readdir(folder)).filter((name) => name.endsWith('.json')).sort();
}

/** The workflow of an example, by its file name. */
export async function readExample(name: string): Promise<WorkflowFile> {
	return JSON.parse(await readFile(join(folder, name), 'utf8')) as WorkflowFile;
}

/** Whether an example is one of *rows → create customer → issue link*, told by its file name. */
export const isRowsExample = (file: string) => /-rows-to-.*-links\.json$/.test(file);

/** One row of the `Result` node in which the examples end: an issued link and whose it is. */
export interface IssuedLink {
	customer: string;
	provider: string;
	url: string;
	[field: string]: unknown;
}

/** The links a rows example issued, in the order of its rows. */
export const issuedLinks = (execution: Execution) => execution.json('Result') as IssuedLink[];

/** How many rows a rows example began with: the items of the node that follows its trigger. */
export function rowCount(workflow: WorkflowFile, execution: Execution): number {
	const trigger = workflow.nodes.find(({ type }) => /trigger$/i.test(type));
	const rows = trigger && workflow.connections[trigger.name]?.main?.[0]?.[0]?.node;
	if (!rows) throw new Error(`Workflow "${workflow.name}" has no rows after its trigger`);
	return execution.items(rows).length;
}
