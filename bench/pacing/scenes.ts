// What the ways to find a share are tried on: processes, distances, limits, and what happens meanwhile.
import { LIMITS } from './limits';
import type { Process, Setting } from './play';

export interface Scene {
	name: string;
	/** A new one for each play: limits remember. */
	setting: () => Setting;
}

const RATE = 100;

/** Processes that all send for the same time, in seconds. */
const together = (count: number, seconds = 60): Process[] =>
	Array.from({ length: count }, () => ({ from: 0, to: seconds }));

const oneAfterAnother = (count: number): Process[] =>
	Array.from({ length: count }, (_, i) => ({ from: (2 * i) / count, to: 60 }));

/** One, then two, then three, then two again. */
const COMING_AND_GOING: Process[] = [
	{ from: 0, to: 90 },
	{ from: 20, to: 90 },
	{ from: 40, to: 70 },
];

const setting = (processes: Process[], more: Partial<Setting> = {}): Setting => ({
	limit: LIMITS['sliding window'](RATE),
	rate: RATE,
	latency: 50,
	processes,
	...more,
});

/** 1 to 8 processes that begin together, at each kind of limit and each distance. */
const CROWDS: Scene[] = Object.entries(LIMITS).flatMap(([kind, limitOf]) =>
	[50, 200, 700].flatMap((latency) =>
		[1, 2, 3, 4, 6, 8].map((count) => ({
			name: `${count} ${count === 1 ? 'process' : 'processes'}, ${kind}, ${latency} ms`,
			setting: () => setting(together(count), { limit: limitOf(RATE), latency }),
		})),
	),
);

/** What happens besides; in sliding windows at 50 ms where nothing else is said. */
const EVENTS: Scene[] = [
	{ name: 'one, two, three, then two processes', setting: () => setting(COMING_AND_GOING) },
	{
		name: 'one, two, three, then two processes, fixed window, 700 ms',
		setting: () => setting(COMING_AND_GOING, { limit: LIMITS['fixed window'](RATE), latency: 700 }),
	},
	{
		name: '1 process, and another client that sends 40/s',
		setting: () => setting(together(1), { others: 40 }),
	},
	{
		name: '3 processes, and another client that sends 40/s, 200 ms',
		setting: () => setting(together(3), { others: 40, latency: 200 }),
	},
	{
		name: '1 process, the limit is 60/s',
		setting: () => setting(together(1), { limit: LIMITS['sliding window'](60) }),
	},
	{
		name: '3 processes, the limit is 20/s',
		setting: () => setting(together(3), { limit: LIMITS['sliding window'](20) }),
	},
	...[2, 3, 6].flatMap((count) => [
		{
			name: `${count} processes, one after another within 2 s`,
			setting: () => setting(oneAfterAnother(count)),
		},
		{
			name: `${count} processes, one after another, on a busy machine`,
			setting: () => setting(oneAfterAnother(count), { stalls: 300 }),
		},
	]),
	{
		name: '3 processes, Retry-After of 1 s',
		setting: () => setting(together(3), { retryAfter: 1000 }),
	},
	{
		name: '3 processes, the rate divided by hand',
		setting: () => setting(together(3), { rate: RATE / 3 }),
	},
	{
		name: '6 processes, the rate divided by hand, 700 ms',
		setting: () => setting(together(6), { rate: RATE / 6, latency: 700 }),
	},
];

export const SCENES: Scene[] = [...CROWDS, ...EVENTS];
