// The options of every node: what the editor offers is what the engine takes.
import type { INodeParameters, INodeProperties } from 'n8n-workflow';
import { readOptions } from '../../../../nodes/shared/plan/options';
import { Parameters } from '../../../../nodes/shared/plan/parameters';
import { contextOf, isProperty, nodes, type NodeUnderTest } from '../../support/nodeUnderTest';

const read = (node: NodeUnderTest, options: INodeParameters) =>
	readOptions(node.provider, new Parameters(contextOf(node.description, { options })));
const offered = (node: NodeUnderTest): INodeProperties[] =>
	node.description.properties
		.filter(({ name }) => name === 'options')
		.flatMap(({ options }) => (options ?? []).filter(isProperty));
const numeric = nodes.flatMap((node) =>
	offered(node)
		.filter(({ type }) => type === 'number')
		.map((option) => [node.provider.name, option.name, node, option] as const),
);

test('every node offers the options of design 5, and Batch Size only Kwik', () => {
	const names = nodes.map((node) =>
		offered(node)
			.map(({ name }) => name)
			.sort(),
	);
	const shared = ['maxConcurrentRequests', 'maxRetries', 'requestsPerSecond', 'timeout'];
	expect(names).toEqual([
		['batchSize', ...shared].sort(),
		['idempotencyKey', ...shared].sort(),
		['idempotencyKey', ...shared].sort(),
	]);
});

describe.each(numeric)(
	'%s %s',
	(_, name, node, { displayName, typeOptions, default: standard }) => {
		const { minValue, maxValue } = typeOptions as { minValue: number; maxValue: number };

		// What 0 stands for is tested below.
		const meaning = (value: unknown) =>
			value === 0 && name === 'maxConcurrentRequests' ? expect.any(Number) : value;

		test('has the default the editor shows', () => {
			const value = { [name]: meaning(standard) };
			expect(read(node, {})).toMatchObject({ ok: true, value });
			expect(read(node, { [name]: '' })).toMatchObject({ ok: true, value });
		});

		test('takes both ends of what the editor allows, and texts of them', () => {
			for (const value of [minValue, maxValue, String(maxValue)]) {
				expect(read(node, { [name]: value })).toMatchObject({
					ok: true,
					value: { [name]: meaning(Number(value)) },
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
					message: `'${name}' (${displayName}) must be a whole number from ${minValue} to ${maxValue}`,
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
	expect(read(nodes[0]!, options)).toMatchObject({ value: { maxConcurrentRequests: most } });
});

test('all that are wrong are named together', () => {
	expect(read(nodes[0]!, { batchSize: 0, timeout: 1 })).toMatchObject({
		failure: { message: '2 fields are not valid: batchSize, timeout' },
	});
});
