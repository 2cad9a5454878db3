// Idempotency keys of a plan: the user's own, or one that its effect gives.
import type { INodeParameters } from 'n8n-workflow';
import { joined } from '../../../../nodes/shared/deliver/batch';
import { byId, kwik, makePay, smarterPay } from '../../support/nodeUnderTest';

const create = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'paymentLink',
	operation: 'create',
	ecommercePage: 'EP02AB12CD34EF56GH78',
	...more,
});

/** The key that an operation's request is sent with. */
function keyOf(node: typeof smarterPay, parameters: INodeParameters, effectId = 'e', round = 0) {
	const operation = node.operation(String(parameters.resource), String(parameters.operation));
	return joined(operation, [{ ...node.plan(parameters), effectId, round }]).idempotencyKey;
}

test('only keyed operations have one', () => {
	const id = { resource: 'paymentLink', paymentLinkId: byId('PL01') };
	const update = { ...id, operation: 'update', updateFields: { metadata: 'x' } };
	expect(keyOf(smarterPay, create())).toBeDefined();
	expect(keyOf(smarterPay, { ...id, operation: 'expire' })).toBeDefined();
	expect(keyOf(smarterPay, update)).toBeDefined();
	expect(keyOf(smarterPay, { ...id, operation: 'get' })).toBeUndefined();
	const customer = { resource: 'customer', operation: 'upsert', email: 'a@b' };
	expect(keyOf(makePay, customer)).toBeUndefined();
	const person = { reference: 'A', personName: 'B', personSurname: 'C' };
	expect(keyOf(kwik, { resource: 'customer', operation: 'create', ...person })).toBeUndefined();
});

test('it goes by the effect and the round, and not by what is asked for', () => {
	expect(keyOf(smarterPay, create())).toBe(
		keyOf(smarterPay, create({ linkedRecords: { mandate: 'MA01' } })),
	);
	const all = [
		keyOf(smarterPay, create()),
		keyOf(smarterPay, create(), 'f'),
		keyOf(smarterPay, create(), 'e', 1),
	];
	expect(new Set(all).size).toBe(3);
});

describe('what the user says tells an item from all others', () => {
	const by = (avoidDuplicatesBy: string | number) => create({ avoidDuplicatesBy });
	const account = (avoidDuplicatesBy: string): INodeParameters => ({
		resource: 'customerAccount',
		operation: 'create',
		email: 'a@b.example',
		firstName: 'A',
		lastName: 'B',
		addressLine1: 'C',
		city: 'D',
		postalCode: 'E',
		avoidDuplicatesBy,
	});
	const makePayLink = (avoidDuplicatesBy: string): INodeParameters => ({
		resource: 'paymentLink',
		operation: 'create',
		title: 'A',
		amount: '5',
		avoidDuplicatesBy,
	});

	test('gives the key, whoever asks and in every round; what else is sent does not matter', () => {
		const key = keyOf(smarterPay, by('order 1042'));
		expect(keyOf(smarterPay, by('order 1042'), 'another effect', 3)).toBe(key);
		expect(keyOf(smarterPay, { ...by('order 1042'), description: 'other' })).toBe(key);
		expect(keyOf(smarterPay, by('order 1043'))).not.toBe(key);
		expect(keyOf(smarterPay, by('ORDER 1042'))).not.toBe(key);
	});

	// In another version of the package too: a workflow run anew after an update must find what it made before.
	test.each([
		['SmarterPay link', smarterPay, by('INV 12/3'), '5eddc3c3-020e-4f8d-5d3a-d668bdb6dc96'],
		['SmarterPay account', smarterPay, account('INV 12/3'), '5b5e95c1-7f80-27a6-60fe-d0202e91821a'],
		['MakePay link', makePay, makePayLink('INV 12/3'), '8c101d1f-abf5-0ffc-126b-b35aacc6483a'],
	])('of a %s it is this very key, for ever, and no other endpoint has the same', (...given) => {
		const [, node, parameters, key] = given;
		expect(keyOf(node, parameters)).toBe(key);
	});

	test.each([
		'1',
		'short_7',
		'INV 12/3',
		'käse 🧀',
		'line\nbreak',
		'semi;colon"',
		'x'.repeat(3000),
		'日本語',
	])('any text will do, in the documented form of both providers: %j', (value) => {
		for (const key of [keyOf(smarterPay, by(value)), keyOf(makePay, makePayLink(value))])
			expect(key).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	});

	test('is the same as number and as text, with blanks around it, and however its accents are written', () => {
		expect(keyOf(smarterPay, by(1042))).toBe(keyOf(smarterPay, by('1042')));
		expect(keyOf(smarterPay, by(' 1042\n'))).toBe(keyOf(smarterPay, by('1042')));
		expect(keyOf(smarterPay, by('e\u0301'))).toBe(keyOf(smarterPay, by('\u00e9')));
		expect(keyOf(smarterPay, by('0042'))).not.toBe(keyOf(smarterPay, by('42')));
	});

	test('is nothing where it is empty: the key is made as ever', () => {
		expect(keyOf(smarterPay, by('  '))).toBe(keyOf(smarterPay, create()));
		expect(keyOf(smarterPay, by(''), 'f')).not.toBe(keyOf(smarterPay, by('')));
	});

	test('is no part of the request', () => {
		expect(smarterPay.request(by('INV-1'))).toEqual(smarterPay.request(create()));
		expect(makePay.request(makePayLink('INV-1'))).toEqual(makePay.request(makePayLink('')));
	});

	test('is refused for a second item, which would get the answer of the first', () => {
		const [first, second] = smarterPay.outcomes(by('same'), [{}, {}]);
		expect(first).toMatchObject({ ok: true });
		expect(second).toMatchObject({
			ok: false,
			failure: {
				message: expect.stringMatching(/^Avoid Duplicates By "same" is the same as that of row 1/),
				fields: [{ field: 'avoidDuplicatesBy' }],
			},
		});
	});

	test('is not used by a row that is not sent', () => {
		const rows = [{ page: '' }, { page: 'EP02AB12CD34EF56GH78' }];
		const mapped = { ...by('same'), dataMode: 'autoMapInputData', ecommercePage: undefined };
		const outcomes = smarterPay.outcomes(
			mapped,
			rows.map(({ page }) => ({ ecommerce_page: page })),
		);
		expect(outcomes.map(({ ok }) => ok)).toEqual([false, true]);
	});

	test.each([
		[{ an: 'object' }, /is an object or a list/],
		[['a', 'list'], /is an object or a list/],
		['half \ud800 a character', /lone surrogate/],
		['{{ $json.invoice }}', /an expression that was not evaluated/],
	])('%j is refused: it would be the same text for several rows', (value, message) => {
		expect(smarterPay.problems(by(value as string))).toEqual([expect.stringMatching(message)]);
	});

	test('is not asked of changes, which do no harm when they are made again', () => {
		const asks = [smarterPay, makePay, kwik].flatMap(({ resources }) =>
			resources.flatMap(({ value, operations }) =>
				operations
					.filter(({ properties }) => properties.some(({ name }) => name === 'avoidDuplicatesBy'))
					.map((operation) => `${value}.${operation.value}`),
			),
		);
		expect(asks).toEqual(['customerAccount.create', 'paymentLink.create', 'paymentLink.create']);
	});
});
