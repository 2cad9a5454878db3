// Workflows that the browser tests lay into n8n.
import type { INode, INodeParameters } from 'n8n-workflow';
import { DEMO_CREDENTIALS } from '../../demo/demonstration';
import type { WorkflowFile } from '../../host/client';

interface Step {
	name: string;
	type: string;
	typeVersion?: number;
	parameters?: INodeParameters;
	credential?: keyof typeof DEMO_CREDENTIALS;
}

/** A workflow whose steps stand in one line, each connected to the next. */
export function lineOf(name: string, steps: Step[]): WorkflowFile {
	const nodes = steps.map(
		({ credential, typeVersion = 1, parameters = {}, ...step }, index): INode => ({
			...step,
			typeVersion,
			parameters,
			id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
			position: [index * 288, 0],
			...(credential && {
				credentials: { [credential]: { id: null, name: DEMO_CREDENTIALS[credential] } },
			}),
		}),
	);
	const connections = Object.fromEntries(
		steps.slice(1).map((step, index) => {
			const next = { node: step.name, type: 'main' as const, index: 0 };
			return [steps[index]!.name, { main: [[next]] }];
		}),
	);
	return { name, nodes, connections, settings: { executionOrder: 'v1' } };
}

/** What a workflow begins with that is started by hand. */
export const BY_HAND: Step = { name: 'Start', type: 'n8n-nodes-base.manualTrigger' };

/** A step that puts out these rows. */
export const rowsStep = (rows: object[]): Step => ({
	name: 'Rows',
	type: 'n8n-nodes-base.code',
	typeVersion: 2,
	parameters: { jsCode: `return ${JSON.stringify(rows)};` },
});
