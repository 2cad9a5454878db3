// The SmarterPay node: customer accounts and payment links.
import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { nodeProperties } from '../shared/form/nodeProperties';
import { runNode } from '../shared/run';
import { methods } from './pickLists';
import { smarterPay } from './provider';
import { resources } from './resources';

export class SmarterPay implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'SmarterPay',
		name: 'smarterPay',
		icon: { light: 'file:smarterPay.svg', dark: 'file:smarterPay.dark.svg' },
		group: ['transform'],
		version: 1,
		subtitle:
			'={{ ({ create: "Create", expire: "Expire", get: "Get", getAll: "Get Many", update: "Update" })[$parameter["operation"]] + ": " + ({ customerAccount: "Customer Account", paymentLink: "Payment Link" })[$parameter["resource"]] }}',
		description:
			'Create SmarterPay customer accounts, and send them links to pay by card or Direct Debit',
		defaults: { name: 'SmarterPay' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'smarterPayApi', required: true }],
		properties: nodeProperties(smarterPay, resources),
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return await runNode(this, smarterPay, resources);
	}
}
