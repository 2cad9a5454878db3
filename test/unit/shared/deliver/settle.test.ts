// What became of each item of a run.
import { failed, ownFailure, succeeded } from '../../../../nodes/shared/contract/failure';
import { Settlement } from '../../../../nodes/shared/deliver/settle';
import type { Leases } from '../../../../nodes/shared/deliver/leases';
import { createPlans, failure } from '../../support/fakeSender';

const plans = createPlans([{ reference: 'A' }, { reference: 'B' }, { reference: 'C' }]);
const [a, b, c] = plans as [(typeof plans)[0], (typeof plans)[0], (typeof plans)[0]];
const settlementOf = (continues: boolean) => {
	const halt = new AbortController();
	return { halt, settlement: new Settlement(3, continues, halt) };
};
const broken = ownFailure('Broken');
/** Leases that have nothing, and note how the run ended. */
const leases = () => {
	const ends: boolean[] = [];
	const plain: Leases = {
		earlier: () => undefined,
		isLater: false,
		take: (plan) => plan,
		settle: () => {},
		end: (willBeTriedAgain) => ends.push(willBeTriedAgain),
	};
	return { ends, plain };
};

test('in stop mode the first failure stops the run, in a continue mode none does', () => {
	const stops = settlementOf(false).settlement;
	expect(stops.stopped).toBe(false);
	stops.settle(b, failed(broken));
	stops.settle(a, failed(ownFailure('Later')));
	expect(stops.stopped).toBe(true);
	expect(stops.first).toEqual({ failure: broken, itemIndex: 1 });
	const continues = settlementOf(true).settlement;
	continues.settle(a, failed(broken));
	expect(continues.stopped).toBe(false);
});

test('what is left when a run breaks fails: unknown where something was sent, else with nothing done', () => {
	const { settlement } = settlementOf(true);
	settlement.lease(plans, leases().plain);
	settlement.settle(a, succeeded([{ id: 1 }]));
	settlement.start([b]);
	settlement.failRest(broken);
	expect(settlement.results(undefined)).toEqual([
		{ ok: true, value: [{ id: 1 }] },
		failed({ ...broken, effect: 'unknown', retriable: false }),
		failed(broken),
	]);
});

test('a later row about the same record is carried out again after an earlier one that was not', () => {
	const about = (itemIndex: number, concerns: string) => ({
		...a,
		itemIndex,
		request: { ...a.request, concerns },
	});
	const rows = [about(0, 'R1'), about(1, 'R1'), about(2, 'R2')];
	const done: Leases = {
		...leases().plain,
		take: (plan, again) => (plan.itemIndex === 0 || again ? plan : { records: [{ id: 1 }] }),
	};
	const indexes = (setsAgain?: boolean) =>
		settlementOf(true)
			.settlement.lease(rows, done, setsAgain)
			.map(({ itemIndex }) => itemIndex);
	expect(indexes(true)).toEqual([0, 1]);
	// Where nothing may be done twice, what is done is done.
	expect(indexes()).toEqual([0]);
});

test('what may be repeated is never unknown', () => {
	const { settlement } = settlementOf(true);
	const safe = { ...b, repeat: 'safe' as const };
	settlement.lease([safe], leases().plain);
	settlement.start([safe]);
	settlement.failRest(broken);
	expect(settlement.results(undefined)[1]).toEqual(failed(broken));
});

test('records are simplified when they are given out, and given out as they came where that fails', () => {
	const { settlement } = settlementOf(true);
	settlement.settle({ ...a, output: 'simplified' }, succeeded([{ id: 1, more: 2 }]));
	settlement.settle({ ...b, output: 'simplified' }, succeeded([{ odd: true }]));
	settlement.settle(c, succeeded([{ id: 3, more: 4 }]));
	const simplify = ({ id, odd }: { id?: unknown; odd?: unknown }) => {
		if (odd) throw new RangeError('Invalid time value');
		return { id } as { id: number };
	};
	expect(settlement.results(simplify).map((outcome) => outcome?.ok && outcome.value)).toEqual([
		[{ id: 1 }],
		[{ odd: true }],
		[{ id: 3, more: 4 }],
	]);
	expect(settlement.recordOf(0)).toEqual({ id: 1, more: 2 });
});

test('of the named fields those that are there are given out; a name with dots leads into objects', () => {
	const { settlement } = settlementOf(true);
	const output = ['id', 'customer.email', 'odd.name', 'none', 'customer.none', 'id.more'];
	const record = { id: 1, customer: { email: 'a@b', name: 'A' }, 'odd.name': 'x', more: 2 };
	settlement.settle({ ...a, output }, succeeded([record]));
	expect(settlement.results(() => ({ simplified: true }))[0]).toEqual({
		ok: true,
		value: [{ id: 1, 'customer.email': 'a@b', 'odd.name': 'x' }],
	});
	expect(settlement.recordOf(0)).toBe(record);
});

test('tells what was asked for and what came of it, of completed items only', () => {
	const { settlement } = settlementOf(true);
	settlement.settle(a, succeeded([{ id: 1 }]));
	settlement.find(b, { id: 2 });
	settlement.settle(c, failed(broken));
	expect(settlement.done()).toEqual([
		{ request: a.request, record: { id: 1 }, found: false },
		{ request: b.request, record: { id: 2 }, found: true },
	]);
	expect(settlement.completed).toBe(2);
});

test('the leases learn whether n8n will try the node again', () => {
	for (const again of [true, false]) {
		const { ends, plain } = leases();
		settlementOf(true).settlement.end(plain, again);
		expect(ends).toEqual([again]);
	}
});

test('a run that cannot begin gives out what an earlier try completed, and knows nothing of what it left open', () => {
	const { settlement } = settlementOf(true);
	const { plain } = leases();
	const later: Leases = {
		...plain,
		earlier: (itemIndex) => [a, b][itemIndex],
		take: (plan) => (plan === a ? { records: [{ id: 1 }] } : plan),
		isLater: true,
	};
	settlement.failRest(broken, { leases: later, provider: 'Kwik' });
	expect(settlement.results(undefined)).toMatchObject([
		{ ok: true, value: [{ id: 1 }] },
		{ failure: { effect: 'unknown', hint: expect.stringMatching(/Whether Kwik carried it out/) } },
		{ failure: { effect: 'none' } },
	]);
});

test('the leases learn what became of their effects', () => {
	const { settlement } = settlementOf(true);
	const settled: unknown[] = [];
	const noting: Leases = {
		earlier: () => undefined,
		isLater: false,
		take: (plan) => plan,
		settle: (plan, outcome) => settled.push([plan.itemIndex, outcome.ok]),
		end: () => {},
	};
	settlement.lease(plans, noting);
	settlement.settle(a, succeeded([{}]));
	settlement.settle(b, failed(failure()));
	settlement.end(noting, false);
	expect(settled).toEqual([
		[0, true],
		[1, false],
	]);
});
