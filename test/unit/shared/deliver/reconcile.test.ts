// Looking up what a lost answer left behind: which stored record belongs to which plan.
import type { IDataObject } from 'n8n-workflow';
import { findCreated } from '../../../../nodes/Kwik/resources/customer/records';
import { Reconciler } from '../../../../nodes/shared/deliver/reconcile';
import { answer, createPlans, fakeSender, lost, storedAt } from '../../support/fakeSender';

const now = Date.parse('2026-03-10T12:00:00Z');
const date = (moment: number) => ({ date: new Date(moment).toUTCString() });
beforeEach(() => jest.useFakeTimers({ now, advanceTimers: true }));
afterEach(() => jest.useRealTimers());

/** A reconciler whose provider has these records, by a clock that is so far ahead. */
function reconcilerOf(stored: IDataObject[], ahead = 0) {
	const fake = fakeSender(() => answer({ status: true, results: stored }, date(now + ahead)));
	return { ...fake, reconciler: new Reconciler(fake.sender, findCreated) };
}

/** Ids of the records found for the plans, in their order. */
async function found(reconciler: Reconciler, records: IDataObject[], sentAt = now) {
	const plans = createPlans(records);
	const outcome = await reconciler.find(plans, sentAt);
	if (!outcome.ok) throw new Error(outcome.failure.message);
	return plans.map((plan) => outcome.value.get(plan)?.id);
}

const a = { reference: 'A', email: 'a@x.org' };
const b = { reference: 'B', email: 'b@x.org' };

test('what matches by reference is found, what does not is missing', async () => {
	const { reconciler } = reconcilerOf([storedAt(b, '2', now), storedAt(a, '1', now)]);
	expect(await found(reconciler, [a, { reference: 'C' }, b])).toEqual(['1', undefined, '2']);
});

test('records that were there before the request do not count, whichever clock the provider has', async () => {
	for (const ahead of [0, 3_600_000, -3_600_000]) {
		const earlier = reconcilerOf([storedAt(a, '1', now + ahead - 10_000)], ahead);
		expect(await found(earlier.reconciler, [a])).toEqual([undefined]);
		const later = reconcilerOf([storedAt(a, '1', now + ahead)], ahead);
		expect(await found(later.reconciler, [a])).toEqual(['1']);
	}
});

test('a record belongs to one item only', async () => {
	const { reconciler } = reconcilerOf([storedAt(a, '1', now)]);
	expect(await found(reconciler, [a, a])).toEqual(['1', undefined]);
	expect(await found(reconciler, [a])).toEqual([undefined]);
});

test('a record that a normal answer gave to an item is not given to another', async () => {
	const { reconciler } = reconcilerOf([storedAt(a, '1', now)]);
	reconciler.claim({ id: '1' });
	expect(await found(reconciler, [a])).toEqual([undefined]);
});

test('items that share a reference get the records with their own fields', async () => {
	const [first, second] = [a, { ...a, email: 'other@x.org' }];
	const { reconciler } = reconcilerOf([storedAt(second, '2', now), storedAt(first, '1', now)]);
	expect(await found(reconciler, [first, second])).toEqual(['1', '2']);
});

test('a record that was stored in another form is found by its reference', async () => {
	const { reconciler } = reconcilerOf([storedAt({ ...a, email: 'A@X.ORG' }, '1', now)]);
	expect(await found(reconciler, [a])).toEqual(['1']);
});

test('two look-ups at once never find the same record', async () => {
	const { reconciler } = reconcilerOf([storedAt(a, '1', now)]);
	const both = await Promise.all([found(reconciler, [a]), found(reconciler, [a])]);
	expect(both.flat().sort()).toEqual(['1', undefined]);
});

test('the list begins the day before, in the time of South Africa', async () => {
	const { reconciler, requests } = reconcilerOf([]);
	await found(reconciler, [a], Date.parse('2026-03-10T23:30:00Z'));
	expect(requests[0]).toMatchObject({
		method: 'GET',
		path: '/1.0/customers/list',
		query: { date_start: '2026-03-10' },
	});
});

test('a look-up that fails is no answer: nothing is called missing', async () => {
	const { sender } = fakeSender(() => lost({ retriable: false }));
	const reconciler = new Reconciler(sender, findCreated);
	expect(await reconciler.find(createPlans([a]), now)).toMatchObject({ ok: false });
	const strange = fakeSender(() => answer({ status: true }));
	const other = new Reconciler(strange.sender, findCreated);
	expect(await other.find(createPlans([a]), now)).toMatchObject({ ok: false });
});
