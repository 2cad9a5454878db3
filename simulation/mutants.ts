// The bugs that gave the simulator its reason, as changes to the sources that put them back. Each text to be found is
// there exactly once: `test/unit/simulation/mutants.test.ts` says when one is not any more.

import type { Mutant } from './mutation';

const leases = 'nodes/shared/deliver/leases';
const pace = 'nodes/shared/send/pace';

export const MUTANTS: Mutant[] = [
	{
		id: '1',
		bug: 'in a continue mode the node throws, and n8n passes the rows on as results',
		edits: [
			{
				file: 'nodes/shared/run',
				find: 'settlement.first !== undefined && !continues;',
				replace: 'settlement.first !== undefined && (!continues || !run);',
			},
		],
	},
	{
		id: '2',
		bug: 'after a lost answer a record counts that has the reference alone in common',
		edits: [
			{
				file: 'nodes/shared/deliver/reconcile',
				find: 'if (!this.ledger.isFree(record, effectId)) return OTHER;',
				replace: '',
			},
			{
				file: 'nodes/shared/deliver/nearness',
				find: 'const like = likeness(stored, sent, rule.reference);',
				replace: "const like = 'same' as ReturnType<typeof likeness>;",
			},
		],
	},
	{
		id: '3',
		bug: 'equal calls of a tool get one idempotency key',
		edits: [
			{
				file: leases,
				find: 'newLease(effectIdOf(origin, ask, known.count++), plan)',
				replace: 'newLease(effectIdOf(run, ask), plan)',
			},
		],
	},
	{
		id: '3 (tries)',
		bug: 'a further try of a tool does not take over what the one before left open',
		edits: [
			{
				file: leases,
				find: "if (entry.lease.state === 'open') asked.get(entry.name)?.open.push(entry.lease);",
				replace: '',
			},
		],
	},
	{
		id: '4',
		bug: 'with Retry On Fail a field with $now makes another effect of the same row',
		edits: [
			{
				file: leases,
				find: 'known.leases.get(plan.itemIndex) ?? newLease(effectIdOf(origin, plan.itemIndex), plan);',
				replace: `[known.leases.get(plan.itemIndex)].find(
					(kept) =>
						kept?.state === 'done' ||
						JSON.stringify(kept?.plan.request) === JSON.stringify(plan.request),
				) ?? newLease(effectIdOf(origin, plan.itemIndex, plan.request), plan);`,
			},
			{
				file: leases,
				find: "return lease && lease.state !== 'new' ? lease.plan : undefined;",
				replace: "return lease?.state === 'done' ? lease.plan : undefined;",
			},
		],
	},
	{
		id: '5',
		bug: 'of twenty runs that n8n tries again the oldest is forgotten',
		edits: [
			{
				file: leases,
				find: '\truns.set(run, known);',
				replace:
					'\tif (runs.size >= 20) runs.delete([...runs.keys()][0]!);\n\truns.set(run, known);',
			},
		],
	},
	{
		id: '6',
		bug: 'MakePay Create or Update does not keep rows with the same email in order',
		edits: [
			{
				file: 'nodes/MakePay/resources/customer/upsert',
				find: '...(address || clientId ? { concerns: String(address ?? clientId).toLowerCase() } : {}),',
				replace: '',
			},
		],
	},
	{
		id: '7',
		bug: 'an execution that is retried by hand gets new idempotency keys',
		edits: [
			{
				file: 'nodes/shared/plan/identity',
				find: 'resumeToken(data.$execution?.resumeUrl) ?? executionId',
				replace: 'executionId ?? resumeToken(data.$execution?.resumeUrl)',
			},
		],
	},
	{
		id: '7 (Kwik)',
		bug: 'an execution that is retried by hand creates its customers again',
		edits: [
			{
				file: 'nodes/shared/plan/identity',
				find: "context.getMode() === 'retry'",
				replace: 'false',
			},
		],
	},
	{
		id: '7b',
		bug: 'two executions at once create or update the same references',
		edits: [
			{
				file: 'nodes/shared/deliver/carryOut',
				find: 'await ledger.hold([...names, ...effects], sender.signal)',
				replace: 'await ledger.hold(effects, sender.signal)',
			},
		],
	},
	{
		id: '8',
		bug: 'a record that one list lacks is new when the next one has it',
		edits: [
			{
				file: 'nodes/shared/deliver/changes',
				find: '...Object.values(absent).flatMap((text) => [...readMarks(text)]),',
				replace: '',
			},
		],
	},
	{
		id: '13',
		bug: 'an answer that drips is waited for without end',
		edits: [
			{
				file: 'nodes/shared/send/connection',
				find: 'sleep(milliseconds, ended.signal).then(nothing, nothing)',
				replace: 'new Promise<undefined>(() => nothing())',
			},
		],
	},
	{
		id: '14',
		bug: 'an absurd Retry-After blocks the account',
		edits: [{ file: pace, find: 'Math.min(retryAfter, LONGEST_BELIEVED)', replace: 'retryAfter' }],
	},
	{
		id: '15',
		bug: 'in stop mode the first refusal does not stop the others',
		edits: [
			{
				file: 'nodes/shared/deliver/settle',
				find: 'if (!this.continues) this.halt.abort();',
				replace: '',
			},
		],
	},
	{
		id: '16',
		bug: 'a cancelled run keeps its turns',
		edits: [
			{
				file: pace,
				find: 'const over = signal?.aborted === true;',
				replace: 'const over = false;',
			},
			{ file: pace, find: '\t\tif (turn.go) {', replace: '\t\t{' },
		],
	},
	{
		id: '16 (clock)',
		bug: 'the pace follows the clock of the machine',
		edits: [
			{
				file: 'nodes/shared/send/clock',
				find: 'return performance.now();',
				replace: 'return Date.now();',
			},
		],
	},
];
