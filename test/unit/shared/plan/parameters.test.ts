// Reading parameters: an expression once per item, a constant once per run; options checked.
import type { IDataObject, IExecuteFunctions, INodeParameters } from 'n8n-workflow';
import { readOptions } from '../../../../nodes/shared/plan/options';
import { Parameters } from '../../../../nodes/shared/plan/parameters';
import { contextOf, kwik, makePay } from '../../support/nodeUnderTest';

/** A context that counts its readings; an expression gives the item's index. */
function counting(parameters: INodeParameters, rows: IDataObject[] = []) {
	const getNodeParameter = jest.fn((name: string, index: number): unknown => {
		const stored = parameters[name];
		return typeof stored === 'string' && stored.startsWith('=') ? index : stored;
	});
	const getInputData = () => rows.map((json) => ({ json }));
	const context = { getNode: () => ({ parameters }), getInputData, getNodeParameter };
	return {
		getNodeParameter,
		reader: new Parameters(context as unknown as IExecuteFunctions),
	};
}

test('a constant is read once at most, however many items there are', () => {
	const { reader, getNodeParameter } = counting({ email: 'a@b', filters: { a: ['x'] } });
	for (let item = 0; item < 100; item++) {
		expect(reader.read('email', item)).toBe('a@b');
		expect(reader.read('filters', item)).toEqual({ a: ['x'] });
	}
	expect(getNodeParameter.mock.calls.length).toBeLessThanOrEqual(2);
});

test('an expression is read for every item, also when it is deep inside', () => {
	const { reader, getNodeParameter } = counting({
		email: '={{ $json.email.trim() }}',
		fields: { a: 1, b: [{ c: '={{ $json.c + 1 }}' }] },
	});
	expect([0, 1, 2].map((item) => reader.read('email', item))).toEqual([0, 1, 2]);
	for (let item = 0; item < 3; item++) reader.read('fields', item);
	expect(getNodeParameter).toHaveBeenCalledTimes(6);
});

test('an expression that only names a column is read from the row, without n8n', () => {
	const { reader, getNodeParameter } = counting(
		{
			dot: '={{ $json.email }}',
			quoted: '={{$json["e mail"]}}',
			single: "={{ $json['e mail'] }}",
			fields: { fixed: 'x', email: '={{ $json.email }}' },
		},
		[
			{ email: 'a@b', 'e mail': 1 },
			{ email: null, 'e mail': false },
		],
	);
	expect([0, 1].map((item) => reader.read('dot', item))).toEqual(['a@b', null]);
	expect([0, 1].map((item) => reader.read('quoted', item))).toEqual([1, false]);
	expect([0, 1].map((item) => reader.read('single', item))).toEqual([1, false]);
	expect([0, 1].map((item) => reader.read('fields', item))).toEqual([
		{ fixed: 'x', email: 'a@b' },
		{ fixed: 'x', email: null },
	]);
	expect(getNodeParameter).not.toHaveBeenCalled();
});

test.each([
	['={{ $json.missing }}', {}],
	['={{ $json.object }}', { object: { a: 1 } }],
	['={{ $json.constructor }}', {}],
	['={{ $json.a.b }}', { a: { b: 1 } }],
	['={{ $json.a }} and more', { a: 1 }],
	['=text {{ $json.a }}', { a: 1 }],
	['={{ $json.a + 1 }}', { a: 1 }],
	['={{ $("Node").item.json.a }}', { a: 1 }],
])('%s is left to n8n', (expression, row) => {
	const { reader, getNodeParameter } = counting({ value: expression }, [row]);
	expect(reader.read('value', 0)).toBe(0);
	expect(getNodeParameter).toHaveBeenCalledTimes(1);
});

test('a parameter the editor hides is undefined and not asked for', () => {
	const { reader, getNodeParameter } = counting({});
	expect(reader.read('companyName', 0)).toBeUndefined();
	expect(getNodeParameter).not.toHaveBeenCalled();
});

test('a parameter is fixed unless there is an expression somewhere inside', () => {
	const { reader } = counting({
		id: 'cus_1',
		locator: { __rl: true, mode: 'id', value: 'cus_1' },
		mapped: { __rl: true, mode: 'id', value: '={{ $json.id }}' },
	});
	expect(['id', 'locator', 'mapped', 'missing'].map((name) => reader.isFixed(name))).toEqual([
		true,
		true,
		false,
		true,
	]);
});

describe('options', () => {
	const options = (node: typeof kwik, given: INodeParameters) =>
		readOptions(node.provider, {}, new Parameters(contextOf(node.description, { options: given })));

	test('have these defaults', () => {
		expect(options(kwik, {})).toMatchObject({
			ok: true,
			value: {
				sending: {
					batchSize: 100,
					maxConcurrentRequests: 200,
					requestsPerSecond: 100,
					maxRetries: 4,
					timeout: 30000,
				},
			},
		});
		expect(options(makePay, {})).toMatchObject({
			ok: true,
			value: {
				sending: {
					maxConcurrentRequests: 40,
					requestsPerSecond: 20,
					maxRetries: 4,
					timeout: 30000,
				},
			},
		});
	});

	test('take numbers inside their limits, as number or text', () => {
		expect(options(kwik, { maxConcurrentRequests: 1, timeout: '1000' })).toMatchObject({
			ok: true,
			value: { sending: { maxConcurrentRequests: 1, timeout: 1000 } },
		});
	});

	test.each([
		['maxConcurrentRequests', -1],
		['maxConcurrentRequests', 201],
		['maxConcurrentRequests', 1.5],
		['maxConcurrentRequests', 'many'],
		['batchSize', 0],
		['batchSize', 1001],
		['maxRetries', -1],
		['maxRetries', 11],
		['requestsPerSecond', 0],
		['timeout', 999],
		['timeout', 300001],
	])('refuse %s = %s', (name, value) => {
		expect(options(kwik, { [name]: value })).toMatchObject({
			ok: false,
			failure: { source: 'input', fields: [{ field: name }] },
		});
	});
});
