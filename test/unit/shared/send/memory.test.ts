// A memory that is bounded in number and time.
import { Memory } from '../../../../nodes/shared/send/memory';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

test('what was put is there, under its name only', () => {
	const memory = new Memory<number>(20, 1000);
	memory.put('one', 1);
	expect(memory.get('one')).toBe(1);
	expect(memory.get('two')).toBeUndefined();
});

test('what is deleted is gone', () => {
	const memory = new Memory<number>(20, 1000);
	memory.put('gone', 1);
	memory.delete('gone');
	expect(memory.get('gone')).toBeUndefined();
});

test('only the latest entries are kept; what is put again counts as new', () => {
	const memory = new Memory<number>(3, 1000);
	for (const name of ['a', 'b', 'c', 'a', 'd']) memory.put(name, 1);
	expect(['a', 'b', 'c', 'd'].map((name) => memory.get(name))).toEqual([1, undefined, 1, 1]);
});

test('nothing is kept for longer than its lifetime, nor in the way', () => {
	const memory = new Memory<number>(2, 1000);
	memory.put('old', 1);
	jest.advanceTimersByTime(999);
	expect(memory.get('old')).toBe(1);
	jest.advanceTimersByTime(1);
	expect(memory.get('old')).toBeUndefined();
	memory.put('new', 2);
	memory.put('newer', 3);
	expect([memory.get('new'), memory.get('newer')]).toEqual([2, 3]);
});

test('what nobody asks for any more is let go all the same, and what is put meanwhile in its own time', async () => {
	jest.useRealTimers();
	const later = async (milliseconds: number) =>
		await new Promise((resolve) => setTimeout(resolve, milliseconds));
	const memory = new Memory<number>(2, 300);
	memory.put('old', 1);
	await later(200);
	memory.put('new', 2);
	const until = async (isSo: () => boolean) => {
		for (let tries = 0; !isSo() && tries < 1000; tries++) await later(5);
	};
	await until(() => !memory.values().includes(1));
	expect(memory.values()).toEqual([2]);
	await until(() => memory.size === 0);
	expect(memory.size).toBe(0);
});
