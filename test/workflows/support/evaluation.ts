// A node as n8n runs it, for what it makes of parameters and rows; nothing is sent.
import { ExecuteContext } from 'n8n-core';
import {
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Kwik } from '../../../nodes/Kwik/Kwik.node';
import { executionData } from './executionData';

const nodeType: INodeType = new Kwik();
const nodeTypes = {
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
} as INodeTypes;

/** A node running in n8n with these parameters and this row. */
export function contextOf(parameters: INodeParameters, row: IDataObject): ExecuteContext {
	const node: INode = {
		id: 'node-id',
		name: 'Billing',
		type: 'n8n-nodes-billing-links.kwik',
		typeVersion: 1,
		position: [0, 0],
		parameters,
	};
	const workflow = new Workflow({ nodes: [node], connections: {}, nodeTypes, active: false });
	// The constructor fills in defaults; what is compared here is what was given.
	workflow.nodes.Billing!.parameters = parameters;
	const items: INodeExecutionData[] = [{ json: row, pairedItem: { item: 0 } }];
	const inputData = { main: [items] };
	return new ExecuteContext(
		workflow,
		workflow.nodes.Billing!,
		{
			variables: {},
			executionId: '1',
			webhookWaitingBaseUrl: 'http://x',
			formWaitingBaseUrl: 'http://x',
		} as unknown as IWorkflowExecuteAdditionalData,
		'manual',
		executionData(),
		0,
		items,
		inputData,
		{ node, data: inputData, source: null },
		[],
	);
}
