// What an operation sends for its fields: each is set, and what changes in the request is where it goes.
import type { INodeParameters } from 'n8n-workflow';
import { isField, labelOf, requestFields, type Field } from '../../../nodes/shared/contract/field';
import type { NodeUnderTest } from '../../unit/support/nodeUnderTest';

/** Values that some field takes; two of them tell which part of the request is the field's. */
const VALUES = [
	'Sample 1',
	'Sample 2',
	'https://example.com/1',
	'https://example.com/2',
	'a@example.com',
	'b@example.com',
	'12',
	'34',
	'129.99',
	'2026-01-31',
	'2026-02-28',
	'GB',
	'FR',
	'true',
	'{"a":"1"}',
	'{"a":"2"}',
	'[{"description":"1"}]',
	'[{"description":"2"}]',
];

/** What a request may need besides, before it is sent at all: an address, a change. */
const NEEDED: INodeParameters[] = [
	{},
	{ customerEmail: 'x@example.com', email: 'x@example.com' },
	{
		updateFields: { email: 'x@example.com', metadata: '{"x":"0"}', extendExpirationTime: 'never' },
	},
];

const choices = ({ options = [] }: Field) =>
	options.flatMap((option) => ('value' in option ? [option.value as string] : []));

/** The leaves of a value, by their paths. */
export function leaves(value: unknown, path = ''): Map<string, string> {
	if (typeof value !== 'object' || value === null) return new Map([[path, JSON.stringify(value)]]);
	return new Map(
		Object.entries(value).flatMap(([name, inside]) => [
			...leaves(inside, path === '' ? name : `${path}.${name}`),
		]),
	);
}

/** What an operation sends for its fields: the labels of the fields, by the path in the request. */
class Probe {
	/** By the path in the request. */
	readonly labels = new Map<string, Set<string>>();
	private readonly base: INodeParameters;

	constructor(
		private readonly node: NodeUnderTest,
		operationName: string,
	) {
		const [resource, operation] = operationName.split('/') as [string, string];
		const { properties } = node.operation(resource, operation);
		this.base = { resource, operation, returnAll: true };
		const required = properties.filter((field) => field.required && !field.cases);
		// What others are shown by, such as the coin of the amounts, has its last choice.
		for (const field of properties)
			if (field.type === 'options' && field.name !== 'dataMode')
				this.base[field.name] = choices(field).at(-1)!;
		for (const field of required) this.require(field);
		// What says how another field is meant is no field of its own.
		const units = requestFields(properties).map(({ rules }) => rules?.unit?.parameter);
		for (const field of properties) if (!units.includes(field.name)) this.try(field);
	}

	/** The request, with whatever else it needs before it is sent at all. */
	private send(
		parameters: INodeParameters,
		needed: INodeParameters,
	): Map<string, string> | undefined {
		try {
			const { method: _method, ...request } = this.node.request({ ...needed, ...parameters });
			return leaves(request);
		} catch {
			return undefined;
		}
	}

	private require(field: Field): void {
		this.base[field.name] = valueOf(field, field.type === 'json' ? '[{"description":"0"}]' : 'x0');
		if (/email/i.test(field.name)) this.base[field.name] = 'x@example.com';
		if (/amount/i.test(field.name)) this.base[field.name] = '1';
	}

	private try(field: Field, within?: string): void {
		if (field.type === 'collection') {
			for (const one of (field.options ?? []).filter(isField)) this.try(one, field.name);
			return;
		}
		if (!field.rules && field.type !== 'resourceLocator') return;
		const shown = Object.fromEntries(
			Object.entries(field.displayOptions?.show ?? {}).flatMap(([name, values]) =>
				name.startsWith('@') ? [] : [[name.replace('/', ''), values?.[0]]],
			),
		) as INodeParameters;
		const label = within ? `*${this.labelOf(within)} → ${labelOf(field)}*` : `*${labelOf(field)}*`;
		for (const needed of NEEDED) {
			const inside = (needed[within ?? ''] ?? {}) as INodeParameters;
			const sent = [...choices(field), true, false, ...VALUES].flatMap((value) => {
				const own = within
					? { [within]: { ...inside, [field.name]: value } }
					: { [field.name]: valueOf(field, value as string) };
				const request = this.send({ ...this.base, ...shown, ...own }, needed);
				return request ? [request] : [];
			});
			const without = this.send({ ...this.base, ...shown }, needed) ?? sent[0];
			for (const path of new Set(sent.flatMap((request) => [...request.keys()])))
				if (sent.some((request) => request.get(path) !== without!.get(path)))
					this.note(path, label);
		}
	}

	private labelOf(name: string): string {
		const { resource, operation } = this.base as { resource: string; operation: string };
		const { properties } = this.node.operation(resource, operation);
		return labelOf(properties.find((property) => property.name === name)!);
	}

	private note(path: string, label: string): void {
		this.labels.set(path, (this.labels.get(path) ?? new Set()).add(label));
	}

	/** The labels of everything at a path and below it. */
	at(path: string): string[] {
		const found = [...this.labels].filter(([one]) => one === path || one.startsWith(`${path}.`));
		return [...new Set(found.flatMap(([, labels]) => [...labels]))];
	}
}

function valueOf({ type }: Field, value: string): INodeParameters[string] {
	return type === 'resourceLocator' ? { __rl: true, mode: 'id', value } : value;
}

const probes = new Map<NodeUnderTest, Map<string, Probe>>();

/** The probe of an operation, made once. */
export function probeOf(node: NodeUnderTest, operation: string): Probe {
	const ofNode = probes.get(node) ?? new Map<string, Probe>();
	probes.set(node, ofNode);
	const probe = ofNode.get(operation) ?? new Probe(node, operation);
	ofNode.set(operation, probe);
	return probe;
}
