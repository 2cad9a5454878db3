// What became of each item, and what the next try of a node knows of the one before.
import { create } from '../../../../nodes/Kwik/resources/customer/create';
import { failed, succeeded } from '../../../../nodes/shared/contract/failure';
import { Settlement } from '../../../../nodes/shared/deliver/settle';
import { RunNotes } from '../../../../nodes/shared/tell/notes';
import { createPlans, failure } from '../../support/fakeSender';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

const plans = createPlans([{ reference: 'A' }, { reference: 'B' }]);
const [a, b] = plans as [(typeof plans)[0], (typeof plans)[0]];
const tryOf = (run: string, triedAgain = true) =>
	new Settlement(create, 2, run, new RunNotes(), {
		signal: undefined,
		continues: true,
		triedAgain,
	});
const lost = failed<never>(failure());

test('the next try of a run sees what the first did and left open', () => {
	const first = tryOf('a run');
	first.settle(a, succeeded([{ id: 1 }]));
	first.settle(b, lost);
	first.end();
	const second = tryOf('a run');
	expect(second.recall(plans)).toEqual([{ ...b, openSince: 1_000_000 }]);
	expect(second.recordOf(0)).toEqual({ id: 1 });
	expect(second.remembered).toEqual([{ id: 1 }]);
});

test('what is known not to have happened is no longer open', () => {
	const first = tryOf('known');
	first.settle(b, lost);
	first.settle(b, failed(failure({ effect: 'none' })));
	first.end();
	expect(tryOf('known').recall([b])).toEqual([{ ...b, openSince: undefined }]);
});

test('another run, and a node that is not tried again, see nothing of it', () => {
	tryOf('one').settle(a, succeeded([{}]));
	expect(tryOf('two').recall(plans)).toHaveLength(2);
	tryOf('never again', false).settle(a, succeeded([{}]));
	expect(tryOf('never again').recall(plans)).toHaveLength(2);
});

test('a run that is complete is forgotten', () => {
	const done = tryOf('done');
	for (const plan of plans) done.settle(plan, succeeded([{}]));
	done.end();
	expect(tryOf('done').recall(plans)).toHaveLength(2);
});

test('only the latest twenty failed runs are kept, for an hour', () => {
	for (let i = 0; i < 25; i++) tryOf(`run ${i}`).settle(a, succeeded([{}]));
	expect(tryOf('run 24').recall(plans)).toHaveLength(1);
	expect(tryOf('run 4').recall(plans)).toHaveLength(2);
	jest.advanceTimersByTime(61 * 60_000);
	expect(tryOf('run 24').recall(plans)).toHaveLength(2);
});

test('in stop mode the first failure stops the run, in a continue mode none does', () => {
	const stops = new Settlement(create, 2, 'x', new RunNotes(), {
		signal: undefined,
		continues: false,
		triedAgain: false,
	});
	expect(stops.stopped()).toBe(false);
	stops.settle(b, lost);
	stops.settle(a, lost);
	expect(stops.stopped()).toBe(true);
	expect(stops.first?.itemIndex).toBe(1);
	const continues = tryOf('y', false);
	continues.settle(a, lost);
	expect(continues.stopped()).toBe(false);
});
