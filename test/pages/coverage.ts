// The coverage of the providers' documents: every documented field, what stands for it in the node, and its test.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { isField, labelOf, requestFields, type Field } from '../../nodes/shared/contract/field';
import { isObject } from '../../nodes/shared/contract/json';
import type { NodeUnderTest } from '../unit/support/nodeUnderTest';
import { NOT_CALLED, TABLES, type Answer, type Request, type TableOfFields } from './coverageMap';
import type { ProviderDocument } from './documents';
import { code, MADE, table } from './markdown';

/** A documented field and what stands for it. */
export interface Covered {
	entry: TableOfFields;
	field: string;
	/** Whether it is a field of a request or of an answer that the node makes or reads. */
	part: 'request' | 'answer' | 'said';
	/** The parameter or the field of the output; nothing where none was found. */
	parameter: string;
	test: [file: string, title: string];
}

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
function leaves(value: unknown, path = ''): Map<string, string> {
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
			if (field.type === 'options' && field.name !== 'dataMode' && !field.rules)
				this.base[field.name] = choices(field).at(-1)!;
		for (const field of required) this.require(field);
		for (const field of properties) this.try(field);
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
				const request = this.send({ ...this.base, ...shown, ...own } as INodeParameters, needed);
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

function probeOf(node: NodeUnderTest, operation: string): Probe {
	const ofNode = probes.get(node) ?? new Map<string, Probe>();
	probes.set(node, ofNode);
	const probe = ofNode.get(operation) ?? new Probe(node, operation);
	ofNode.set(operation, probe);
	return probe;
}

const inOperation = ({ node, operation }: Request | Answer) => {
	const [resource, value] = operation.split('/') as [string, string];
	const { name } = node.resources.find((one) => one.value === resource)!;
	return `${name} → ${node.operation(resource, value).name}`;
};

function parameterOf(of: Request, field: string): string {
	const path = of.at === 'path' ? 'path' : `${of.at}.${field}`;
	const labels = probeOf(of.node, of.operation).at(path);
	return labels.length > 0 ? `${inOperation(of)}: ${labels.join(', ')}` : '';
}

function valueAt(record: unknown, path: string): unknown {
	return path
		.split('.')
		.filter(Boolean)
		.reduce<unknown>(
			(inside, name) =>
				typeof inside === 'object' && inside !== null ? (inside as IDataObject)[name] : undefined,
			record,
		);
}

/** The same with another value at a path. */
function withValue(record: IDataObject, path: string, value: unknown): IDataObject {
	const copy = structuredClone(record);
	const names = path.split('.');
	const last = names.pop()!;
	const inside = names.reduce<IDataObject>((one, name) => (one[name] ??= {}) as IDataObject, copy);
	inside[last] = value as IDataObject;
	return copy;
}

/** What is read of an answer: the first record that comes out without *Simplify*. */
function recordOf(of: Answer, answer: IDataObject): IDataObject {
	const [resource, operation] = of.operation.split('/') as [string, string];
	const request = { method: 'GET', path: '', query: {}, body: {} } as const;
	return [of.node.operation(resource, operation).result(answer, request) ?? {}].flat()[0]!;
}

/** Where in an answer the record stands that comes out of it. */
function placeOf(of: Answer, answer: IDataObject): string {
	const record = JSON.stringify(recordOf(of, answer));
	const paths = [...new Set([...leaves(answer).keys()].flatMap(above))];
	return paths.find((path) => JSON.stringify(valueAt(answer, path)) === record) ?? '';
}

/** A path and all that it lies in, the answer itself first. */
const above = (path: string) => {
	const names = path.split('.');
	return ['', ...names.map((_, index) => names.slice(0, index + 1).join('.'))];
};

/** Whether a field of an answer comes out as it was sent; also where the sample lacks it. */
export function comesOut(of: Answer, answer: IDataObject, documented: string): boolean {
	const field = documented.replace(of.without ?? '\0', '');
	const path = [placeOf(of, answer), field].filter(Boolean).join('.');
	const mark = valueAt(answer, path) ?? 'a mark';
	return (
		JSON.stringify(valueAt(recordOf(of, withValue(answer, path, mark)), field)) ===
		JSON.stringify(mark)
	);
}

/** What stands for a field of an answer: its own name, and the names it has with *Simplify* on. */
function outputOf(of: Answer, answer: IDataObject, documented: string): string {
	if (!comesOut(of, answer, documented)) return '';
	const [resource, operation] = of.operation.split('/') as [string, string];
	const { simplify } = of.node.operation(resource, operation);
	const field = documented.replace(of.without ?? '\0', '');
	const record = recordOf(of, answer);
	const marked = withValue(record, field, valueAt(record, field) ?? 'a mark');
	const names = simplify
		? ['a mark', '2020-01-01 00:00:00', '2020-01-01T00:00:00.000Z', null]
				.map((value) => simplify(withValue(marked, field, value)))
				.flatMap((simple) =>
					Object.keys(simple).filter(
						(name) => JSON.stringify(simple[name]) !== JSON.stringify(simplify(marked)[name]),
					),
				)
		: [];
	const simplified = [...new Set(names)].map(code).join(', ');
	return `output ${code(field)}${simplified ? `; with *Simplify* ${simplified}` : ''}`;
}

/** The first record in a sample. */
function recordIn(sample: IDataObject): IDataObject {
	const list = Object.values(sample).find(Array.isArray) as IDataObject[] | undefined;
	return list?.[0] ?? (Object.values(sample).find(isObject) as IDataObject);
}

/** Every documented field of the tables that the map knows. */
export function coverage(documents: ProviderDocument[]): Covered[] {
	return TABLES.flatMap((entry) => {
		const document = documents.find(({ name }) => name === entry.document)!;
		const samples = document.samples.get(entry.section)!;
		const { of } = entry;
		const answer =
			of && 'answer' in of ? of.answer(of.sample === undefined ? {} : samples[of.sample]!) : {};
		const fields =
			entry.table === 'sample'
				? Object.keys(recordIn(answer))
				: document.tables.find(
						({ section, index }) => section === entry.section && index === entry.table,
					)!.fields;
		return fields.map((field): Covered => {
			const [said, saidTest] = entry.says?.[field] ?? [];
			const parameter =
				said ??
				(of === undefined
					? ''
					: 'answer' in of
						? outputOf(of, answer, field)
						: parameterOf(of, field));
			const part = said !== undefined || !of ? 'said' : 'answer' in of ? 'answer' : 'request';
			return { entry, field, part, parameter, test: saidTest ?? entry.test };
		});
	});
}

/** Tables of fields that neither the map nor the list of calls that are not made knows. */
export function unknownTables(documents: ProviderDocument[]): string[] {
	return documents.flatMap(({ name, tables }) =>
		tables
			.filter(
				({ section, index }) =>
					!TABLES.some(
						(one) => one.document === name && one.section === section && one.table === index,
					) && !NOT_CALLED.some((one) => one.document === name && one.section === section),
			)
			.map(({ section, index }) => `${name}.md ${section}, table ${index}`),
	);
}

/** Fields of the nodes' requests that no document has. */
export function invented(documents: ProviderDocument[]): string[] {
	const known = documents.map(({ text }) => text).join();
	const nodes = new Set(TABLES.flatMap(({ of }) => (of ? [of.node] : [])));
	return [...nodes].flatMap(({ provider, resources }) =>
		resources.flatMap((resource) =>
			resource.operations.flatMap((operation) =>
				requestFields(operation.properties)
					.map(({ name, rules }) => rules?.wireName ?? provider.wireName(name))
					.filter((name) => !known.includes(name.split('.').at(-1)!))
					.map((name) => `${provider.name} ${resource.name} ${operation.name}: ${name}`),
			),
		),
	);
}

const NAMES: Record<string, string> = {
	kwik: 'Kwik',
	smarterpay: 'SmarterPay',
	makepay: 'MakePay',
};

/** The page. */
export function coveragePage(documents: ProviderDocument[]): string {
	const rows = coverage(documents);
	const part = (entry: TableOfFields): string[] => [
		`### ${entry.document}.md ${entry.section}: ${entry.what}`,
		'',
		...table(
			['Documented field', 'In the node', 'Test'],
			rows
				.filter((row) => row.entry === entry)
				.map(({ field, parameter, test: [file, title] }) => [
					code(field),
					parameter,
					`[${file.split('/').at(-1)!}](../test/${file}): ${title}`,
				]),
		),
	];
	return [
		MADE,
		'',
		'# Coverage of the documents',
		'',
		`Every field of the requests and answers that the nodes know from [the documents](providers), with what stands for it in the node, and a test of it: ${rows.length} fields. What stands in the middle column was found by running the operations: a parameter was set, and the request changed at the place of the documented field; or the documented answer was read, and its field was in the output.`,
		'',
		...documents.flatMap(({ name }) => [
			`## ${NAMES[name]!}`,
			'',
			...TABLES.filter(({ document }) => document === name).flatMap(part),
		]),
		'## Documented, and not called',
		'',
		...NOT_CALLED.map(({ document, section, why }) => `- ${document}.md ${section}. ${why}`),
	]
		.join('\n')
		.concat('\n');
}
