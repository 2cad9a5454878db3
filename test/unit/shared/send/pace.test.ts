// The pacer's arithmetic, in a time of its own.
import { pacerOf, Pacer, pause } from '../../../../nodes/shared/send/pace';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

/** Takes turns one after another; gives the times of those that came within `duration`. */
async function turns(pacer: Pacer, count: number, rate: number, duration = 60_000) {
	const start = Date.now();
	const times: number[] = [];
	const takers = Array.from({ length: count }, async () => {
		if ((await pacer.turn(rate, duration)) === undefined) times.push(Date.now() - start);
	});
	await jest.advanceTimersByTimeAsync(duration);
	await Promise.all(takers);
	return times;
}

test('turns are evenly spaced, 5% below the limit', async () => {
	const times = await turns(new Pacer(), 96, 100);
	expect(times).toHaveLength(96);
	expect(times[95]).toBeGreaterThanOrEqual(995);
	expect(times[95]).toBeLessThanOrEqual(1010);
	const gaps = times.slice(1).map((time, i) => time - times[i]!);
	expect(Math.max(...gaps)).toBeLessThanOrEqual(12);
	expect(Math.min(...gaps)).toBeGreaterThanOrEqual(9);
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

test('a 429 stops turns that were given out but not yet due', async () => {
	const pacer = new Pacer();
	const times: number[] = [];
	const takers = Array.from({ length: 10 }, async () => {
		await pacer.turn(10, 60_000);
		times.push(Date.now() - 1_000_000);
	});
	await jest.advanceTimersByTimeAsync(150);
	pacer.throttled(5000);
	await jest.advanceTimersByTimeAsync(60_000);
	await Promise.all(takers);
	expect(times.slice(0, 2).every((time) => time < 150)).toBe(true);
	expect(times.slice(2).every((time) => time >= 5150)).toBe(true);
});

test('what comes after a 429 is half as fast, and recovers with successes', async () => {
	const pacer = new Pacer();
	const spacing = async () => {
		const [first, second] = await turns(pacer, 2, 10);
		return second! - first!;
	};
	const before = await spacing();
	pacer.throttled(0);
	await jest.advanceTimersByTimeAsync(1);
	expect(await spacing()).toBeGreaterThan(before * 1.9);
	for (let i = 0; i < 30; i++) pacer.succeeded();
	expect(await spacing()).toBeLessThan(before * 1.05);
});

test('refusals one after another slow down no more than sixteen times', async () => {
	const pacer = new Pacer();
	for (let i = 0; i < 20; i++) {
		pacer.throttled(0);
		await jest.advanceTimersByTimeAsync(1);
	}
	const [first, second] = await turns(pacer, 2, 10);
	expect(second! - first!).toBeLessThanOrEqual(1700);
});

test('without Retry-After the pauses are 1, 2, 4 … seconds, at most 30, and 1 again after a success', async () => {
	const pacer = new Pacer();
	const waits: number[] = [];
	for (let i = 0; i < 7; i++) {
		pacer.throttled(undefined);
		const start = Date.now();
		const turn = pacer.turn(1000, 60_000);
		await jest.advanceTimersByTimeAsync(40_000);
		await turn;
		waits.push(Number(await pacer.turn(1000, -1_000_000)) - start);
	}
	expect(waits).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000]);
	pacer.succeeded();
	pacer.throttled(undefined);
	expect(Number(await pacer.turn(1000, -1)) - Date.now()).toBe(1000);
});

test('requests refused together count once', async () => {
	const pacer = new Pacer();
	for (let i = 0; i < 30; i++) pacer.throttled(2000);
	expect(Number(await pacer.turn(1000, 0)) - Date.now()).toBe(2000);
	pacer.throttled(9000);
	expect(Number(await pacer.turn(1000, 0)) - Date.now()).toBe(9000);
});

test('a pause longer than the patience is told at once, not waited for', async () => {
	const pacer = new Pacer();
	pacer.throttled(3_600_000);
	expect(await pacer.turn(10, 120_000)).toBe(Date.now() + 3_600_000);
});

test('a cancelled execution waits neither for its turn nor for a pause', async () => {
	const abort = new AbortController();
	const pacer = new Pacer();
	pacer.throttled(60_000);
	const waiting = Promise.all([pacer.turn(10, 120_000, abort.signal), pause(60_000, abort.signal)]);
	await jest.advanceTimersByTimeAsync(1000);
	abort.abort();
	await jest.advanceTimersByTimeAsync(250);
	expect(await waiting).toEqual([undefined, undefined]);
	expect(Date.now()).toBeLessThan(1_002_000);
});
