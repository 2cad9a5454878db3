// MakePay's *Reuse Open Link*: which link is given back, which is refused, and what is said of it. makepay.md 3.3.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { makePay } from '../support/nodeUnderTest';

const create = ({ options, ...more }: INodeParameters = {}): INodeParameters => ({
	resource: 'paymentLink',
	operation: 'create',
	title: 'Order',
	amount: '129.99',
	additionalFields: { orderId: 'order_1' },
	options: { reuseOpenLink: true, ...(options as INodeParameters) },
	...more,
});
const { decide, tell } = makePay.operation('paymentLink', 'create');
const rule = decide!.openLink!;
const link = (more: IDataObject = {}): IDataObject => ({
	uid: 'pay_1',
	publicUrl: 'https://www.makepay.io/payment/pay_1',
	status: 'active',
	amount: '129.99',
	fiatCurrency: 'USD',
	orderId: 'order_1',
	payload: { amount: '129.99' },
	latestSession: null,
	...more,
});
const decided = (links: IDataObject[], more?: INodeParameters) =>
	rule.use(makePay.request(create(more)), links, 'order_1');
const problem = (links: IDataObject[], more?: INodeParameters) => {
	const decision = decided(links, more);
	return 'problem' in decision ? decision.problem.message : undefined;
};

test('looks for the order, one row after another, and only where it is asked to', () => {
	const { lookFor, concerns } = makePay.request(create());
	expect(lookFor).toEqual({ openLink: 'order_1' });
	expect(concerns).toBe('order order_1');
	expect(rule.oneAfterAnother).toBe(true);
	expect(rule.keysOf(link())).toEqual(['order_1']);
	expect(rule.keysOf(link({ orderId: null }))).toEqual([]);
	const without = makePay.request(create({ options: { reuseOpenLink: false } }));
	expect([without.lookFor, without.concerns]).toEqual([undefined, undefined]);
});

test('a row without an order ID is refused', () => {
	expect(makePay.sentences(create({ additionalFields: {} }))).toEqual([
		'Order ID is required to reuse an open link: it tells which one is the same',
	]);
});

test.each([
	['open', {}],
	['paused', { status: 'paused' }],
	['of a status that is not known', { status: 'draft' }],
	['paid', { latestSession: { status: 'complete' } }],
	['paid and expired since', { status: 'expired', latestSession: { status: 'complete' } }],
	['paid by its own status', { status: 'paid' }],
	['on its way', { status: 'expired', latestSession: { status: 'deposit_received' } }],
	['underpaid', { status: 'expired', latestSession: { status: 'underpaid' } }],
	['with the amount written otherwise', { amount: '0129.990' }],
	['with a number as its amount', { amount: 129.99 }],
])('a link that is %s is given back', (_what, more) => {
	const known = link(more);
	expect(decided([known])).toEqual({ record: known });
});

test.each([
	['archived', { status: 'archived' }],
	['archived, by a list that tells no payment', { status: 'archived', latestSession: undefined }],
	['expired', { status: 'expired' }],
	['expired while nobody had paid', { status: 'expired', latestSession: { status: 'pending' } }],
	['failed', { status: 'failed', latestSession: { status: 'failed' } }],
	['nobody’s', { anonymous: true }],
])('one that is %s is none', (_what, more) => {
	const known = JSON.parse(JSON.stringify(link(more))) as IDataObject;
	expect(decided([known])).toEqual({ request: makePay.request(create()) });
});

test('of several the paid one is given back', () => {
	const paid = link({ uid: 'pay_2', latestSession: { status: 'complete' } });
	expect(decided([link(), paid])).toEqual({ record: paid });
	const open = link({ uid: 'pay_3' });
	expect(decided([link({ status: 'archived' }), link({ amount: '1' }), open])).toEqual({
		record: open,
	});
});

test('other terms under the same order are refused', () => {
	const other = ': use another order ID, or archive that link first';
	expect(problem([link({ amount: '50.00' })])).toBe(
		`is that of link pay_1 already, whose amount is 50.00, not 129.99${other}`,
	);
	expect(problem([link({ amount: null })])).toMatch(/amount is not told, not 129.99/);
	expect(problem([link({ fiatCurrency: 'EUR' })], { fiatCurrency: 'usd' })).toMatch(
		/fiat currency is EUR, not usd/,
	);
	expect(problem([link()], { fiatCurrency: 'usd' })).toBeUndefined();
	const inEuro = link({ fiatCurrency: 'EUR', payload: { fiatCurrency: 'EUR' } });
	expect(problem([inEuro])).toMatch(/fiat currency is EUR, while this row names none/);
	const ofOther = link({ customerEmail: 'other@example.com', clientId: 'c_2' });
	expect(problem([ofOther])).toBeUndefined();
	expect(problem([ofOther], { customerEmail: 'buyer@example.com' })).toMatch(
		/customer email is other@example.com, not buyer@example.com/,
	);
	const ofClient = { additionalFields: { orderId: 'order_1', clientId: 'c_1' } };
	expect(problem([ofOther], ofClient)).toMatch(/client ID is c_2, not c_1/);
});

test('what a link tells is cut where it is very long', () => {
	const uid = 'x'.repeat(1_000_000);
	const { latestSession: _untold, ...expired } = link({ uid, status: 'expired' });
	for (const told of [link({ uid, amount: '50' }), link({ amount: uid }), expired]) {
		expect(problem([told])!.length).toBeLessThan(300);
	}
});

test('a link that is over and may have been paid is refused', () => {
	const { latestSession: _untold, ...expired } = link({ status: 'expired' });
	expect(problem([expired])).toBe(
		'is that of link pay_1, which is expired and may have been paid: look at it at MakePay, then archive it or use another order ID',
	);
});

test('the hint counts what was made, with the totals, and what was given back', () => {
	const request = makePay.request(create());
	const done = (more: IDataObject, found: boolean) => ({ request, record: link(more), found });
	const sentences = tell!([
		done({ amount: '0.1' }, false),
		done({ amount: '0.20' }, false),
		done({ amount: '7', fiatCurrency: 'eur' }, false),
		done({}, true),
		done({}, true),
		done({ latestSession: { status: 'complete' } }, true),
		done({ status: 'paused' }, true),
	]);
	expect(sentences).toEqual([
		'3 payment links: 0.30 USD and 7 EUR in total.',
		'Reuse Open Link: 2 rows were given the link of their order, which is still open.',
		'Reuse Open Link: 1 row was given the link of its order, which is paid already.',
		'Reuse Open Link: 1 row was given the link of its order, which is paused: activate it with Update before you send it.',
	]);
	expect(tell!([{ request, record: undefined }])).toEqual([
		'1 payment link: 129.99 without a currency in total.',
	]);
	expect(tell!([])).toEqual([]);
});
