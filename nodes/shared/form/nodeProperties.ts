// Builds a node's properties from its resources: the two selectors, then every operation's own properties.
import type { INodeProperties } from 'n8n-workflow';
import { isField, type Field } from '../contract/field';
import type { Operation, Resource } from '../contract/operation';
import { without } from '../contract/json';
import type { Provider } from '../contract/provider';
import { canAutoMap, mappedAutomatically, mappedByHand } from './mapping';
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
	const properties = canAutoMap(operation.properties)
		? operation.properties.flatMap(requiredByHand)
		: operation.properties;
	return editorProperties(
		properties.flatMap(inEachCase).map((property) => shownFor(property, resource, operation)),
	);
}

/** Where columns are mapped automatically no field is required of the node: the same field twice, each in its case. */
function requiredByHand(property: Field): Field[] {
	if (!property.required) return [property];
	const inCase = (mode: Record<string, string[]>, required: boolean): Field => ({
		...property,
		required,
		displayOptions: {
			...property.displayOptions,
			show: { ...mode, ...property.displayOptions?.show },
		},
	});
	return [inCase(mappedByHand, true), without(inCase(mappedAutomatically, false), 'required')];
}

/** A field that is shown in several cases stands once for each. */
function inEachCase({ cases, ...property }: Field): Field[] {
	return cases ? cases.map((displayOptions) => ({ ...property, displayOptions })) : [property];
}

/** Resource and operation come first: n8n stops looking at the first condition that an expression stands for. */
function shownFor(property: Field, resource: Resource, operation: Operation): Field {
	return {
		...property,
		displayOptions: {
			...property.displayOptions,
			show: {
				resource: [resource.value],
				operation: [operation.value],
				...property.displayOptions?.show,
			},
		},
	};
}

/** The properties as the editor takes them: without rules. */
function editorProperties(fields: Field[]): INodeProperties[] {
	return fields.map((field) => {
		const { options, ...property } = without(field, 'rules', 'cases');
		if (!options) return property;
		return {
			...property,
			options: options.map((option) => (isField(option) ? editorProperties([option])[0]! : option)),
		} as INodeProperties;
	});
}

/** What stands below a node on the canvas: "Create Link: Customer Portal". */
export function subtitle(resources: Resource[]): string {
	const names = (entries: Array<{ value: string; name: string }>) =>
		JSON.stringify(Object.fromEntries(entries.map(({ value, name }) => [value, name])));
	const operations = names(resources.flatMap((resource) => resource.operations));
	return `={{ (${operations})[$parameter["operation"]] + ": " + (${names(resources)})[$parameter["resource"]] }}`;
}
