// What n8n's editor gets: only what it knows, with texts, in the right places.
import { runInNewContext } from 'node:vm';
import { isRequestField, walk } from '../../support/properties';
import { isProperty, nodes } from '../../support/nodeUnderTest';
import type { INodeProperties } from 'n8n-workflow';
import { kwik } from '../../../../nodes/Kwik/provider';
import type { Field } from '../../../../nodes/shared/contract/field';
import type { Operation } from '../../../../nodes/shared/contract/operation';
import { withDataMode } from '../../../../nodes/shared/form/mapping';
import { nodeProperties, subtitle } from '../../../../nodes/shared/form/nodeProperties';

const all = nodes.flatMap((node) =>
	node.description.properties.map((property) => ({ node, property })),
);
const operations = nodes.flatMap(({ provider, resources }) =>
	resources.flatMap((resource) =>
		resource.operations.map((operation) => ({
			name: `${provider.id} ${resource.value}.${operation.value}`,
			operation,
		})),
	),
);

/** What the editor gets of an operation with these properties. */
function editorPropertiesOf(properties: Field[]): INodeProperties[] {
	const create: Operation = {
		name: 'Create',
		value: 'create',
		action: 'Create thing',
		description: 'Create a thing that is made up',
		properties,
		repeat: 'safe',
		request: () => ({ method: 'POST', path: '/things' }),
		result: (body) => body,
	};
	const thing = { name: 'Thing', value: 'thing', operations: [create], defaultOperation: create };
	return nodeProperties(kwik, [thing]);
}
const SMALL_WORDS =
	/^(a|an|and|as|at|but|by|for|from|if|in|into|nor|of|on|onto|or|per|the|to|with)$/;

/** Title Case as n8n's own lint rule has it: every word but the small ones begins with a capital. */
const isTitleCase = (text: string) =>
	text.split(' ').every((word, i) => /^[^a-z]/.test(word) || (i > 0 && SMALL_WORDS.test(word)));

test.each(nodes)('$description.name has these resources and operations, and no other', (node) => {
	const offered = node.resources.map(({ value, operations: list }) => [
		value,
		list.map((operation) => operation.value).sort(),
	]);
	const expected: Record<string, unknown> = {
		kwik: {
			customer: ['archive', 'create', 'get', 'getAll', 'update', 'upsert'],
			customerPortal: ['createLink'],
		},
		smarterPay: {
			customerAccount: ['create', 'get', 'update'],
			paymentLink: ['create', 'expire', 'get', 'getAll', 'update'],
		},
		makePay: {
			bookkeepingInvoice: ['create', 'createPaymentLink', 'get', 'getAll'],
			customer: ['getAll', 'upsert'],
			customerPortal: ['createLink'],
			paymentLink: ['create', 'get', 'getAll', 'sendEmail', 'update'],
			subscription: ['getAll'],
			webhookRequest: ['getAll'],
		},
	};
	expect(Object.fromEntries(offered)).toEqual(expected[node.description.name]);
});

test('every property but the selectors and the options belongs to an operation', () => {
	for (const { property } of all) {
		if (['resource', 'options'].includes(property.name)) continue;
		const { show } = property.displayOptions ?? {};
		expect(show?.resource).toHaveLength(1);
		if (property.name !== 'operation') expect(show?.operation).toHaveLength(1);
	}
});

test('limit keeps the condition of its own beside that of its operation', () => {
	const limits = all.filter(({ property }) => property.name === 'limit');
	expect(limits.length).toBeGreaterThan(2);
	for (const { property } of limits) {
		expect(property.displayOptions?.show).toMatchObject({ returnAll: [false] });
	}
});

test("nothing of the engine's own is handed to the editor", () => {
	for (const { property } of all) {
		for (const each of walk(property)) {
			expect(each).not.toHaveProperty('rules');
			expect(each).not.toHaveProperty('cases');
		}
	}
});

test('names are camelCase; where a name stands twice no two of its cases can be shown together', () => {
	for (const { description, resources } of nodes) {
		for (const resource of resources) {
			for (const operation of resource.operations) {
				const shown = description.properties.filter(({ displayOptions: { show } = {} }) => {
					const matches = (key: string, value: string) => !show?.[key] || show[key].includes(value);
					return matches('resource', resource.value) && matches('operation', operation.value);
				});
				for (const [i, one] of shown.entries()) {
					expect(one.name).toMatch(/^[a-z][A-Za-z0-9]*$/);
					for (const other of shown.slice(i + 1).filter(({ name }) => name === one.name)) {
						expect([one.name, exclude(one, other)]).toEqual([one.name, true]);
					}
				}
			}
		}
	}
});

/** Whether one condition of two properties can never hold for both. */
function exclude(one: INodeProperties, other: INodeProperties): boolean {
	const [first, second] = [one, other].map(({ displayOptions }) => displayOptions?.show ?? {});
	return Object.keys(first!).some(
		(key) => second![key] && !first![key]!.some((value) => second![key]!.includes(value)),
	);
}

describe('a field that a record needs', () => {
	const needed: Field = {
		displayName: 'Name',
		name: 'personName',
		type: 'string',
		required: true,
		default: '',
		displayOptions: { show: { type: ['person'] } },
		rules: { kind: 'text', required: true },
	};
	const propertiesOf = (properties: Field[]) =>
		editorPropertiesOf(properties).filter(({ name }) => name === 'personName');

	test('is required where each column is mapped by hand, and not where all are mapped', () => {
		const show = { resource: ['thing'], operation: ['create'] };
		const { rules: _rules, required: _required, ...shown } = needed;
		expect(propertiesOf(withDataMode([needed]))).toEqual([
			{
				...shown,
				required: true,
				displayOptions: { show: { ...show, dataMode: ['defineBelow'], type: ['person'] } },
			},
			{
				...shown,
				displayOptions: { show: { ...show, dataMode: ['autoMapInputData'], type: ['person'] } },
			},
		]);
	});

	test('stands once where there is no such choice', () => {
		expect(propertiesOf([needed])).toMatchObject([{ required: true }]);
		expect(propertiesOf([needed])).toHaveLength(1);
	});

	test('keeps what is set in it when the way is changed: both are the same parameter', () => {
		const both = nodes.flatMap(({ description }) =>
			description.properties.filter(
				({ displayOptions }) => displayOptions?.show?.dataMode !== undefined,
			),
		);
		expect(both.length).toBeGreaterThan(10);
		for (const { name, type, default: standard } of both) {
			const same = both.filter((other) => other.name === name && other.type === type);
			expect(new Set(same.map((other) => JSON.stringify(other.default)))).toEqual(
				new Set([JSON.stringify(standard)]),
			);
		}
	});
});

test('a field shown in several cases stands once for each, with the conditions of the operation', () => {
	const either: Field = {
		displayName: 'Fee',
		name: 'fee',
		type: 'string',
		default: '',
		cases: [{ show: { kind: ['a'] } }, { show: { amount: [{ _cnd: { exists: true } }] } }],
		rules: { kind: 'text' },
	};
	const own = { resource: ['thing'], operation: ['create'] };
	expect(
		editorPropertiesOf([either])
			.filter(({ name }) => name === 'fee')
			.map(({ displayOptions }) => displayOptions),
	).toEqual([
		{ show: { ...own, kind: ['a'] } },
		{ show: { ...own, amount: [{ _cnd: { exists: true } }] } },
	]);
});

test('the subtitle says the operation and what it is about, in the words of the editor', () => {
	for (const { description, resources } of nodes) {
		const code = /^=\{\{ (.*) \}\}$/.exec(description.subtitle ?? '')![1]!;
		for (const resource of resources) {
			for (const operation of resource.operations) {
				const $parameter = { resource: resource.value, operation: operation.value };
				expect(runInNewContext(code, { $parameter })).toBe(`${operation.name}: ${resource.name}`);
			}
		}
	}
	expect(subtitle(nodes[0]!.resources)).toBe(nodes[0]!.description.subtitle);
});

test('labels and option names are in Title Case', () => {
	const labels = all.flatMap(({ property }) =>
		walk(property).flatMap((each) => [
			// What stands in a notice is a text.
			...(each.type === 'notice' ? [] : [each.displayName]),
			...(each.options ?? []).flatMap((option) => (isProperty(option) ? [] : (option.name ?? []))),
		]),
	);
	expect(labels.length).toBeGreaterThan(100);
	expect(labels.filter((label) => !isTitleCase(label))).toEqual([]);
});

test('resource and operation are the first conditions of everything that has them', () => {
	for (const { property } of all) {
		const conditions = Object.keys(property.displayOptions?.show ?? {});
		expect(conditions.slice(0, 2)).toEqual(['resource', 'operation'].slice(0, conditions.length));
	}
});

test.each(operations)('$name says what it does', ({ operation }) => {
	expect(operation.action).toMatch(/^[A-Z][a-z]/);
	// n8n's rule: an action has no articles.
	expect(operation.action).not.toMatch(/\b(a|an|the)\b/i);
	expect(operation.description.length).toBeGreaterThan(15);
	expect(operation.name).toMatch(/^[A-Z]/);
});

test.each(operations)('$name simplifies exactly when it offers Simplify', ({ operation }) => {
	const offered = ['simplify', 'output', 'outputFields'].map((wanted) =>
		operation.properties.some(({ name }) => name === wanted),
	);
	expect(new Set(offered)).toEqual(new Set([operation.simplify !== undefined]));
});

test('Simplify is for people and Output for the tools of agents', () => {
	for (const { property } of all) {
		const { show } = property.displayOptions ?? {};
		const isTool = { simplify: false, output: true, outputFields: true }[property.name];
		expect([property.name, show?.['@tool']]).toEqual([
			property.name,
			isTool === undefined ? undefined : [isTool],
		]);
	}
	const [output] = all.filter(({ property }) => property.name === 'output');
	expect(output!.property.options).toMatchObject([
		{ name: 'Simplified', value: 'simplified' },
		{ name: 'Raw', value: 'raw' },
		{ name: 'Selected Fields', value: 'selected' },
	]);
});

const LINK = ['provider', 'id', 'url', 'status', 'customerId', 'expiresAt'];
const CUSTOMER = ['provider', 'id', 'reference', 'name', 'email', 'phone', 'status', 'createdAt'];

test('every simplified record has the shared names first, at most ten in all', () => {
	for (const { name, operation } of operations) {
		if (!operation.simplify) continue;
		const sample = { customer: { urls: { customerPortal: 'https://makepay.io/x' } } };
		const keys = Object.keys(operation.simplify(sample));
		const [shared] = [
			...(/ customer(Account)?\./.test(name) ? [CUSTOMER] : []),
			...(/ (customerPortal|paymentLink)\./.test(name) ? [LINK] : []),
		];
		if (shared) expect([name, keys.slice(0, shared.length)]).toEqual([name, shared]);
		expect(keys.length).toBeLessThanOrEqual(10);
	}
});

test('every length that is checked is said in the description of its field', () => {
	for (const { operation } of operations) {
		for (const field of operation.properties.flatMap(walkFields)) {
			const { maxLength } = field.rules!;
			// The values of a dropdown are as long as they are.
			if (field.type === 'options' || maxLength === undefined || maxLength <= 2) continue;
			expect([field.name, field.description]).toEqual([
				field.name,
				expect.stringContaining(String(maxLength)),
			]);
		}
	}
});

function walkFields(field: Parameters<typeof isRequestField>[0]) {
	return walk(field).filter(isRequestField);
}
