// The options of every node: what the editor offers is what the engine takes.
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import type { Operation } from '../../../../nodes/shared/contract/operation';
import { readOptions } from '../../../../nodes/shared/plan/options';
import { Parameters } from '../../../../nodes/shared/plan/parameters';
import { contextOf, isProperty, nodes, type NodeUnderTest } from '../../support/nodeUnderTest';

const read = (node: NodeUnderTest, options: INodeParameters) =>
	readOptions(node.provider, {}, new Parameters(contextOf(node.description, { options })));
const offered = (node: NodeUnderTest): INodeProperties[] =>
	node.description.properties
		.filter(({ name }) => name === 'options')
		.flatMap(({ options }) => (options ?? []).filter(isProperty));
const numeric = nodes.flatMap((node) =>
	offered(node)
		.filter(({ type }) => type === 'number')
		.map((option) => [node.provider.name, option.name, node, option] as const),
);

const SHARED = ['requestsPerSecond', 'workers', 'maxConcurrentRequests', 'maxRetries', 'timeout'];
const FIRST = ['checkOnly', 'includeInputFields'];

test('every node offers these options in the order of use', () => {
	const names = nodes.map((node) => offered(node).map(({ name }) => name));
	expect(names).toEqual([
		[...FIRST, 'batchSize', ...SHARED],
		[...FIRST, 'reuseOpenLink', ...SHARED],
		[...FIRST, 'reuseOpenLink', ...SHARED],
	]);
});

/** Where an option means something. */
const KNOWN: Record<string, (operation: Operation) => boolean> = {
	checkOnly: ({ readsOnly }) => !readsOnly,
	batchSize: ({ batch }) => batch !== undefined,
	reuseOpenLink: ({ reuse }) => reuse !== undefined,
};

test('an option is offered by the operations that know it, and by no other', () => {
	for (const node of nodes) {
		for (const resource of node.resources) {
			for (const operation of resource.operations) {
				const chosen = { resource: resource.value, operation: operation.value };
				const shown = offered(node)
					.filter(({ displayOptions }) => isShown(displayOptions?.show ?? {}, chosen))
					.map(({ name }) => name);
				const expected = offered(node)
					.map(({ name }) => name)
					.filter((name) => KNOWN[name]?.(operation) ?? true);
				expect([node.provider.id, chosen, shown]).toEqual([node.provider.id, chosen, expected]);
			}
		}
	}
});

function isShown(show: Record<string, unknown>, chosen: Record<string, string>): boolean {
	return Object.entries(show).every(([name, values]) =>
		(values as string[]).includes(chosen[name.replace('/', '')]!),
	);
}

describe('switches', () => {
	test('are off unless they are set', () => {
		expect(read(nodes[0]!, {})).toMatchObject({
			value: { checkOnly: false, includeInputFields: false },
		});
	});

	test.each<[unknown, boolean]>([
		[true, true],
		['true', true],
		// In doubt nothing is sent.
		['yes', true],
		[false, false],
		['false', false],
		['', false],
	])('%j of an expression is %j', (value, expected) => {
		const given = { checkOnly: value, includeInputFields: value } as INodeParameters;
		expect(read(nodes[0]!, given)).toMatchObject({
			value: { checkOnly: expected, includeInputFields: expected },
		});
	});

	test('Check Only left over from an operation that writes does not keep one from reading', () => {
		const parameters = new Parameters(
			contextOf(nodes[0]!.description, { options: { checkOnly: true } }),
		);
		expect(readOptions(nodes[0]!.provider, { readsOnly: true }, parameters)).toMatchObject({
			value: { checkOnly: false },
		});
	});
});

describe.each(numeric)(
	'%s %s',
	(_, name, node, { displayName, typeOptions, default: standard }) => {
		const { minValue, maxValue } = typeOptions as { minValue: number; maxValue: number };

		// What 0 stands for is tested below.
		const meaning = (value: unknown) =>
			value === 0 && name === 'maxConcurrentRequests' ? expect.any(Number) : value;

		/** What comes of a value: *Workers* is no number of its own, it divides the rate. */
		const sent = (value: unknown) =>
			name === 'workers'
				? { requestsPerSecond: node.provider.requestsPerSecond / Number(value) }
				: { [name]: meaning(Number(value)) };

		test('has the default the editor shows', () => {
			const sending = sent(standard);
			expect(read(node, {})).toMatchObject({ ok: true, value: { sending } });
			expect(read(node, { [name]: '' })).toMatchObject({ ok: true, value: { sending } });
		});

		test('takes both ends of what the editor allows, and texts of them', () => {
			for (const value of [minValue, maxValue, String(maxValue)]) {
				expect(read(node, { [name]: value })).toMatchObject({
					ok: true,
					value: { sending: sent(value) },
				});
			}
		});

		test.each([
			['below', minValue - 1],
			['above', maxValue + 1],
			['between whole numbers', minValue + 0.5],
			['a word', 'many'],
			['not finite', 'Infinity'],
		])('is refused when it is %s, with name and limits', (_kind, value) => {
			expect(read(node, { [name]: value })).toMatchObject({
				ok: false,
				failure: {
					source: 'input',
					effect: 'none',
					message: `${displayName} "${value}" is not a whole number from ${minValue} to ${maxValue}`,
				},
			});
		});
	},
);

test.each([
	[1, 10],
	[20, 40],
	[95, 190],
	[1000, 200],
])('at %d requests per second, automatic means at most %d at once', (requestsPerSecond, most) => {
	const options = { requestsPerSecond, maxConcurrentRequests: 0 };
	expect(read(nodes[0]!, options)).toMatchObject({
		value: { sending: { maxConcurrentRequests: most } },
	});
});

test('all that are wrong are named together', () => {
	expect(read(nodes[0]!, { batchSize: 0, timeout: 1 })).toMatchObject({
		failure: {
			message: 'Batch Size "0" is not a whole number from 1 to 1000, and 1 more field is not valid',
			fields: [{ field: 'batchSize' }, { field: 'timeout', value: '1' }],
		},
	});
});
