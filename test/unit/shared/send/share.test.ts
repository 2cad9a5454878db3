// How much of an account's rate a process takes, and how several come out that do not know of one another.
import { figuresOf } from '../../../../bench/pacing';
import { play } from '../../../../bench/pacing/play';
import { SCENES } from '../../../../bench/pacing/scenes';
import { LearntShare } from '../../../../nodes/shared/send/share';

const SECOND = 1000;

test('all of the rate is taken until somebody is refused', () => {
	expect(new LearntShare().at(0)).toBe(1);
	expect(new LearntShare().at(1e12)).toBe(1);
});

test('after a refusal it falls below what went through, and comes near it again without reaching it', () => {
	const share = new LearntShare();
	share.refused(0, 0.5);
	expect(share.at(0)).toBeCloseTo(0.5 * 0.97 * 0.8);
	expect(share.at(10 * SECOND)).toBeGreaterThan(0.5 * 0.94);
	expect(share.at(20 * SECOND)).toBeCloseTo(0.5 * 0.97);
	expect(share.at(25 * SECOND)).toBeLessThan(0.5);
});

test('it only ever grows from one refusal to the next, and goes beyond the ceiling up to the whole', () => {
	const share = new LearntShare();
	share.refused(0, 0.3);
	const course = Array.from({ length: 200 }, (_, second) => share.at(second * SECOND));
	for (const [i, value] of course.entries()) {
		expect(value).toBeGreaterThanOrEqual(course[i - 1] ?? 0);
		expect(value).toBeLessThanOrEqual(1);
	}
	expect(course[40]).toBeGreaterThan(0.35);
	expect(course[80]).toBe(1);
});

test('a refusal takes no more than half, and never everything', () => {
	const share = new LearntShare();
	share.refused(0, 0.01);
	expect(share.at(20 * SECOND)).toBeCloseTo(0.5 * 0.97);
	for (let i = 0; i < 50; i++) share.refused(20 * SECOND, 0);
	expect(share.at(20 * SECOND)).toBeCloseTo(1 / 50);
});

test('what a process took is no more than what it was to take', () => {
	const share = new LearntShare();
	share.refused(0, 0.6);
	share.refused(20 * SECOND, 0.9);
	expect(share.at(40 * SECOND)).toBeCloseTo(0.6 * 0.97 * 0.97);
});

/** In virtual time: the figures are the same on every machine. */
test.each<[string, number, number, number]>([
	...[2, 3, 4, 6, 8].map((count): [string, number, number, number] => [
		`${count} processes, sliding window, 50 ms`,
		90,
		0.02,
		0.9,
	]),
	['3 processes, fixed window, 200 ms', 86, 0.025, 0.85],
	['3 processes, token bucket, 700 ms', 95, 0.05, 0.9],
	['3 processes, the limit is 20/s', 16, 0.05, 0.9],
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
