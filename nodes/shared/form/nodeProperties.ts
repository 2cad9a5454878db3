// Builds a node's properties from its resources: the two selectors, then every operation's own properties.
import type { INodeProperties } from 'n8n-workflow';
import type { Field } from '../contract/field';
import { editorProperties } from '../contract/field';
import type { Operation, Provider, Resource } from '../contract/operation';
import { optionsField } from './options';

const RESOURCE_SELECTOR: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

const OPERATION_SELECTOR: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [],
	default: '',
};

/** The properties of a provider's node, in the order of the editor. */
export function nodeProperties(provider: Provider, resources: Resource[]): INodeProperties[] {
	return [
		{
			...RESOURCE_SELECTOR,
			options: resources.map(({ name, value }) => ({ name, value })),
			default: resources[0]!.value,
		},
		...resources.map(operationSelector),
		...resources.flatMap((resource) =>
			resource.operations.flatMap((operation) => operationProperties(resource, operation)),
		),
		...editorProperties([optionsField(provider, resources)]),
	];
}

/** Finds an operation by the values of the two selectors. */
export function findOperation(
	resources: Resource[],
	resource: unknown,
	operation: unknown,
): Operation | undefined {
	return resources
		.find(({ value }) => value === resource)
		?.operations.find(({ value }) => value === operation);
}

function operationSelector(resource: Resource): INodeProperties {
	return {
		...OPERATION_SELECTOR,
		displayOptions: { show: { resource: [resource.value] } },
		options: resource.operations.map(({ name, value, action, description }) => ({
			name,
			value,
			action,
			description,
		})),
		default: resource.defaultOperation.value,
	};
}

function operationProperties(resource: Resource, operation: Operation): INodeProperties[] {
	return editorProperties(
		operation.properties.map((property): Field => ({
			...property,
			displayOptions: {
				...property.displayOptions,
				show: {
					...property.displayOptions?.show,
					resource: [resource.value],
					operation: [operation.value],
				},
			},
		})),
	);
}
