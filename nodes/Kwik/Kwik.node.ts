// The Kwik node: customers, and links to their billing portal.
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { nodeProperties, subtitle } from '../shared/form/nodeProperties';
import { runNode } from '../shared/run';
import { methods } from './pickLists';
import { kwik } from './provider';
import { resources } from './resources';

export class Kwik implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Kwik',
		name: 'kwik',
		icon: { light: 'file:kwik.svg', dark: 'file:kwik.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitle(resources),
		description: 'Create Kwik customers and issue customer portal links',
		defaults: { name: 'Kwik' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'kwikApi', required: true }],
		properties: nodeProperties(kwik, resources),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, kwik, resources);
	}
}
