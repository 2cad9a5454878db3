// How much of an account's rate a process takes, and how several come out that do not know of one another.
import { figuresOf } from '../../../../bench/pacing';
import { play } from '../../../../bench/pacing/play';
import { SCENES } from '../../../../bench/pacing/scenes';
import { LearntShare } from '../../../../nodes/shared/send/share';

const SECOND = 1000;

const RATE = 100;
const at = (share: LearntShare, seconds: number, rate = RATE) => share.of(rate, seconds * SECOND);
const refused = (share: LearntShare, seconds: number, taken: number) =>
	share.refused(RATE, taken, seconds * SECOND);

test('all of the rate is taken until somebody is refused', () => {
	expect(at(new LearntShare(), 0)).toBe(100);
	expect(at(new LearntShare(), 1e12)).toBe(100);
});

test('after a refusal it falls below what went through, and comes near it again without reaching it', () => {
	const share = new LearntShare();
	refused(share, 0, 50);
	expect(at(share, 0)).toBeCloseTo(50 * 0.97 * 0.8);
	expect(at(share, 15)).toBeGreaterThan(47);
	expect(at(share, 30)).toBeCloseTo(50 * 0.97);
	expect(at(share, 40)).toBeLessThan(50);
});

test('it only ever grows from one refusal to the next, and goes beyond the ceiling up to the whole', () => {
	const share = new LearntShare();
	refused(share, 0, 30);
	const course = Array.from({ length: 200 }, (_, second) => at(share, second));
	for (const [i, value] of course.entries()) {
		expect(value).toBeGreaterThanOrEqual(course[i - 1] ?? 0);
		expect(value).toBeLessThanOrEqual(100);
	}
	expect(course[70]).toBeGreaterThan(70);
	expect(course[100]).toBe(100);
});

test('the first refusal leaves a quarter at least', () => {
	const share = new LearntShare();
	refused(share, 0, 1);
	expect(at(share, 30)).toBeCloseTo(25 * 0.97);
});

test('who took all of it is not told by a refusal that others want some: he goes on with a little less', () => {
	const alone = new LearntShare();
	refused(alone, 0, 97);
	expect(at(alone, 0)).toBeCloseTo(97 * 0.97);
	refused(alone, 0, 60);
	expect(at(alone, 0)).toBeCloseTo(60 * 0.97 * 0.8);
});

test('who has little loses little, whatever it asked for just then; and never everything', () => {
	const share = new LearntShare();
	refused(share, 0, 10);
	refused(share, 30, 1);
	const before = 25 * 0.97;
	expect(at(share, 60)).toBeCloseTo(before * (1 - before / 200) * 0.97);
	for (let i = 0; i < 1000; i++) refused(share, 60, 0);
	expect(at(share, 60)).toBeCloseTo(100 / 16);
});

test('what a process took is no more than what it was to take', () => {
	const share = new LearntShare();
	refused(share, 0, 60);
	refused(share, 30, 90);
	expect(at(share, 60)).toBeCloseTo(60 * 0.97 * 0.97);
});

test('it is no part of a rate: one that is divided among the processes is not divided again', () => {
	const share = new LearntShare();
	refused(share, 0, 60);
	expect(at(share, 0, 40)).toBe(40);
	expect(at(share, 20, 50)).toBe(50);
});

/** In virtual time: the figures are the same on every machine. */
test.each<[string, number, number, number]>([
	...[2, 3, 4, 6, 8].map((count): [string, number, number, number] => [
		`${count} processes, sliding window, 50 ms`,
		88,
		0.02,
		0.85,
	]),
	['3 processes, fixed window, 200 ms', 86, 0.025, 0.85],
	['3 processes, token bucket, 700 ms', 95, 0.05, 0.9],
	['3 processes, the limit is 20/s', 16, 0.05, 0.8],
	['1 process, and another client that sends 40/s', 52, 0.01, 1],
	['3 processes, the rate divided by hand', 94, 0, 0.99],
])('%s: at least %d a second', async (name, rate, refused, evenness) => {
	const setting = SCENES.find((scene) => scene.name === name)!.setting();
	const course = await play(setting, () => new LearntShare(), name);
	const figures = figuresOf(setting, course);
	expect(figures.rate).toBeGreaterThanOrEqual(rate);
	expect(figures.refused).toBeLessThanOrEqual(refused);
	expect(figures.evenness).toBeGreaterThanOrEqual(evenness);
	expect(course.givenUp).toBe(0);
});
