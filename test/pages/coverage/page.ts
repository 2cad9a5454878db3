// The coverage of the providers' documents: every documented field, what stands for it in the node, and its test.
import type { IDataObject } from 'n8n-workflow';
import { requestFields } from '../../../nodes/shared/contract/field';
import { isObject } from '../../../nodes/shared/contract/json';
import type { ProviderDocument } from '../documents';
import { code, MADE, table } from '../markdown';
import { outputOf } from './answers';
import { kwikNotCalled, kwikTables } from './kwik';
import { makePayTables } from './makePay';
import { probeOf } from './probe';
import { smarterPayNotCalled, smarterPayTables } from './smarterPay';
import type { Answer, Request, TableOfFields } from './tables';

export const TABLES = [...kwikTables, ...smarterPayTables, ...makePayTables];
export const NOT_CALLED = [...kwikNotCalled, ...smarterPayNotCalled];

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
