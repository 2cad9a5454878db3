// Whether a webhook delivery is genuine, fresh and new. makepay.md 5.
import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { deliveries, events, checkDelivery } from '../../../nodes/MakePay/events';
import type { Refused } from '../../../nodes/shared/receive';
import { rememberEvent } from '../../../nodes/shared/deliver/received';

const SECRET = 'makepay_secret';
const NOW = 1_776_765_600_000;
const SECONDS = NOW / 1000;
const HOUR = 3_600_000;

const sign = (body: string | Buffer, time = SECONDS, secret = SECRET) =>
	`t=${time},v1=${createHmac('sha256', secret).update(`${time}.`).update(body).digest('hex')}`;
const GENUINE = { signature: expect.stringMatching(/^[0-9a-f]{64}$/) };
const judge = (body: string, signature: unknown, now = NOW) =>
	checkDelivery(Buffer.from(body), signature, SECRET, now);

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
		expect(judge(body, sign(body))).toEqual(GENUINE);
	});

	test('is accepted with bytes that are no UTF-8', () => {
		const body = Buffer.from([0x7b, 0xff, 0xfe, 0x00, 0x7d]);
		expect(checkDelivery(body, sign(body), SECRET, NOW)).toEqual(GENUINE);
	});

	test.each([-300, -1, 0, 1, 300])('is fresh %p seconds off', (seconds) => {
		expect(judge('{}', sign('{}', SECONDS + seconds))).toEqual(GENUINE);
	});

	test('may have 64 KB, counted in bytes', () => {
		const body = '"' + 'é'.repeat(32_767) + '"';
		expect(Buffer.byteLength(body)).toBe(64 * 1024);
		expect(judge(body, sign(body))).toEqual(GENUINE);
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
		expect(judge(body, signature)).toEqual(GENUINE);
	});

	test('is fresh for whole seconds', () => {
		expect(judge('{}', sign('{}', SECONDS - 300), NOW + 999)).toEqual(GENUINE);
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

test('of all digests in the header, an event is known by the one that fits alone', () => {
	const [time, digest] = sign('{}').split(',') as [string, string];
	const junk = Array.from({ length: 50 }, (_, i) => `v1=${i.toString(16).padStart(64, '0')}`);
	for (const header of [
		[digest],
		[...junk, digest],
		[digest.toUpperCase().replace('V', 'v'), ...junk],
	]) {
		expect(judge('{}', [time, ...header].join())).toEqual({ signature: digest.slice(3) });
	}
});

test('an event is known by the group of its delivery, else by the delivery itself', () => {
	const id = { 'x-makepay-delivery-id': 'delivery' };
	expect(deliveries.groupOf({ 'x-makepay-delivery-group-id': 'group', ...id })).toBe('group');
	expect(deliveries.groupOf(id)).toBe('delivery');
	expect(deliveries.groupOf({})).toBeUndefined();
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
	expect(checkDelivery(undefined, sign(''), SECRET, NOW)).toMatchObject({ status: 400 });
});

test('no reason tells the expected signature or the secret', () => {
	for (const signature of [sign('other'), undefined, sign('{}', SECONDS - 1000)]) {
		const { reason } = judge('{}', signature) as Refused;
		expect(reason).not.toContain(SECRET);
		expect(reason).not.toMatch(/[0-9a-f]{16}/);
	}
});

describe('the memory of deliveries', () => {
	const remember = (groups: string[], at = NOW, seen: IDataObject = {}) => {
		const repeated: boolean[] = [];
		for (const group of groups) {
			const memory = rememberEvent({ signature: group, group: undefined }, seen, at);
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
		expect(
			rememberEvent({ signature: 'other', group: 'a' }, seen, NOW + 72 * HOUR - 1).repeated,
		).toBe(true);
		expect(rememberEvent({ signature: 'other', group: 'a' }, seen, NOW + 72 * HOUR).repeated).toBe(
			false,
		);
	});

	const names = (count: number) => Array.from({ length: count }, (_, index) => `${index}`);
	const knownAt = (all: string[], at: number) =>
		Object.fromEntries(all.map((name, i) => [name, at + i]));

	test('is bounded: the oldest of 10,000 make room, whatever form their ids have', () => {
		for (const prefix of ['mpwhgrp_', '']) {
			const all = names(10_001).map((name) => prefix + name);
			const { seen } = remember([all[10_000]!], NOW, knownAt(all.slice(0, -1), NOW - HOUR));
			expect(Object.keys(seen)).toHaveLength(10_000);
			expect(seen[all[0]!]).toBeUndefined();
			for (const name of [all[1]!, all[10_000]!]) {
				expect(remember([name], NOW, seen).repeated).toEqual([true]);
			}
		}
	});

	test('what the check would still take stays, however much comes after it', () => {
		const fresh = knownAt(names(10_000), NOW - 600_000);
		const { seen } = remember(['new'], NOW, fresh);
		expect(Object.keys(seen)).toEqual([...names(10_000), 'new']);
		expect(Object.keys(remember(['newer'], NOW + 1000, seen).seen)).toHaveLength(10_000);
	});

	test('a repetition leaves its signature there and never its group, which anybody may have written', () => {
		const seen = { signature: NOW, group: NOW };
		const repeated = (names: { signature: string; group: string }) =>
			rememberEvent(names, seen, NOW + 1);
		expect(repeated({ signature: 'signature', group: 'forged' })).toEqual({ repeated: true, seen });
		expect(repeated({ signature: 'anew', group: 'group' })).toEqual({
			repeated: true,
			seen: { ...seen, anew: NOW + 1 },
		});
	});
});

function hex(body: string): string {
	return createHmac('sha256', SECRET).update(body).digest('hex');
}
