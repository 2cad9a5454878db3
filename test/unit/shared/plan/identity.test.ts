// Who asks for an effect, and what effects are called.
import fc from 'fast-check';
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { callerOf, effectIdOf, keyOf } from '../../../../nodes/shared/plan/identity';

const DEFAULTS = {
	workflow: 'w' as string | undefined,
	node: { id: 'n', name: 'Kwik', type: 'package.kwik' } as object,
	execution: '7' as string | undefined,
	$runIndex: 0,
	resumeUrl: undefined as string | undefined,
	mode: 'trigger',
	prevNode: undefined as { name: string; runIndex: number } | undefined,
	/** What each run of a node gave: rows, or nothing where it failed. */
	runs: {} as Record<string, Array<IDataObject[] | undefined>>,
};

const caller = (more: Partial<typeof DEFAULTS> = {}) => {
	const { workflow, node, execution, $runIndex, resumeUrl, mode, prevNode, runs } = {
		...DEFAULTS,
		...more,
	};
	return callerOf({
		getWorkflow: () => ({ id: workflow }),
		getNode: () => node,
		getExecutionId: () => execution,
		getMode: () => mode,
		getWorkflowDataProxy: () => ({
			$runIndex,
			$execution: { resumeUrl },
			// As n8n: reading it throws where nothing came before.
			get $prevNode() {
				return new Proxy({}, { get: (_, name) => prevNode![name as 'name'] });
			},
			$items: (name: string, _output: number, run: number) =>
				runs[name]![run]!.map((json) => ({ json })),
		}),
	} as unknown as IExecuteFunctions);
};
const resumeUrl = (execution: string, signature: string) =>
	`https://n8n.example/webhook-waiting/${execution}?signature=${signature}`;

test('a second try of the same pass is the same caller', () => {
	expect(caller()).toEqual(caller());
});

test('workflow, node, execution and loop pass each make another one', () => {
	const all = [
		caller(),
		caller({ workflow: 'v' }),
		caller({ node: { id: 'm', name: 'Kwik', type: 'package.kwik' } }),
		caller({ execution: '8' }),
		caller({ $runIndex: 1 }),
		caller({ workflow: undefined }),
		// Nothing runs together.
		caller({ workflow: 'w","n' }),
	];
	expect(new Set(all.map(({ run }) => run)).size).toBe(all.length);
	expect(new Set(all.map(({ origin }) => origin)).size).toBe(all.length);
});

test('an execution that is retried by hand is another run of the same origin', () => {
	const first = caller({ execution: '7', resumeUrl: resumeUrl('7', 'token') });
	const retry = caller({ execution: '8', resumeUrl: resumeUrl('8', 'token'), mode: 'retry' });
	expect(retry.origin).toBe(first.origin);
	expect(retry.run).not.toBe(first.run);
	expect([first.isRetry, retry.isRetry]).toEqual([false, true]);
	expect(caller({ resumeUrl: resumeUrl('7', 'other') }).origin).not.toBe(first.origin);
});

test.each([undefined, 'no address', 'https://n8n.example/webhook-waiting/7'])(
	'without a signature in %j the execution is the origin',
	(address) => {
		expect(caller({ resumeUrl: address }).origin).toBe(caller().origin);
		expect(caller({ resumeUrl: address, execution: '8' }).origin).not.toBe(caller().origin);
	},
);

test('an MCP client calls without an execution: nothing says that two calls are the same', () => {
	expect(caller({ execution: undefined }).origin).toBeUndefined();
});

test('a tool gets a new run for every try: it does not count', () => {
	const node = { id: 'n', name: 'Kwik', type: 'package.kwikTool' };
	const [first, second] = [0, 1].map(($runIndex) => caller({ node, $runIndex }));
	expect(first).toEqual(second);
	expect(first!.isTool).toBe(true);
});

describe('the pass of a loop in a retry by hand', () => {
	const recovered = [{ isArtificialRecoveredEventItem: true }];
	const real = [{ id: 'cus_1' }];
	const pass = ($runIndex: number, ...runs: Array<IDataObject[] | undefined>) =>
		caller({ mode: 'retry', $runIndex, runs: { Kwik: runs } }).origin;
	const first = ($runIndex: number) => caller({ $runIndex }).origin;

	test.each([
		['that n8n has put in the place of one cut off by a crash', recovered],
		['that failed', undefined],
	])('a run before it %s does not count', (_, run) => {
		expect(pass(1, run)).toBe(first(0));
		expect(pass(3, run, real, real)).toBe(first(2));
		expect(pass(2, real, run)).toBe(first(1));
	});

	test('a run that gave something counts, be it without a row', () => {
		expect(pass(1, real)).toBe(first(1));
		expect(pass(2, [], real)).toBe(first(2));
	});
});

describe('a tool', () => {
	const node = { id: 'n', name: 'Kwik', type: 'package.kwikTool' };
	const tool = (runIndex: number, more: Partial<typeof DEFAULTS> = {}) =>
		caller({
			node,
			prevNode: { name: 'Agent', runIndex },
			runs: { Agent: [[{ output: 'a' }], [{ output: 'b' }]] },
			...more,
		});

	test('that two runs of an agent call is called by another one each time', () => {
		expect(tool(0).origin).not.toBe(tool(1).origin);
		expect(tool(0).run).not.toBe(tool(1).run);
		expect(tool(1)).toEqual(tool(1, { $runIndex: 3 }));
	});

	test('is called by the same one when the execution is retried, also after a crash', () => {
		const runs = { Agent: [undefined] };
		const resumeUrls = [resumeUrl('7', 'token'), resumeUrl('8', 'token')];
		const [first, retry] = [
			tool(0, { resumeUrl: resumeUrls[0] }),
			tool(1, { resumeUrl: resumeUrls[1], execution: '8', mode: 'retry', runs }),
		];
		expect(retry.origin).toBe(first.origin);
	});
});

test.each([
	[{}, 1, 0],
	[{ retryOnFail: false, maxTries: 4 }, 1, 0],
	[{ retryOnFail: true }, 3, 1000],
	[{ retryOnFail: true, maxTries: 1, waitBetweenTries: 1 }, 2, 1],
	[{ retryOnFail: true, maxTries: 99, waitBetweenTries: 60_000 }, 5, 5000],
])('tries are counted as n8n counts them: %j', (settings, tries, waitBetweenTries) => {
	const node = { id: 'n', type: 'package.kwik', ...settings };
	expect(caller({ node })).toMatchObject({ tries, waitBetweenTries });
});

test('a key has the form of a UUID, which every documented key form takes; each round has its own', () => {
	expect(keyOf('an effect', 0)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
	const all = [keyOf('an effect', 0), keyOf('an effect', 1), keyOf('another', 0)];
	expect(new Set(all).size).toBe(3);
	expect(keyOf('an effect', 0)).toBe(all[0]);
});

test('what differs has different names, what does not has the same', () => {
	const parts = fc.tuple(fc.constantFrom('a', 'b'), fc.nat(3), fc.jsonValue());
	fc.assert(
		fc.property(parts, parts, (one, two) => {
			const [a, b] = [one, two].map(([origin, ...more]) => effectIdOf(origin, ...more));
			expect(a === b).toBe(JSON.stringify(one) === JSON.stringify(two));
		}),
		{ numRuns: 500 },
	);
});

test('without an origin every effect has a name of its own', () => {
	expect(effectIdOf(undefined, 1)).not.toBe(effectIdOf(undefined, 1));
});
