// What has changed since the last poll, by what is kept in n8n's static data.
import type { IDataObject } from 'n8n-workflow';
import { customers } from '../../../../nodes/Kwik/events';
import { paymentLinks } from '../../../../nodes/SmarterPay/events';
import { readMarks, writeMarks } from '../../../../nodes/shared/contract/marks';
import { changesSince } from '../../../../nodes/shared/deliver/changes';
import { customer, DAY, EVENTS, link, many, watching } from '../../support/watching';

beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-03-10T12:00:00Z') }));
afterEach(() => jest.useRealTimers());

test('one empty list announces nobody when it is full again', () => {
	const { poll } = watching(customers);
	poll(many(200));
	expect(poll([])).toEqual([]);
	expect(poll(many(200))).toEqual([]);
	expect(poll(many(201))).toEqual(['customerCreated cus_200']);
});

test('a record that is missing for a while and was changed meanwhile is an update, not a creation', () => {
	const { poll } = watching(customers);
	poll(many(3));
	poll(many(2));
	jest.advanceTimersByTime(3 * DAY);
	expect(poll([...many(2), customer(2, { email: 'new' })])).toEqual(['customerUpdated cus_2']);
});

test('an event that was told is not told again when a tie let its record slip between two pages', () => {
	const { poll } = watching(paymentLinks);
	poll([link(1, 1)], { days: 30 });
	const done = link(1, 1, { completed_at: 'now' });
	expect(poll([done], { days: 30 })).toEqual(['linkCompleted PL1']);
	expect(poll([], { days: 30 })).toEqual([]);
	expect(poll([done], { days: 30 })).toEqual([]);
});

test('what is missing is remembered for thirty days, and takes a bounded place', () => {
	const { poll, size } = watching(customers);
	poll(many(100));
	poll([]);
	jest.advanceTimersByTime(29 * DAY);
	expect(poll(many(100))).toEqual([]);
	poll([]);
	jest.advanceTimersByTime(31 * DAY);
	poll([]);
	expect(size()).toBeLessThan(200);
	expect(poll(many(1))).toEqual(['customerCreated cus_0']);
});

test('Look Back Days raised from 7 to 30: what was older than the span is recorded silently', () => {
	const { poll } = watching(paymentLinks);
	const all = [link(1, 20, { completed_at: 'then' }), link(2, 10), link(3, 5)];
	poll(all, { days: 7 });
	expect(poll(all, { days: 30 })).toEqual([]);
	const paid = [all[0]!, { ...all[1]!, completed_at: 'now' }, all[2]!, link(4, 0)];
	expect(poll(paid, { days: 30 })).toEqual(['linkCompleted PL2', 'linkCreated PL4']);
});

test('another account is recorded silently, and then watched', () => {
	const { poll } = watching(customers);
	poll(many(3));
	const live = Array.from({ length: 500 }, (_, i) => customer(1000 + i));
	expect(poll(live, { account: 'two' })).toEqual([]);
	expect(poll([...live, customer(9)], { account: 'two' })).toEqual(['customerCreated cus_9']);
});

test('new keys of the same account change nothing: its records are the same', () => {
	const { poll } = watching(customers);
	poll(many(10));
	expect(poll(many(11), { account: 'new keys' })).toEqual(['customerCreated cus_10']);
});

test('the order of keys, at whatever level, is no update', () => {
	const { poll } = watching(customers);
	poll([customer(1, { metadata: { a: 1, b: { c: 2, d: [3, 4] } } })]);
	expect(poll([{ metadata: { b: { d: [3, 4], c: 2 }, a: 1 }, id: 'cus_1' }])).toEqual([]);
	expect(poll([customer(1, { metadata: { a: 1, b: { c: 2, d: [4, 3] } } })])).toEqual([
		'customerUpdated cus_1',
	]);
});

test('a customer that was created and changed between two polls was updated', () => {
	const updated = customer(2, { updated_at: '2026-03-10 13:00:00' });
	const only = watching(customers, ['customerUpdated']);
	only.poll(many(1));
	expect(only.poll([...many(1), customer(3, { updated_at: null }), updated])).toEqual([
		'customerUpdated cus_2',
	]);
	const both = watching(customers);
	both.poll(many(1));
	expect(both.poll([...many(1), updated])).toEqual([
		'customerCreated cus_2',
		'customerUpdated cus_2',
	]);
});

test('a change back is a change', () => {
	const { poll } = watching(customers);
	const [a, b] = ['a', 'b'].map((email) => [customer(1, { email })]) as [
		IDataObject[],
		IDataObject[],
	];
	poll(a);
	expect([poll(b), poll(a), poll(a), poll(b)]).toEqual([
		['customerUpdated cus_1'],
		['customerUpdated cus_1'],
		[],
		['customerUpdated cus_1'],
	]);
});

test('nothing is written when nothing has changed, and marks hold no data', () => {
	const state: IDataObject = {};
	const records = [customer(1, { email: 'somebody@example.com' })];
	const watched = { account: 'one', apiVersion: '', records };
	changesSince(state, customers, watched, EVENTS);
	const frozen = Object.freeze({ ...state });
	expect(changesSince(frozen, customers, watched, EVENTS)).toEqual([]);
	expect(JSON.stringify(state)).not.toMatch(/cus_1|somebody/);
});

test('marks survive being written and read, whatever is in them', () => {
	const marks = new Map(
		Array.from({ length: 300 }, (_, i) => [
			String.fromCharCode(...Array.from({ length: 8 }, (_, at) => (i * 7 + at * 31) % 256)),
			new Set(Array.from({ length: i % 5 }, (_, at) => String.fromCharCode(at, i % 256, 0, 255))),
		]),
	);
	const read = readMarks(writeMarks(marks));
	expect(new Map([...read].sort())).toEqual(new Map([...marks].sort()));
	for (const text of ['', 'nonsense', 'AAAA', undefined, 7])
		expect(() => readMarks(text)).not.toThrow();
});
