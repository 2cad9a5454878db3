// Finding out what a lost answer left behind: which stored record belongs to which plan.
import type { IDataObject } from 'n8n-workflow';
import { findCreated } from '../../../../nodes/Kwik/resources/customer/records';
import { findCreated as findLink } from '../../../../nodes/SmarterPay/resources/paymentLink/records';
import { Ledger } from '../../../../nodes/shared/deliver/ledger';
import { Reconciler } from '../../../../nodes/shared/deliver/reconcile';
import { monotonic } from '../../../../nodes/shared/send/clock';
import { answer, createPlans, fakeSender, lost, storedAt } from '../../support/fakeSender';

const now = Date.parse('2026-03-10T12:00:00Z');
const date = (moment: number) => ({ date: new Date(moment).toUTCString() });
beforeEach(() => jest.useFakeTimers({ now, advanceTimers: true }));
afterEach(() => jest.useRealTimers());

/** A reconciler whose provider has these records, by a clock that is so far ahead. */
function reconcilerOf(stored: IDataObject[], ahead = 0, ledger = new Ledger()) {
	const fake = fakeSender(() => answer({ status: true, results: stored }, date(now + ahead)));
	return { ...fake, ledger, reconciler: new Reconciler(fake.sender, findCreated, ledger) };
}

/** Ids of the records found for the plans, in their order; what is not found says why. */
async function found(reconciler: Reconciler, records: IDataObject[], earlier = 0, first = 0) {
	const plans = createPlans(records).map((plan, i) => ({ ...plan, effectId: `e${first + i}` }));
	const outcome = await reconciler.find(plans, monotonic() - earlier);
	if (!outcome.ok) throw new Error(outcome.failure.message);
	return plans.map((plan) => {
		const verdict = outcome.value.get(plan)!;
		return typeof verdict === 'string' ? verdict : verdict.record.id;
	});
}

const a = { reference: 'A', email: 'a@x.org' };
const b = { reference: 'B', email: 'b@x.org' };

test('what matches by reference is found, what does not is missing', async () => {
	const { reconciler } = reconcilerOf([storedAt(b, '2', now), storedAt(a, '1', now)]);
	expect(await found(reconciler, [a, { reference: 'C' }, b])).toEqual(['1', 'missing', '2']);
});

test('a record that seems older than the request cannot be told, whichever clock the provider has', async () => {
	for (const ahead of [0, 3_600_000, -3_600_000]) {
		const earlier = reconcilerOf([storedAt(a, '1', now + ahead - 10_000)], ahead);
		expect(await found(earlier.reconciler, [a])).toEqual(['unclear']);
		const other = { ...a, email: 'other@x.org' };
		expect(await found(earlier.reconciler, [other])).toEqual(['missing']);
		const later = reconcilerOf([storedAt(a, '1', now + ahead)], ahead);
		expect(await found(later.reconciler, [a])).toEqual(['1']);
	}
});

test('where nobody knows the clock of the provider, a record that seems to be older cannot be told', async () => {
	const stored = [storedAt(a, '1', now - 3_600_000)];
	const verdictWith = async (headers: IDataObject) => {
		const { sender } = fakeSender(() =>
			answer({ status: true, results: stored }, headers as Record<string, string>),
		);
		return (await found(new Reconciler(sender, findCreated, new Ledger()), [a, b])).join();
	};
	expect(await verdictWith({})).toBe('unclear,missing');
	expect(await verdictWith({ date: 'a Tuesday' })).toBe('unclear,missing');
	expect(await verdictWith(date(now))).toBe('unclear,missing');
	expect(await verdictWith(date(now - 3_600_000))).toBe('1,missing');
});

test('where a list read before had no such reference, the clock does not matter', async () => {
	const { reconciler } = reconcilerOf([storedAt(a, '1', now - 3_600_000)]);
	const [plan] = createPlans([a]);
	plan!.request.lookFor = { reference: 'A' };
	const outcome = await reconciler.find([plan!], monotonic());
	expect(outcome.ok && outcome.value.get(plan!)).toMatchObject({ record: { id: '1' } });
});

test('a reference in other capitals, or as a number, is the same', async () => {
	const stored = [
		storedAt({ ...a, reference: 7 }, '7', now),
		storedAt({ ...b, reference: 'b' }, '2', now),
	];
	const { reconciler } = reconcilerOf(stored);
	expect(await found(reconciler, [{ ...a, reference: '007' }, b])).toEqual(['7', '2']);
});

describe('references that differ only in how they are written, with all else equal', () => {
	const spelt = (reference: string | number) => ({ ...a, reference });
	const pairs = [
		['007', '7'],
		['ABC', 'abc'],
	] as const;

	test.each(pairs)(
		'%s and %s: each row has the one that is exactly its own',
		async (one, other) => {
			for (const [first, second] of [
				[one, other],
				[other, one],
			] as const) {
				const rows = [spelt(first), spelt(second)];
				const both = [storedAt(spelt(second), '2', now), storedAt(spelt(first), '1', now)];
				expect(await found(reconcilerOf(both).reconciler, rows)).toEqual(['1', '2']);
				const onlySecond = reconcilerOf([storedAt(spelt(second), '2', now)]);
				expect(await found(onlySecond.reconciler, rows)).toEqual(['missing', '2']);
				const onlyFirst = reconcilerOf([storedAt(spelt(first), '1', now)]);
				expect(await found(onlyFirst.reconciler, rows)).toEqual(['1', 'missing']);
			}
		},
	);

	test('what is left over under the reference of another row of the run is given to nobody else', async () => {
		const { sender, ledger } = reconcilerOf([storedAt(spelt('7'), '1', now)]);
		const rows = [spelt('007'), spelt('7')];
		const reconciler = new Reconciler(sender, findCreated, ledger, rows);
		expect(await found(reconciler, [spelt('007')])).toEqual(['unclear']);
		expect(await found(reconciler, [spelt('7')], 0, 1)).toEqual(['1']);
		expect(await found(reconciler, [spelt('007')])).toEqual(['missing']);
	});

	test('one that was there before, under the reference of another row, is not what was sent', async () => {
		const before = [storedAt(spelt('7'), '1', now - 3_600_000)];
		const { sender, ledger } = reconcilerOf(before);
		const rows = [spelt('007'), spelt('7')];
		expect(await found(new Reconciler(sender, findCreated, ledger, rows), [spelt('007')])).toEqual([
			'missing',
		]);
		expect(await found(new Reconciler(sender, findCreated, ledger), [spelt('007')])).toEqual([
			'unclear',
		]);
	});

	test('one that has exactly what another execution seeks is that one’s', async () => {
		const { reconciler, ledger } = reconcilerOf([storedAt(spelt('7'), '1', now)]);
		ledger.seek('another effect', spelt('7'));
		expect(await found(reconciler, [spelt('007')])).toEqual(['missing']);
		ledger.settle('another effect');
		expect(await found(reconciler, [spelt('007')])).toEqual(['1']);
	});

	test('of a list that was read before only the exact reference is known to be new', async () => {
		const { reconciler } = reconcilerOf([storedAt(spelt('7'), '1', now - 3_600_000)]);
		const [plan] = createPlans([spelt('007')]);
		plan!.request.lookFor = { reference: '007' };
		const outcome = await reconciler.find([plan!], monotonic());
		expect(outcome.ok && outcome.value.get(plan!)).toBe('unclear');
	});
});

test('a record belongs to one item only', async () => {
	const { reconciler } = reconcilerOf([storedAt(a, '1', now)]);
	expect(await found(reconciler, [a, a])).toEqual(['1', 'missing']);
	expect(await found(reconciler, [a], 0, 1)).toEqual(['missing']);
});

test('a record that belongs to another effect, of whichever run, is not given to this one', async () => {
	const { reconciler, ledger } = reconcilerOf([storedAt(a, '1', now)]);
	ledger.own({ id: '1' }, 'another');
	expect(await found(reconciler, [a])).toEqual(['missing']);
	ledger.own({ id: '1' }, 'e0');
	expect(await found(reconciler, [a])).toEqual(['1']);
});

test('a request under way in another run may be about to learn that the record is its own', async () => {
	const { reconciler, ledger } = reconcilerOf([storedAt(a, '1', now)]);
	let answered: (value: unknown) => void = () => {};
	const other = ledger.track([a], new Promise((resolve) => (answered = resolve)));
	const finding = found(reconciler, [a]);
	await jest.advanceTimersByTimeAsync(100);
	ledger.own({ id: '1' }, 'another');
	answered(undefined);
	await other;
	expect(await finding).toEqual(['missing']);
});

test('a record that says something else is never ours', async () => {
	const bob = { reference: 'A', person_name: 'Bob', email: 'bob@x.org' };
	const alice = storedAt({ ...bob, person_name: 'Alice', email: 'alice@y.org' }, '1', now);
	expect(await found(reconcilerOf([alice]).reconciler, [bob])).toEqual(['missing']);
	const without = storedAt({ ...bob, person_name: null, email: null }, '1', now);
	expect(await found(reconcilerOf([without]).reconciler, [bob])).toEqual(['missing']);
});

test('a record that agrees in part cannot be told', async () => {
	const bob = { reference: 'A', person_name: 'Bob', email: 'bob@x.org' };
	const stored = storedAt({ ...bob, person_name: 'Robert' }, '1', now);
	expect(await found(reconcilerOf([stored]).reconciler, [bob])).toEqual(['unclear']);
	const exact = storedAt(bob, '2', now);
	expect(await found(reconcilerOf([stored, exact]).reconciler, [bob])).toEqual(['2']);
});

test('items that share a reference get the records with their own fields', async () => {
	const [first, second] = [a, { ...a, email: 'other@x.org' }];
	const { reconciler } = reconcilerOf([storedAt(second, '2', now), storedAt(first, '1', now)]);
	expect(await found(reconciler, [first, second])).toEqual(['1', '2']);
});

test('what is written in another form says the same', async () => {
	const sent = {
		reference: 'A',
		email: 'a@x.org',
		postal_code: 2,
		contact_number: '+27 83 000-0000',
		metadata: { one: 1, two: { b: 1, a: 2 } },
	};
	const stored = {
		reference: 'A',
		email: 'A@X.ORG ',
		postal_code: '0002',
		contact_number: '+27830000000',
		metadata: { two: { a: 2, b: 1 }, one: 1 },
		deleted_at: null,
	};
	const { reconciler } = reconcilerOf([storedAt(stored, '1', now)]);
	expect(await found(reconciler, [sent])).toEqual(['1']);
});

test('two look-ups at once never find the same record', async () => {
	const { reconciler } = reconcilerOf([storedAt(a, '1', now)]);
	const both = await Promise.all([found(reconciler, [a]), found(reconciler, [a], 0, 1)]);
	expect(both.flat().sort()).toEqual(['1', 'missing']);
});

test('the clock of this machine may jump while an answer is awaited', async () => {
	const { reconciler } = reconcilerOf([storedAt(a, '1', now - 60_000)]);
	const plans = createPlans([a]);
	const sentAt = monotonic() - 61_000;
	jest.setSystemTime(now - 3_600_000);
	const outcome = await reconciler.find(plans, sentAt);
	expect(outcome.ok && outcome.value.get(plans[0]!)).toMatchObject({ record: { id: '1' } });
});

test('the list begins three days before, in the time of South Africa: clocks may be a day off', async () => {
	jest.setSystemTime(Date.parse('2026-03-10T23:30:00Z'));
	const { reconciler, requests } = reconcilerOf([]);
	await found(reconciler, [a]);
	expect(requests[0]).toMatchObject({
		method: 'GET',
		path: '/1.0/customers/list',
		query: { date_start: '2026-03-08' },
	});
});

test('a list that cannot be read is no answer: nothing is called missing', async () => {
	const { sender } = fakeSender(() => lost({ retriable: false }));
	const reconciler = new Reconciler(sender, findCreated, new Ledger());
	expect(await reconciler.find(createPlans([a]), monotonic())).toMatchObject({ ok: false });
	const strange = fakeSender(() => answer({ status: true }));
	const other = new Reconciler(strange.sender, findCreated, new Ledger());
	expect(await other.find(createPlans([a]), monotonic())).toMatchObject({ ok: false });
});

describe('links, which have no reference', () => {
	const terms = { ecommerce_page: 'EP1', amount: '2750' };
	const at = { created_at: '2026-03-10 12:00:00', status: 'active' };
	const plansOf = (sent: IDataObject[]) =>
		createPlans(sent).map((made) => ({
			...made,
			request: {
				method: 'POST' as const,
				path: '/paymentlink',
				body: { payment_link: made.record! },
			},
		}));
	const verdicts = async (stored: IDataObject[], sent: IDataObject[], ledger = new Ledger()) => {
		const { sender } = fakeSender(() => answer({ payment_links: stored }, date(now)));
		const plans = plansOf(sent);
		const outcome = await new Reconciler(sender, findLink, ledger).find(plans, monotonic());
		if (!outcome.ok) throw new Error(outcome.failure.message);
		return plans.map((plan) => {
			const verdict = outcome.value.get(plan)!;
			return typeof verdict === 'string' ? verdict : verdict.record.id;
		});
	};

	test('one that is written in another way is never called missing', async () => {
		const sent = {
			...terms,
			start_date: '2027-01-01',
			customer_custom_reference: 'CR',
			return_url: 'https://example.com',
			metadata: '{"a":1,"b":2}',
			description: 'Invoice  7',
		};
		for (const otherwise of [
			{ amount: 2750 },
			{ start_date: '2027-01-01 00:00:00' },
			{ customer_custom_reference: null },
			{ return_url: 'https://example.com/' },
			{ metadata: '{"b":2,"a":1}' },
			{ description: 'Invoice 7' },
		]) {
			const [verdict] = await verdicts([{ id: 'PL', ...sent, ...at, ...otherwise }], [sent]);
			expect(['PL', 'unclear']).toContain(verdict);
		}
	});

	test('one over another amount, for another customer, or for nobody where it was for one, is another', async () => {
		const sent = { ...terms, customer_account: 'CA1' };
		for (const otherwise of [
			{ amount: 100 },
			{ customer_account: 'CA2' },
			{ customer_account: null },
			{ visited_at: '2026-03-10 12:00:01' },
			{ status: 'expired' },
		])
			expect(await verdicts([{ id: 'PL', ...sent, ...at, ...otherwise }], [sent])).toEqual([
				'missing',
			]);
		expect(await verdicts([{ id: 'PL', ...sent, ...at }], [terms])).toEqual(['missing']);
	});

	test('one that another row asks for whose answer is lost as well is that row’s', async () => {
		const [first, second] = [
			{ ...terms, metadata: 'order_1' },
			{ ...terms, metadata: 'order_2' },
		];
		const ledger = new Ledger();
		const stored = [{ id: 'PL2', ...second, ...at }];
		expect(await verdicts(stored, [first], ledger)).toEqual(['unclear']);
		ledger.seek('another effect', second);
		expect(await verdicts(stored, [first], ledger)).toEqual(['missing']);
		ledger.settle('another effect');
		expect(await verdicts(stored, [first], ledger)).toEqual(['unclear']);
	});
});

test('a link made before this execution looks the same for every order of a customer: that cannot be told', async () => {
	const terms = { ecommerce_page: 'EP1', customer_account: 'CA1', amount: '100' };
	const link = { ...terms, id: 'PL1', status: 'active', created_at: '2026-03-09 10:00:00' };
	const ledger = new Ledger();
	const { sender } = fakeSender(() => answer({ payment_links: [link] }, date(now)));
	const reconciler = new Reconciler(sender, findLink, ledger);
	const [plan] = createPlans([{}]).map((made) => ({
		...made,
		request: { method: 'POST' as const, path: '/paymentlink', body: { payment_link: terms } },
	}));
	const verdict = async () => {
		const outcome = await reconciler.find([plan!], undefined);
		return outcome.ok && outcome.value.get(plan!);
	};
	expect(await verdict()).toBe('unclear');
	ledger.own(link, plan!.effectId);
	expect(await verdict()).toEqual({ record: link });
});
