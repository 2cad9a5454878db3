// Whether a webhook delivery is genuine, fresh and new. makepay.md 5.
import { createHmac } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import { refuseDelivery } from '../../../nodes/MakePay/events';
import { rememberEvent } from '../../../nodes/shared/receive';

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
		['capital hex', sign(body).replace(/v1=.*/, (digest) => digest.toUpperCase())],
		['another version', sign(body).replace('v1=', 'v2=')],
		['no time', `v1=${hex(body)}`],
		['a time that is none', sign(body, Number.NaN)],
		['a negative time', sign(body, -SECONDS)],
		['something before the signature', `x ${sign(body)}`],
		['something after it', `${sign(body)}, t=1`],
		['a line after it', `${sign(body)}\n`],
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
			const memory = rememberEvent(group, seen, at);
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

	test('keeps an event for a day after its first attempt: ten attempts take 45 minutes', () => {
		const { seen } = remember(['a']);
		expect(rememberEvent('a', seen, NOW + 24 * HOUR - 1).repeated).toBe(true);
		expect(rememberEvent('a', seen, NOW + 24 * HOUR).repeated).toBe(false);
	});

	test('is bounded: the oldest of 5,000 make room, whatever form their ids have', () => {
		for (const prefix of ['mpwhgrp_', '']) {
			const all = Array.from({ length: 5001 }, (_, index) => `${prefix}${index}`);
			const known = Object.fromEntries(all.slice(0, 5000).map((name, i) => [name, NOW + i]));
			const { seen } = remember([all[5000]!], NOW + 5000, known);
			expect(Object.keys(seen)).toHaveLength(5000);
			expect(seen[all[0]!]).toBeUndefined();
			expect(rememberEvent(all[5000]!, seen, NOW + 5001).repeated).toBe(true);
			expect(rememberEvent(all[1]!, seen, NOW + 5001).repeated).toBe(true);
		}
	});
});

function hex(body: string): string {
	return createHmac('sha256', SECRET).update(body).digest('hex');
}
