// Identities: the same when the same thing is asked for again, different for everything else.
import fc from 'fast-check';
import type { IExecuteFunctions } from 'n8n-workflow';
import { effectIdentity, runIdentity } from '../../../../nodes/shared/plan/identity';

const request = { method: 'POST', path: '/x', body: { a: 1 } } as const;

function identity(workflow: unknown, node: string, execution: string, $runIndex: number): string {
	return runIdentity({
		getWorkflow: () => ({ id: workflow }),
		getNode: () => ({ id: node }),
		getExecutionId: () => execution,
		getWorkflowDataProxy: () => ({ $runIndex }),
	} as unknown as IExecuteFunctions);
}

test('a second try of the same pass has the same identity', () => {
	expect(identity('w', 'n', '7', 0)).toBe(identity('w', 'n', '7', 0));
});

test('workflow, node, execution and loop pass each make another one', () => {
	const all = [
		identity('w', 'n', '7', 0),
		identity('v', 'n', '7', 0),
		identity('w', 'm', '7', 0),
		identity('w', 'n', '8', 0),
		identity('w', 'n', '7', 1),
		identity(undefined, 'n', '7', 0),
		// Nothing runs together.
		identity('w","n', '', '7', 0),
	];
	expect(new Set(all).size).toBe(all.length);
});

test('an effect has the form of a UUID, which every documented key form takes', () => {
	expect(effectIdentity('run', 0, request)).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
});

test('run, item, round and every part of the request make another one', () => {
	const all = [
		effectIdentity('run', 0, request),
		effectIdentity('other', 0, request),
		effectIdentity('run', 1, request),
		effectIdentity('run', 0, request, 1),
		effectIdentity('run', 0, { ...request, method: 'PUT' }),
		effectIdentity('run', 0, { ...request, path: '/y' }),
		effectIdentity('run', 0, { ...request, body: { a: 2 } }),
		effectIdentity('run', 0, { method: 'POST', path: '/x' }),
	];
	expect(new Set(all).size).toBe(all.length);
});

test('what differs has different identities, what does not has the same', () => {
	const ask = fc.record({
		item: fc.nat(3),
		path: fc.constantFrom('/a', '/b'),
		body: fc.jsonValue(),
	});
	fc.assert(
		fc.property(ask, ask, (one, two) => {
			const of = ({ item, path, body }: typeof one) =>
				effectIdentity('run', item, { method: 'POST', path, body: { body } });
			expect(of(one) === of(two)).toBe(JSON.stringify(one) === JSON.stringify(two));
		}),
		{ numRuns: 500 },
	);
});
