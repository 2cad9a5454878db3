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

describe("the user's own key", () => {
	const withKey = (idempotencyKey: string) => create({ options: { idempotencyKey } });

	test('is sent as it is, in every round', () => {
		expect(keyOf(smarterPay, withKey('order 1042'))).toBe('order 1042');
		expect(keyOf(smarterPay, withKey('order 1042'), 'another effect', 3)).toBe('order 1042');
	});

	test('is refused for a second item, which would get the answer of the first', () => {
		const [first, second] = smarterPay.outcomes(withKey('same'), [{}, {}]);
		expect(first).toMatchObject({ ok: true });
		expect(second).toMatchObject({ ok: false, failure: { fields: [{ field: 'idempotencyKey' }] } });
	});

	test('is not used by a row that is not sent', () => {
		const rows = [{ page: '' }, { page: 'EP02AB12CD34EF56GH78' }];
		const mapped = { ...withKey('same'), dataMode: 'autoMapInputData', ecommercePage: undefined };
		const outcomes = smarterPay.outcomes(
			mapped,
			rows.map(({ page }) => ({ ecommerce_page: page })),
		);
		expect(outcomes.map(({ ok }) => ok)).toEqual([false, true]);
	});

	test.each(['x'.repeat(256), 'käse', 'line\nbreak', 'tab\there'])(
		'%j is no header value and refused (SmarterPay D22)',
		(key) => {
			expect(smarterPay.problems(withKey(key))).toEqual([
				expect.stringMatching(/^idempotencyKey: must be/),
			]);
		},
	);

	test('may hold every sign of the document', () => {
		const signs = '_ : ; . , \\ / " \' ? ! ( ) { } [ ] @ < > = - + * # $ & ` | ~ ^ %';
		expect(keyOf(smarterPay, withKey(signs))).toBe(signs);
		expect(smarterPay.problems(withKey('x'.repeat(255)))).toEqual([]);
	});

	test('has the narrower form of MakePay there', () => {
		const { pattern } = makePay.provider.idempotency!;
		expect(pattern.test('order_1042.~:+/=-')).toBe(true);
		for (const key of ['short_7', 'x'.repeat(201), 'with space', 'semi;colon']) {
			expect(pattern.test(key)).toBe(false);
		}
	});
});
