// Lists that are not what they should be: an answer behind the one before, a record twice, a record that ties had hidden.
import { customers } from '../../../../nodes/Kwik/events';
import { paymentLinks } from '../../../../nodes/SmarterPay/events';
import { customer, DAY, link, many, watching } from '../../support/watching';

beforeEach(() => jest.useFakeTimers({ now: Date.parse('2026-03-10T12:00:00Z') }));
afterEach(() => jest.useRealTimers());

test('what happens once is told once, also where one answer is behind', () => {
	const { poll } = watching(paymentLinks);
	const done = link(1, 1, { visited_at: 'now', completed_at: 'now' });
	poll([link(1, 1)], { days: 30 });
	expect(poll([done], { days: 30 })).toEqual(['linkVisited PL1', 'linkCompleted PL1']);
	expect(poll([link(1, 1)], { days: 30 })).toEqual([]);
	expect(poll([done], { days: 30 })).toEqual([]);
	poll([], { days: 30 });
	expect(poll([link(1, 1)], { days: 30 })).toEqual([]);
	expect(poll([done], { days: 30 })).toEqual([]);
});

describe('a list that has a record twice', () => {
	test('announces it once', () => {
		const { poll } = watching(customers);
		poll(many(1));
		expect(poll([...many(2), customer(1)])).toEqual(['customerCreated cus_1']);
		expect(poll([...many(2), customer(1)])).toEqual([]);
	});

	test('whose copies differ: a change of one is told once', () => {
		const { poll } = watching(customers);
		const copies = (email: string) => [customer(1, { email: 'a' }), customer(1, { email })];
		poll(copies('b'));
		expect(poll(copies('b'))).toEqual([]);
		expect(poll(copies('c'))).toEqual(['customerUpdated cus_1']);
		expect(poll(copies('c').reverse())).toEqual([]);
	});

	test('or records without an id: each state of them is told once', () => {
		const { poll } = watching(customers);
		poll(many(1));
		const nameless = [{ email: 'a' }, { email: 'b' }];
		expect(poll([...many(1), ...nameless])).toEqual(['customerCreated undefined']);
		expect(poll([...many(1), ...nameless])).toEqual([]);
	});
});

describe('an unknown link', () => {
	const ten = (age: number) => Array.from({ length: 10 }, (_, i) => link(i, age));

	test('that was there a day before the last poll is recorded silently: equal dates hid it', () => {
		const { poll } = watching(paymentLinks);
		poll(ten(2).slice(1), { days: 30 });
		expect(poll(ten(2), { days: 30 })).toEqual([]);
		const [first] = ten(2);
		expect(poll([{ ...first!, completed_at: 'now' }], { days: 30 })).toEqual(['linkCompleted PL0']);
	});

	test('that was made since is told, however long ago the last poll was', () => {
		const { poll } = watching(paymentLinks);
		poll(ten(1), { days: 30 });
		jest.advanceTimersByTime(9 * DAY);
		expect(poll([...ten(10), link(11, 8)], { days: 30 })).toEqual(['linkCreated PL11']);
	});

	test('is told where the clock of the machine had been ahead', () => {
		jest.setSystemTime(Date.now() + 300 * DAY);
		const { poll } = watching(paymentLinks);
		poll([], { days: 3650 });
		jest.setSystemTime(Date.now() - 300 * DAY);
		expect(poll([link(1, 0)], { days: 30 })).toEqual(['linkCreated PL1']);
	});
});
