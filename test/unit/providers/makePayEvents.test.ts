// Whether a webhook delivery is genuine, fresh and new. makepay.md 5.
import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { deliveries, events, refuseDelivery } from '../../../nodes/MakePay/events';
import { rememberEvent } from '../../../nodes/shared/deliver/received';

const SECRET = 'makepay_secret';
const NOW = 1_776_765_600_000;
const SECONDS = NOW / 1000;
const HOUR = 3_600_000;

const sign = (body: string | Buffer, time = SECONDS, secret = SECRET) =>
	`t=${time},v1=${createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex')}`;
const judge = (body: string, signature: unknown, now = NOW) =>
	refuseDelivery(Buffer.from(body), signature, SECRET, now);

describe('a genuine delivery', () => {
	test.each([
		['plain', '{"session":{"status":"complete"}}'],
		['odd whitespace and order', '{ "b" :1,\n\t"a": [ 1 ,2 ]\r\n}\n'],
		['characters beyond ASCII', '{"name":"Zoë 🎉 \u2028 日本"}'],
		['escapes that JSON.stringify would write otherwise', '{"name":"Zo\\u00eb","n":1.0,"e":1e2}'],
		['a name twice', '{"a":1,"a":2}'],
		['no JSON at all', 'hello'],
		['nothing', ''],
	])('is accepted byte for byte: %s', (_what, body) => {
		expect(judge(body, sign(body))).toBeUndefined();
	});

	test('is accepted with bytes that are no UTF-8', () => {
		const body = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
		expect(refuseDelivery(body, sign(body), SECRET, NOW)).toBeUndefined();
	});

	test.each([-300, -1, 0, 1, 300])('is fresh %p seconds off', (seconds) => {
		expect(judge('{}', sign('{}', SECONDS + seconds))).toBeUndefined();
	});

	test('may have 64 KB, counted in bytes', () => {
		const body = '"' + 'é'.repeat(32_767) + '"';
		expect(Buffer.byteLength(body)).toBe(64 * 1024);
		expect(judge(body, sign(body))).toBeUndefined();
	});
});

describe("a signature header, as MakePay's own verifiers read it", () => {
	const body = '{"session":{"status":"complete"}}';
	const [time, digest] = sign(body).split(',') as [string, string];
	const other = `v1=${'0'.repeat(64)}`;
	test.each([
		['in the other order', `${digest},${time}`],
		['with blanks', ` ${time} , ${digest} `],
		['with blanks around the signs', `${time.replace('=', ' = ')}, ${digest.replace('=', ' = ')}`],
		['in capital hex', `${time},v1=${digest.slice(3).toUpperCase()}`],
		['with another scheme after it', `${time},${digest},v2=abc`],
		['with another scheme before it', `v0=abc,${time},${digest}`],
		['with several digests, of which one fits', `${time},${other},${digest}`],
		['with a line after it', `${sign(body)}\n`],
		['with an empty part', `${time},,${digest},`],
	])('may be %s', (_what, signature) => {
		expect(judge(body, signature)).toBeUndefined();
	});

	test('is fresh for whole seconds', () => {
		expect(judge('{}', sign('{}', SECONDS - 300), NOW + 999)).toBeUndefined();
		expect(judge('{}', sign('{}', SECONDS - 300), NOW + 1000)).toMatchObject({ status: 401 });
	});
});

describe('what is asked for', () => {
	const wanted = (delivery: IDataObject, events: string[] = [], statuses: string[] = []) =>
		deliveries.wanted(delivery, (name) => ({ events, statuses })[name]);
	const changed = (status?: string) => ({
		type: 'makepay.payment.status_changed',
		event: { type: 'status_changed' },
		...(status ? { session: { status } } : {}),
	});
	const KINDS: Array<[string, IDataObject]> = [
		['statusChanged', changed('complete')],
		['paymentRequestExpired', { event: { type: 'payment_request_expired' } }],
		['quoteCreated', { event: { type: 'quote_created' } }],
		['quoteExpired', { event: { type: 'quote_expired' } }],
		['paymentCancelledByPayer', { event: { type: 'payment_cancelled_by_payer' } }],
		['subscriptionStatusChanged', { event: { type: 'subscription_status_changed' } }],
		[
			'subscriptionStatusChanged',
			{ type: 'makepay.subscription.status_changed', subscription: {} },
		],
		[
			'subscriptionStatusChanged',
			{
				type: 'makepay.subscription.status_changed',
				event: { type: 'status_changed' },
				subscription: {},
			},
		],
	];

	test('everything, where nothing is chosen, also what is not known', () => {
		for (const [, delivery] of KINDS) expect(wanted(delivery)).toBe(true);
		expect(wanted({ event: { type: 'something_new' } })).toBe(true);
		expect(wanted({})).toBe(true);
	});

	test.each(KINDS)('%s, where it is chosen, and else not', (name, delivery) => {
		expect(wanted(delivery, [name])).toBe(true);
		const others = events.map(({ value }) => String(value)).filter((value) => value !== name);
		expect(wanted(delivery, others)).toBe(false);
	});

	test('the statuses narrow down changes of status and nothing else', () => {
		for (const [name, delivery] of KINDS.slice(1)) {
			expect([name, wanted(delivery, [], ['complete'])]).toEqual([name, true]);
		}
		expect(wanted(changed('complete'), [], ['complete'])).toBe(true);
		expect(wanted(changed('pending'), [], ['complete'])).toBe(false);
		expect(wanted(changed(), [], ['complete'])).toBe(false);
		expect(wanted({ event: { type: 'something_new' } }, [], ['complete'])).toBe(true);
	});
});

test('an event is known by its group, and by each digest of its signature', () => {
	const signature = `t=1,v1=${'A'.repeat(64)}, v1=${'b'.repeat(64)}, v2=x`;
	const names = (more: IDataObject) =>
		deliveries.namesOf({ 'x-makepay-signature': signature, ...more });
	expect(names({ 'x-makepay-delivery-group-id': 'group' })).toEqual([
		...['group', 'a'.repeat(64), 'b'.repeat(64)],
	]);
	expect(names({ 'x-makepay-delivery-id': 'delivery' })[0]).toBe('delivery');
	expect(names({})).toHaveLength(2);
});

test('its group comes out beside what MakePay sent', () => {
	const delivery = { type: 'makepay.payment.status_changed', deliveryId: 'body' };
	const output = (headers: IDataObject) => deliveries.output(delivery, headers);
	expect(output({ 'x-makepay-delivery-group-id': 'group', 'x-makepay-delivery-id': 'id' })).toEqual(
		{ ...delivery, deliveryGroupId: 'group' },
	);
	expect(output({ 'x-makepay-delivery-id': 'id' })).toEqual({ ...delivery, deliveryGroupId: 'id' });
	expect(output({ 'x-makepay-delivery-group-id': ['a', 'b'] })).toEqual(delivery);
});

describe('401 for', () => {
	const body = '{"session":{"status":"complete"}}';
	test.each([
		['another secret', sign(body, SECONDS, 'other')],
		['an empty secret', sign(body, SECONDS, '')],
		['a signature of another body', sign(`${body} `)],
		['a time changed after signing', sign(body).replace(String(SECONDS), String(SECONDS + 1))],
		['a signature of the body without the time', `t=${SECONDS},v1=${hex(body)}`],
		['a shorter signature', sign(body).slice(0, -2)],
		['a longer signature', `${sign(body)}00`],
		['another version', sign(body).replace('v1=', 'v2=')],
		['no time', `v1=${hex(body)}`],
		['a time that is none', sign(body, Number.NaN)],
		['a negative time', sign(body, -SECONDS)],
		['something before the signature', `x ${sign(body)}`],
		['a scheme in capitals', sign(body).replace('v1=', 'V1=')],
		['a header of a megabyte', `${'x=1,'.repeat(250_000)}${sign(body)}`],
		['an empty header', ''],
		['no header', undefined],
		['two headers', [sign(body), sign(body)]],
	])('%s', (_what, signature) => {
		expect(judge(body, signature)).toMatchObject({ status: 401 });
	});

	test.each([-301, 301, 86_400, -86_400])('a delivery %p seconds off', (seconds) => {
		expect(judge('{}', sign('{}', SECONDS + seconds))).toEqual({
			status: 401,
			reason: expect.stringMatching(/too old.*clock/),
		});
	});
});

test('413 for more than 64 KB, genuine or not', () => {
	const body = 'x'.repeat(64 * 1024 + 1);
	expect(judge(body, sign(body))).toMatchObject({ status: 413 });
	expect(judge(body, 'forged')).toMatchObject({ status: 413 });
});

test('400 for a request whose raw body is not there', () => {
	expect(refuseDelivery(undefined, sign(''), SECRET, NOW)).toMatchObject({ status: 400 });
});

test('no reason tells the expected signature or the secret', () => {
	for (const signature of [sign('other'), undefined, sign('{}', SECONDS - 1000)]) {
		const { reason } = judge('{}', signature)!;
		expect(reason).not.toContain(SECRET);
		expect(reason).not.toMatch(/[0-9a-f]{16}/);
	}
});

describe('the memory of deliveries', () => {
	const remember = (groups: string[], at = NOW, seen: IDataObject = {}) => {
		const repeated: boolean[] = [];
		for (const group of groups) {
			const memory = rememberEvent([group], seen, at);
			repeated.push(memory.repeated);
			// As n8n keeps it.
			seen = JSON.parse(JSON.stringify(memory.seen));
		}
		return { repeated, seen };
	};

	test('knows an event again in all its attempts', () => {
		expect(remember(['a', 'b', 'a', 'a', 'c', 'b']).repeated).toEqual([
			...[false, false, true, true, false, true],
		]);
	});

	test.each(['__proto__', 'constructor', 'toString', '12', ' '])(
		'takes the group %j as any other',
		(group) => {
			expect(remember([group, group]).repeated).toEqual([false, true]);
		},
	);

	test('keeps an event for three days after its first attempt: ten attempts take 45 minutes', () => {
		const { seen } = remember(['a']);
		expect(rememberEvent(['a'], seen, NOW + 72 * HOUR - 1).repeated).toBe(true);
		expect(rememberEvent(['a'], seen, NOW + 72 * HOUR).repeated).toBe(false);
	});

	test('is bounded: the oldest of 10,000 make room, whatever form their ids have', () => {
		for (const prefix of ['mpwhgrp_', '']) {
			const all = Array.from({ length: 10_001 }, (_, index) => `${prefix}${index}`);
			const known = Object.fromEntries(all.slice(0, 10_000).map((name, i) => [name, NOW + i]));
			const { seen } = remember([all[10_000]!], NOW + 10_000, known);
			expect(Object.keys(seen)).toHaveLength(10_000);
			expect(seen[all[0]!]).toBeUndefined();
			expect(rememberEvent([all[10_000]!], seen, NOW + 10_001).repeated).toBe(true);
			expect(rememberEvent([all[1]!], seen, NOW + 10_001).repeated).toBe(true);
		}
	});
});

function hex(body: string): string {
	return createHmac('sha256', SECRET).update(body).digest('hex');
}
