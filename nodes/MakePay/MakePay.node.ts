// The MakePay node: customers, signed links to their billing portal, payment links, invoices.
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
import { makePay } from './provider';
import { resources } from './resources';

export class MakePay implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'MakePay',
		name: 'makePay',
		icon: { light: 'file:makePay.svg', dark: 'file:makePay.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle: subtitle(resources),
		description:
			'Create MakePay customers, payment links, invoices and signed customer portal links',
		defaults: { name: 'MakePay' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'makePayPartnerApi', required: true }],
		properties: nodeProperties(makePay, resources),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, makePay, resources);
	}
}
