// The pacer's arithmetic, in a time of its own.
import { pause } from '../../../../nodes/shared/send/clock';
import type { Turn } from '../../../../nodes/shared/send/lane';
import { pacerOf, Pacer } from '../../../../nodes/shared/send/pace';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

const now = () => performance.now();
/** A turn that is taken at once. */
const turnOf = (taken = 100): Turn => ({ go: true, at: now(), rate: 100, taken });

/** Takes turns one after another; gives the times of those that came within `duration`. */
async function turns(pacer: Pacer, count: number, rate: number, duration = 60_000) {
	const start = now();
	const times: number[] = [];
	const takers = Array.from({ length: count }, async () => {
		const turn = await pacer.turn(rate, duration);
		if (turn.go) times.push(now() - start);
		pacer.ended(turn);
	});
	await jest.advanceTimersByTimeAsync(duration);
	await Promise.all(takers);
	return times;
}

/** How long the account is paused, as one gets to know that would not wait at all. */
const pausedFor = async (pacer: Pacer) => (await pacer.turn(1000, -1)).pausedFor;

test('turns are evenly spaced, 5% below the limit', async () => {
	const times = await turns(new Pacer(), 96, 100);
	expect(times).toHaveLength(96);
	expect(times[95]).toBeGreaterThanOrEqual(995);
	expect(times[95]).toBeLessThanOrEqual(1010);
	const gaps = times.slice(1).map((time, i) => time - times[i]!);
	expect(Math.max(...gaps)).toBeLessThanOrEqual(12);
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(9);
});

test('turns that came late are made up for, but no second holds more than the limit', async () => {
	const pacer = new Pacer();
	const times: number[] = [];
	for (let i = 0; i < 400; i++) {
		void pacer.turn(100, 60_000).then(() => times.push(now()));
	}
	for (let i = 0; i < 60; i++) {
		await jest.advanceTimersByTimeAsync(70);
		// The machine was busy with something else.
		jest.setSystemTime(Date.now() + 30);
	}
	const most = Math.max(
		...times.map((from) => times.filter((time) => time >= from && time < from + 1000).length),
	);
	expect(most).toBeLessThanOrEqual(100);
	expect(times.length).toBeGreaterThan(350);
});

test('no turns are saved up while nothing is sent', async () => {
	const pacer = new Pacer();
	await turns(pacer, 1, 10);
	const times = await turns(pacer, 3, 10);
	expect(times[2]).toBeGreaterThanOrEqual(200);
});

test('an account has one pacer, another account another', () => {
	expect(pacerOf('a')).toBe(pacerOf('a'));
	expect(pacerOf('a')).not.toBe(pacerOf('b'));
});

test('a node with a low rate of its own does not slow down the others of the account', async () => {
	const pacer = new Pacer();
	const [slow, quick] = [turns(pacer, 5, 1, 10_000), turns(pacer, 95, 100, 10_000)];
	expect((await quick).at(-1)).toBeLessThan(1100);
	const times = await slow;
	const gaps = times.slice(1).map((time, i) => time - times[i]!);
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(1000);
});

test('nodes with the same rate share it', async () => {
	const pacer = new Pacer();
	const both = await Promise.all([turns(pacer, 10, 10, 20_000), turns(pacer, 10, 10, 20_000)]);
	expect(Math.max(...both.flat())).toBeGreaterThanOrEqual(1900);
});

test('the clock of the machine may be set back or forth: turns come as before', async () => {
	const pacer = new Pacer();
	await turns(pacer, 1, 10, 200);
	jest.setSystemTime(Date.now() - 3_600_000);
	expect((await turns(pacer, 3, 10, 1000)).length).toBe(3);
	jest.setSystemTime(Date.now() + 7_200_000);
	const times = await turns(pacer, 3, 10, 1000);
	expect(times[2]! - times[0]!).toBeGreaterThanOrEqual(200);
});

test('a cancelled run leaves no turns behind', async () => {
	const pacer = new Pacer();
	const abort = new AbortController();
	const cancelled = Array.from({ length: 200 }, () => pacer.turn(10, 60_000, abort.signal));
	await jest.advanceTimersByTimeAsync(50);
	abort.abort();
	const start = now();
	const next = pacer.turn(10, 60_000);
	await jest.advanceTimersByTimeAsync(300);
	expect((await next).at - start).toBeLessThanOrEqual(300);
	expect((await Promise.all(cancelled)).filter(({ go }) => go)).toHaveLength(1);
});

test('a 429 stops all turns that were not given yet', async () => {
	const pacer = new Pacer();
	const times: number[] = [];
	const start = now();
	const takers = Array.from({ length: 10 }, async () => {
		const turn = await pacer.turn(10, 60_000);
		times.push(now() - start);
		pacer.ended(turn);
	});
	await jest.advanceTimersByTimeAsync(150);
	pacer.throttled(turnOf(), 5000);
	await jest.advanceTimersByTimeAsync(60_000);
	await Promise.all(takers);
	expect(times.slice(0, 2).every((time) => time < 150)).toBe(true);
	expect(times.slice(2).every((time) => time >= 5150)).toBe(true);
});

test('after a pause one request probes; the others wait for what it finds', async () => {
	const pacer = new Pacer();
	pacer.throttled(turnOf(), 1000);
	const given: Turn[] = [];
	for (let i = 0; i < 5; i++) void pacer.turn(100, 60_000).then((turn) => given.push(turn));
	await jest.advanceTimersByTimeAsync(3000);
	expect(given).toHaveLength(1);
	pacer.throttled(given[0]!, 1000);
	pacer.ended(given[0]!);
	await jest.advanceTimersByTimeAsync(900);
	expect(given).toHaveLength(1);
	await jest.advanceTimersByTimeAsync(400);
	expect(given).toHaveLength(2);
	pacer.succeeded();
	pacer.ended(given[1]!);
	await jest.advanceTimersByTimeAsync(500);
	expect(given).toHaveLength(5);
});

test('a probe that hangs does not hold the account for ever', async () => {
	const pacer = new Pacer();
	pacer.throttled(turnOf(), 100);
	const given: Turn[] = [];
	for (let i = 0; i < 3; i++) void pacer.turn(100, 60_000).then((turn) => given.push(turn));
	await jest.advanceTimersByTimeAsync(11_000);
	expect(given).toHaveLength(3);
});

test('after a 429 the account gets a little less than what went through before, and its rate back in time', async () => {
	const pacer = new Pacer();
	const spacing = async () => {
		const [first, second] = await turns(pacer, 2, 10);
		return second! - first!;
	};
	const before = await spacing();
	pacer.throttled({ go: true, at: now(), rate: 9.5, taken: 5.7 }, 0);
	await jest.advanceTimersByTimeAsync(1);
	expect(await spacing()).toBeGreaterThan(before * 1.9);
	await jest.advanceTimersByTimeAsync(120_000);
	expect(await spacing()).toBeLessThan(before * 1.05);
});

test('a turn knows how many this process gave in the second before', async () => {
	const pacer = new Pacer();
	const given: Turn[] = [];
	for (let i = 0; i < 200; i++) void pacer.turn(100, 60_000).then((turn) => given.push(turn));
	await jest.advanceTimersByTimeAsync(5000);
	expect(given[0]).toMatchObject({ rate: 95, taken: 1 });
	expect(given[46]).toMatchObject({ rate: 95, taken: 47 });
	expect(Math.abs(given[199]!.taken - 95)).toBeLessThanOrEqual(1);
	expect((await turns(pacer, 1, 100)).length).toBe(1);
	let later: Turn | undefined;
	void pacer.turn(100, 60_000).then((turn) => (later = turn));
	await jest.advanceTimersByTimeAsync(1000);
	expect(later?.taken).toBeLessThanOrEqual(2);
});

test('refusals one after another slow down no more than sixteen times', async () => {
	const pacer = new Pacer();
	for (let i = 0; i < 20; i++) {
		pacer.throttled({ go: true, at: now(), rate: 9.5, taken: 0 }, 0);
		await jest.advanceTimersByTimeAsync(1);
	}
	pacer.succeeded();
	const [first, second] = await turns(pacer, 2, 10);
	expect(second! - first!).toBeLessThanOrEqual(1750);
	expect(second! - first!).toBeGreaterThan(1000);
});

test('without Retry-After the pauses are 1, 2, 4 … seconds, at most 30, and 1 again after a success', async () => {
	const pacer = new Pacer();
	const waits: Array<number | undefined> = [];
	for (let i = 0; i < 7; i++) {
		pacer.throttled(turnOf(), undefined);
		waits.push(await pausedFor(pacer));
		await jest.advanceTimersByTimeAsync(40_000);
	}
	expect(waits).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000]);
	pacer.succeeded();
	pacer.throttled(turnOf(), undefined);
	expect(await pausedFor(pacer)).toBe(1000);
});

test('requests refused together count once, also when the later refusals come after the pause', async () => {
	const pacer = new Pacer();
	const together = Array.from({ length: 30 }, turnOf);
	await jest.advanceTimersByTimeAsync(10);
	for (const turn of together) pacer.throttled(turn, 2000);
	expect(await pausedFor(pacer)).toBe(2000);
	pacer.throttled(together[0]!, 9000);
	expect(await pausedFor(pacer)).toBe(9000);
	await jest.advanceTimersByTimeAsync(9001);
	for (const turn of together) pacer.throttled(turn, undefined);
	expect(await pausedFor(pacer)).toBeUndefined();
});

test('a pause longer than the patience is told at once, not waited for', async () => {
	const pacer = new Pacer();
	pacer.throttled(turnOf(), 3_600_000);
	expect(await pacer.turn(10, 120_000)).toMatchObject({ go: false, pausedFor: 3_600_000 });
});

test('pauses one after another are not waited for longer than the patience in all', async () => {
	const pacer = new Pacer();
	pacer.throttled(turnOf(), 50_000);
	const waiting = pacer.turn(10, 120_000);
	void pacer.turn(10, Infinity).then((probe) => pacer.throttled(probe, 60_000));
	const other = pacer.turn(10, 90_000);
	await jest.advanceTimersByTimeAsync(200_000);
	expect((await other).go || (await waiting).go).toBeDefined();
	const late = [await other, await waiting].filter(({ go }) => !go);
	for (const turn of late) expect(turn.at).toBeLessThan(1_000_000 + 130_000);
});

test('waiting in line is no pause: the patience is for pauses alone', async () => {
	const pacer = new Pacer();
	const times = await turns(pacer, 30, 1, 60_000);
	expect(times).toHaveLength(30);
});

test.each([1767225600 * 1000, 9999999999999 * 1000, Infinity])(
	'of a Retry-After of %d ms a quarter of an hour is believed; then one request finds out',
	async (retryAfter) => {
		const pacer = new Pacer();
		pacer.throttled(turnOf(), retryAfter);
		const start = now();
		const next = pacer.turn(10, Infinity);
		await jest.advanceTimersByTimeAsync(16 * 60_000);
		expect((await next).at - start).toBeLessThanOrEqual(15 * 60_000 + 200);
	},
);

test('a cancelled execution waits neither for its turn nor for a pause', async () => {
	const abort = new AbortController();
	const pacer = new Pacer();
	pacer.throttled(turnOf(), 60_000);
	const start = now();
	const waiting = Promise.all([pacer.turn(10, 120_000, abort.signal), pause(60_000, abort.signal)]);
	await jest.advanceTimersByTimeAsync(1000);
	abort.abort();
	await jest.advanceTimersByTimeAsync(250);
	expect((await waiting)[0]).toMatchObject({ go: false });
	expect(now() - start).toBeLessThan(2000);
});
