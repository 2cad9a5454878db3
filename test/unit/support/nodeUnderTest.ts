// The one place where unit tests touch the engine's way of planning an item: parameters in, request out.
import { NodeHelpers } from 'n8n-workflow';
import type {
	IDataObject,
	IExecuteFunctions,
	INode,
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { Kwik } from '../../../nodes/Kwik/Kwik.node';
import { kwik as kwikProvider } from '../../../nodes/Kwik/provider';
import { resources as kwikResources } from '../../../nodes/Kwik/resources';
import { MakePay } from '../../../nodes/MakePay/MakePay.node';
import { makePay as makePayProvider } from '../../../nodes/MakePay/provider';
import { resources as makePayResources } from '../../../nodes/MakePay/resources';
import { findOperation } from '../../../nodes/shared/contract/operation';
import { sentence, type Failure, type Outcome } from '../../../nodes/shared/contract/failure';
import { RunNotes } from '../../../nodes/shared/tell/notes';
import type { Operation, Resource } from '../../../nodes/shared/contract/operation';
import type { Provider } from '../../../nodes/shared/contract/provider';
import type { ProviderRequest } from '../../../nodes/shared/contract/request';
import { Parameters } from '../../../nodes/shared/plan/parameters';
import { planItem, type Plan, type Planning } from '../../../nodes/shared/plan/plan';
import { SmarterPay } from '../../../nodes/SmarterPay/SmarterPay.node';
import { smarterPay as smarterPayProvider } from '../../../nodes/SmarterPay/provider';
import { resources as smarterPayResources } from '../../../nodes/SmarterPay/resources';

/**
 * The engine's view of a node with these parameters; what is not given has the editor's default.
 * Expressions are not evaluated.
 */
export function contextOf(
	description: INodeTypeDescription,
	given: INodeParameters,
	rows: IDataObject[] = [{}],
): IExecuteFunctions {
	const node: INode = {
		id: '1',
		name: description.displayName,
		type: description.name,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	node.parameters =
		NodeHelpers.getNodeParameters(description.properties, given, true, false, node, description) ??
		{};
	const context = {
		getNode: () => node,
		getInputData: () => rows.map((json) => ({ json })),
		getNodeParameter: (name: string, _index: number, fallback?: unknown) =>
			node.parameters[name] ?? fallback,
	};
	return context as unknown as IExecuteFunctions;
}

/** A node whose operations can be planned without n8n. */
export class NodeUnderTest {
	constructor(
		readonly provider: Provider,
		readonly resources: Resource[],
		readonly description: INodeTypeDescription,
		/** The version of the API that the credential asks for. */
		readonly apiVersion = provider.versions?.of({}) ?? '',
	) {}

	/** The same node with a credential that asks for another version of the API. */
	at(apiVersion: string): NodeUnderTest {
		return new NodeUnderTest(this.provider, this.resources, this.description, apiVersion);
	}

	operation(resource: string, operation: string): Operation {
		const found = findOperation(this.resources, resource, operation);
		if (!found) throw new Error(`There is no ${resource}.${operation}`);
		return found;
	}

	/** The plan of the parameters' operation for one row of input. @throws when the item is refused */
	plan(parameters: INodeParameters, row: IDataObject = {}): Plan {
		const [outcome] = this.outcomes(parameters, [row]);
		if (!outcome!.ok) throw new Error(JSON.stringify(outcome!.failure));
		return outcome!.value;
	}

	/** The request built from the parameters. @throws when the item is refused */
	request(parameters: INodeParameters, row?: IDataObject): ProviderRequest {
		const { batch } = this.operation(String(parameters.resource), String(parameters.operation));
		const plan = this.plan(parameters, row);
		const { record, ...request } = plan.request;
		return batch ? { ...request, body: { [batch.recordsKey]: [record!] } } : request;
	}

	/** Why the item is refused; undefined when it is not. */
	failure(parameters: INodeParameters, row: IDataObject = {}): Failure | undefined {
		const [outcome] = this.outcomes(parameters, [row]);
		return outcome!.ok ? undefined : outcome!.failure;
	}

	/** The refused fields with their problems, as `field: problem`. */
	problems(parameters: INodeParameters, row?: IDataObject): string[] {
		return (this.failure(parameters, row)?.fields ?? []).map(
			({ field, message }) => `${field}: ${message}`,
		);
	}

	/** The refused fields as a person reads of them: `Email "c@example,com" is not an e-mail address`. */
	sentences(parameters: INodeParameters, row?: IDataObject): string[] {
		return (this.failure(parameters, row)?.fields ?? []).map(sentence);
	}

	/** The operation's fields the editor shows for these parameters: `reference`, `additionalFields.email` … */
	editorFields(given: INodeParameters): string[] {
		const node = contextOf(this.description, given).getNode();
		const shows = (values: INodeParameters, property: INodeProperties) =>
			NodeHelpers.displayParameter(values, property, node, this.description, node.parameters);
		return this.description.properties
			.filter((property) => shows(node.parameters, property))
			.flatMap((property) =>
				property.type === 'collection'
					? (property.options ?? [])
							.filter(isProperty)
							.filter((option) => shows({}, option))
							.map((option) => `${property.name}.${option.name}`)
					: [property.name],
			)
			.filter((name) => !/^(resource|operation|dataMode|columnsNotice|options\..*)$/.test(name))
			.sort();
	}

	/** What planning makes of each row, as in one run of the node. */
	outcomes(
		parameters: INodeParameters,
		rows: IDataObject[],
		{ notes = new RunNotes() } = {},
	): Array<Outcome<Plan>> {
		const planning = this.planning(parameters, rows, notes);
		return rows.map((_, index) => planItem(planning, index));
	}

	/** What planning knows of one run of the node. */
	planning(parameters: INodeParameters, rows: IDataObject[], notes = new RunNotes()): Planning {
		return {
			provider: this.provider,
			operation: this.operation(String(parameters.resource), String(parameters.operation)),
			parameters: new Parameters(contextOf(this.description, parameters, rows)),
			notes,
			chosenKeys: new Map<string, number>(),
			apiVersion: this.apiVersion,
		};
	}
}

/** True for the entries of a collection; its type in n8n covers those of dropdowns as well. */
export function isProperty(
	option: INodePropertyOptions | INodeProperties | INodePropertyCollection,
): option is INodeProperties {
	return 'type' in option;
}

export const kwik = new NodeUnderTest(kwikProvider, kwikResources, new Kwik().description);
export const smarterPay = new NodeUnderTest(
	smarterPayProvider,
	smarterPayResources,
	new SmarterPay().description,
);
export const makePay = new NodeUnderTest(
	makePayProvider,
	makePayResources,
	new MakePay().description,
);
export const nodes = [kwik, smarterPay, makePay];

/** A resource locator's value, as the editor stores it. */
export function byId(value: string): INodeParameters {
	return by('id', value);
}

/** The same in another mode. */
export function by(mode: string, value: string): INodeParameters {
	return { __rl: true, mode, value };
}
