// The memory of failed tries: kept for the next try, bounded in number and time.
import { effectsOf, forget } from '../../../../nodes/shared/deliver/memory';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

test('the next try of a run sees what the first did and left open', () => {
	const first = effectsOf('a run');
	first.done.set('effect', [{ id: 1 }]);
	first.open.set('another', 5);
	const second = effectsOf('a run');
	expect(second.done.get('effect')).toEqual([{ id: 1 }]);
	expect(second.open.get('another')).toBe(5);
	second.done.set('more', []);
	expect(effectsOf('a run').done.size).toBe(2);
});

test('another run sees nothing of it', () => {
	effectsOf('one').done.set('effect', []);
	expect(effectsOf('two').done.size).toBe(0);
});

test('what is forgotten is gone', () => {
	effectsOf('gone').done.set('effect', []);
	forget('gone');
	expect(effectsOf('gone').done.size).toBe(0);
});

test('only the latest twenty failed runs are kept', () => {
	for (let i = 0; i < 25; i++) effectsOf(`run ${i}`).done.set('effect', []);
	expect(effectsOf('run 24').done.size).toBe(1);
	expect(effectsOf('run 5').done.size).toBe(1);
	expect(effectsOf('run 4').done.size).toBe(0);
});

test('nothing is kept for longer than an hour', () => {
	effectsOf('old').done.set('effect', []);
	jest.advanceTimersByTime(61 * 60_000);
	expect(effectsOf('old').done.size).toBe(0);
});
