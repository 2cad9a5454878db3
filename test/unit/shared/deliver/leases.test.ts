// Leases of effects: one owner while under way, never again once settled, taken over when left open.
import { failed, succeeded } from '../../../../nodes/shared/contract/failure';
import { leasesOf, remembered, type Leases } from '../../../../nodes/shared/deliver/leases';
import type { Caller } from '../../../../nodes/shared/plan/identity';
import type { Plan } from '../../../../nodes/shared/plan/plan';
import { createPlans, failure } from '../../support/fakeSender';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

let executions = 0;
const callerOf = (more: Partial<Caller> = {}): Caller => {
	const run = more.run ?? `run ${executions++}`;
	const defaults = {
		run,
		origin: run,
		isTool: false,
		isRetry: false,
		tries: 3,
		waitBetweenTries: 1,
	};
	return { ...defaults, ...more };
};
const planOf = (reference = 'A', itemIndex = 0): Plan => ({
	...createPlans([{ reference }])[0]!,
	itemIndex,
	repeat: 'keyed',
});
const lost = failed<never>(failure());
const refused = failed<never>(failure({ effect: 'none', retriable: false, httpCode: 400 }));
const take = (leases: Leases, plan = planOf()): Plan => {
	const taken = leases.take(plan);
	if ('records' in taken) throw new Error('was done before');
	return taken;
};

describe('a node that n8n tries again', () => {
	test('is given what an earlier try completed', () => {
		const caller = callerOf();
		const first = leasesOf(caller);
		first.settle(take(first), succeeded([{ id: 1 }]));
		first.end(true);
		expect(leasesOf(caller).take(planOf())).toEqual({ records: [{ id: 1 }] });
	});

	test('what is carried out again is the same effect, asked for as it was', () => {
		const caller = callerOf();
		const first = leasesOf(caller);
		const plan = take(first, planOf('asked at 12:00:01'));
		first.settle(plan, succeeded([{ id: 1 }]));
		first.end(true);
		const again = leasesOf(caller).take(planOf('asked at 12:00:02'), true);
		expect(again).toMatchObject({
			effectId: plan.effectId,
			record: { reference: 'asked at 12:00:01' },
		});
	});

	test('asks for what was left open just as it was, whatever it would ask for now', () => {
		const caller = callerOf();
		const first = leasesOf(caller);
		const plan = take(first, planOf('asked at 12:00:01'));
		first.settle({ ...plan, round: 2 }, lost);
		first.end(true);
		jest.advanceTimersByTime(1000);
		expect(take(leasesOf(caller), planOf('asked at 12:00:02'))).toMatchObject({
			effectId: plan.effectId,
			round: 2,
			record: { reference: 'asked at 12:00:01' },
			request: { record: { reference: 'asked at 12:00:01' } },
			openSince: expect.any(Number),
		});
	});

	test('asks anew for what was refused, as it is now, under the same key', () => {
		const caller = callerOf();
		const first = leasesOf(caller);
		const plan = take(first);
		first.settle(plan, refused);
		first.end(true);
		const again = take(leasesOf(caller), planOf('mended'));
		expect(again).toMatchObject({ round: 0, record: { reference: 'mended' } });
		expect(again.openSince).toBeUndefined();
	});

	test('keeps the key of what never reached the provider', () => {
		const caller = callerOf();
		const first = leasesOf(caller);
		first.settle(take(first), failed(failure({ effect: 'none', httpCode: 429 })));
		first.end(true);
		expect(take(leasesOf(caller)).round).toBe(0);
	});

	test('is remembered as long as n8n may try it again, however many others there are', () => {
		const callers = Array.from({ length: 500 }, () => callerOf());
		for (const caller of callers) {
			const leases = leasesOf(caller);
			leases.settle(take(leases), succeeded([{ id: caller.run }]));
			leases.end(true);
		}
		for (const caller of callers) {
			expect(leasesOf(caller).take(planOf())).toEqual({ records: [{ id: caller.run }] });
		}
	});

	test('is forgotten at once when n8n will not try it again', () => {
		const before = remembered().runs;
		const done = leasesOf(callerOf());
		done.settle(take(done), succeeded([{}]));
		done.end(false);
		const caller = callerOf({ tries: 2 });
		for (let i = 0; i < 2; i++) {
			const leases = leasesOf(caller);
			leases.settle(take(leases), lost);
			leases.end(true);
		}
		expect(remembered().runs).toBe(before);
	});

	test('is forgotten when its next try does not come', () => {
		const leases = leasesOf(callerOf());
		leases.settle(take(leases), lost);
		leases.end(true);
		const before = remembered().runs;
		jest.advanceTimersByTime(11 * 60_000);
		leasesOf(callerOf({ tries: 2 })).end(false);
		expect(remembered().runs).toBeLessThan(before);
	});
});

test('a node that is tried once has effects with names, and no memory', () => {
	const before = remembered();
	const caller = callerOf({ tries: 1 });
	const [first, again] = [leasesOf(caller), leasesOf(caller)];
	first.settle(take(first), succeeded([{}]));
	expect(take(first, planOf('B', 1)).effectId).not.toBe(take(first).effectId);
	expect(take(again).effectId).toBe(take(first).effectId);
	expect(remembered()).toEqual(before);
});

describe('a tool', () => {
	const toolOf = (more: Partial<Caller> = {}) => callerOf({ isTool: true, ...more });

	test('two equal calls at once have two effects, in the same order in a retry of the execution', () => {
		const caller = toolOf();
		const effects = [leasesOf(caller), leasesOf(caller)].map((leases) => take(leases).effectId);
		expect(effects[0]).not.toBe(effects[1]);
		const retry = toolOf({ origin: caller.origin });
		expect([leasesOf(retry), leasesOf(retry)].map((leases) => take(leases).effectId)).toEqual(
			effects,
		);
	});

	test('an equal call after one that was completed is another', () => {
		const caller = toolOf();
		const first = leasesOf(caller);
		const plan = take(first);
		first.settle(plan, succeeded([{ id: 1 }]));
		first.end(false);
		const second = take(leasesOf(caller));
		expect(second.effectId).not.toBe(plan.effectId);
		expect(second.openSince).toBeUndefined();
	});

	test('an equal call after one that was left open takes it over; a third has another effect', () => {
		const caller = toolOf();
		const first = leasesOf(caller);
		const plan = take(first);
		first.settle({ ...plan, round: 1 }, lost);
		const second = take(leasesOf(caller));
		expect(second).toMatchObject({
			effectId: plan.effectId,
			round: 1,
			openSince: expect.any(Number),
		});
		expect(take(leasesOf(caller)).effectId).not.toBe(plan.effectId);
	});

	test('a call with other arguments takes nothing over', () => {
		const caller = toolOf();
		const first = leasesOf(caller);
		const plan = take(first);
		first.settle(plan, lost);
		expect(take(leasesOf(caller), planOf('B')).effectId).not.toBe(plan.effectId);
	});

	test('what was left open is not taken over for ever', () => {
		const caller = toolOf();
		const first = leasesOf(caller);
		const plan = take(first);
		first.settle(plan, lost);
		jest.advanceTimersByTime(11 * 60_000);
		expect(take(leasesOf(caller)).effectId).not.toBe(plan.effectId);
	});

	test('without an execution, as under an MCP client, no two effects ever have the same name', () => {
		const caller = toolOf({ origin: undefined });
		const calls = Array.from({ length: 100 }, () => {
			const leases = leasesOf(caller);
			const plan = take(leases);
			leases.settle(plan, succeeded([{}]));
			return plan.effectId;
		});
		expect(new Set(calls).size).toBe(100);
	});
});
