// Idempotency keys: the same when the same thing is asked for again, different for everything else.
import type { INodeParameters } from 'n8n-workflow';
import { byId, kwik, makePay, smarterPay } from '../../support/nodeUnderTest';

const create = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'paymentLink',
	operation: 'create',
	ecommercePage: 'EP02AB12CD34EF56GH78',
	...more,
});

/** The keys of a run's items. */
function keys(parameters: INodeParameters, items = 1, run = 'a run', round = 0) {
	const rows = Array.from({ length: items }, () => ({}));
	return smarterPay.outcomes(parameters, rows, { run }).map((outcome) => {
		if (!outcome.ok) throw new Error(outcome.failure.message);
		return outcome.value.idempotency?.key(round);
	});
}

test('a key is a UUID, the form SmarterPay advises', () => {
	expect(keys(create())[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test('planning the same again gives the same key', () => {
	expect(keys(create(), 3)).toEqual(keys(create(), 3));
});

test('another item, run, body or round has another key', () => {
	const all = [
		...keys(create(), 3),
		...keys(create(), 1, 'another run'),
		...keys(create({ linkedRecords: { mandate: 'MA01' } })),
		...keys(create(), 1, 'a run', 1),
	];
	expect(new Set(all).size).toBe(all.length);
});

test('only keyed operations have one', () => {
	const id = { paymentLinkId: byId('PL01') };
	const keyed = (operation: string, more: INodeParameters = id) =>
		keys({ resource: 'paymentLink', operation, ...more })[0] !== undefined;
	expect(keyed('expire')).toBe(true);
	expect(keyed('update', { ...id, updateFields: { metadata: 'x' } })).toBe(true);
	expect(keyed('get')).toBe(false);
	expect(keyed('getAll', {})).toBe(false);
	const kwikPlan = kwik.plan({
		resource: 'customer',
		operation: 'create',
		reference: 'A',
		personName: 'B',
		personSurname: 'C',
	});
	expect(kwikPlan.idempotency).toBeUndefined();
	expect(
		makePay.plan({ resource: 'customer', operation: 'upsert', email: 'a@b' }).idempotency,
	).toBeUndefined();
});

describe("the user's own key", () => {
	const withKey = (idempotencyKey: string) => create({ options: { idempotencyKey } });

	test('is sent as it is, in every round', () => {
		expect(keys(withKey('order 1042'))).toEqual(['order 1042']);
		expect(keys(withKey('order 1042'), 1, 'another run', 3)).toEqual(['order 1042']);
	});

	test('is refused for a second item, which would get the answer of the first', () => {
		const [first, second] = smarterPay.outcomes(withKey('same'), [{}, {}]);
		expect(first).toMatchObject({ ok: true });
		expect(second).toMatchObject({ ok: false, failure: { fields: [{ field: 'idempotencyKey' }] } });
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
		expect(keys(withKey(signs))).toEqual([signs]);
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
