// When one request is sent again: decided by what it may do, how often, and how long it may take.
import type { Repeat } from '../../../../nodes/shared/contract/request';
import { decideRepeat, sendRepeatedly, TIME_BUDGET } from '../../../../nodes/shared/send/repeat';
import { answer, failure, fakeSender, hints, lost } from '../../support/fakeSender';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

const request = { method: 'POST', path: '/x' } as const;

/** Sends until it is over, in a time of its own. */
async function send(fake: ReturnType<typeof fakeSender>, repeat: Repeat, looksUpReplays = false) {
	const sending = sendRepeatedly(fake.sender, request, repeat, looksUpReplays);
	await jest.advanceTimersByTimeAsync(10 * 60_000);
	return await sending;
}

const cases: Array<[Repeat, string, object, number]> = [
	['safe', 'an unknown outcome', {}, 5],
	['keyed', 'an unknown outcome', {}, 5],
	['reconciled', 'an unknown outcome', {}, 1],
	['never', 'an unknown outcome', {}, 1],
	['never', 'a connection that was never made', { effect: 'none' }, 5],
	['reconciled', 'a connection that was never made', { effect: 'none' }, 5],
	['never', 'a 429', { effect: 'none', httpCode: 429, retryAfter: 0 }, 5],
	['safe', 'a refusal', { effect: 'none', retriable: false, httpCode: 400 }, 1],
	['keyed', 'a refusal', { effect: 'none', retriable: false, httpCode: 404 }, 1],
	['keyed', 'a failure repeated under the key', { replayed: true, httpCode: 503 }, 5],
];

test.each(cases)('%s, after %s: sent so often', async (repeat, _, more, times) => {
	const fake = fakeSender(() => lost(more));
	expect((await send(fake, repeat)).ok).toBe(false);
	expect(fake.requests).toHaveLength(times);
});

test('a failure repeated under the key comes back at once to a caller who looks it up', async () => {
	const fake = fakeSender((_, count) => lost({ httpCode: 503, replayed: count > 0 }));
	const sending = sendRepeatedly(fake.sender, request, 'keyed', true);
	await jest.advanceTimersByTimeAsync(60_000);
	expect(await sending).toMatchObject({ failure: { effect: 'unknown', replayed: true } });
	expect(fake.requests).toHaveLength(2);
});

test('Max Retries 0 sends once', async () => {
	const fake = fakeSender(() => lost(), { maxRetries: 0 });
	await send(fake, 'safe');
	expect(fake.requests).toHaveLength(1);
});

test('a success ends it and tells the repetitions', async () => {
	const fake = fakeSender((_, count) => (count < 2 ? lost() : answer({})));
	expect(await send(fake, 'keyed')).toMatchObject({ ok: true });
	expect(fake.requests).toHaveLength(3);
	expect(hints(fake.sender.notes)).toEqual([
		'2 requests to Kwik had to be sent again after a temporary failure.',
	]);
});

test('waits grow, are never the same for all, and never longer than ten seconds', () => {
	const waitOf = (attempt: number) =>
		decideRepeat(failure(), {
			attempt,
			timeLeft: Infinity,
			maxRetries: Infinity,
			allowed: true,
		}).wait;
	const most = (attempt: number) => Math.max(...Array.from({ length: 500 }, () => waitOf(attempt)));
	expect(most(0)).toBeLessThanOrEqual(300);
	expect(most(2)).toBeGreaterThan(300);
	expect(most(20)).toBeLessThanOrEqual(10_000);
	expect(new Set(Array.from({ length: 20 }, () => waitOf(3))).size).toBeGreaterThan(15);
});

test('Retry-After is waited for', async () => {
	const times: number[] = [];
	const fake = fakeSender((_, count) => {
		times.push(Date.now());
		return count === 0 ? lost({ httpCode: 503, retryAfter: 7000 }) : answer({});
	});
	await send(fake, 'safe');
	expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(7000);
	expect(times[1]! - times[0]!).toBeLessThan(7500);
});

test.each([429, 503])(
	'Retry-After beyond the time budget fails at once and says when (%i)',
	async (httpCode) => {
		const retryAfter = TIME_BUDGET + 60_000;
		const start = Date.now();
		const effect = httpCode === 429 ? 'none' : 'unknown';
		const fake = fakeSender(() => lost({ httpCode, retryAfter, effect }));
		const outcome = await sendRepeatedly(fake.sender, request, 'safe');
		expect(Date.now()).toBe(start);
		expect(fake.requests).toHaveLength(1);
		expect(outcome).toMatchObject({
			ok: false,
			failure: { hint: `Try again after ${new Date(start + retryAfter).toISOString()}.` },
		});
	},
);

test('one request takes no longer than its time budget, whatever comes', async () => {
	const fake = fakeSender(() => lost({ httpCode: 503, retryAfter: 50_000 }), { maxRetries: 10 });
	const start = Date.now();
	const times: number[] = [];
	const sending = sendRepeatedly(fake.sender, request, 'safe').finally(() =>
		times.push(Date.now()),
	);
	await jest.advanceTimersByTimeAsync(60 * 60_000);
	expect(await sending).toMatchObject({
		ok: false,
		failure: { hint: expect.stringMatching(/^Try again after/) },
	});
	expect(times[0]! - start).toBeLessThanOrEqual(TIME_BUDGET);
	expect(fake.requests).toHaveLength(3);
});

test('what is unknown of one attempt stays unknown, however the last one ends', async () => {
	const fake = fakeSender((_, count) =>
		count === 0 ? lost() : lost({ effect: 'none', httpCode: 429, retryAfter: 3_600_000 }),
	);
	expect(await send(fake, 'keyed')).toMatchObject({ failure: { effect: 'unknown' } });
});

test('a cancelled execution sends nothing, and nothing more', async () => {
	const before = fakeSender(() => answer({}));
	before.cancel();
	expect(await send(before, 'safe')).toMatchObject({
		failure: { message: 'The execution was cancelled' },
	});
	expect(before.requests).toEqual([]);
	const during = fakeSender(() => {
		during.cancel();
		return lost();
	});
	await send(during, 'safe');
	expect(during.requests).toHaveLength(1);
});
