// Lists that are fetched once per run, and what each item learns from them.
import type { IDataObject } from 'n8n-workflow';
import { Decider } from '../../../../nodes/shared/deliver/decide';
import type { DecideRule, Decision } from '../../../../nodes/shared/contract/operation';
import type { ProviderRequest } from '../../../../nodes/shared/contract/request';
import { answer, fakeSender, lost } from '../../support/fakeSender';

const rule: DecideRule = {
	request: ({ path }) => ({ method: 'GET', path: `${path}/list` }),
	records: ({ results }) => (Array.isArray(results) ? (results as IDataObject[]) : undefined),
	keysOf: ({ keys }) => keys as string[],
	use: (planned, found) =>
		found[0] ? { record: { found: found.length, ...found[0] } } : { request: planned },
	purpose: 'looks into the list',
};
const planned = (key?: string, path = '/x'): ProviderRequest => ({
	method: 'POST',
	path,
	...(key === undefined ? {} : { lookFor: { name: key } }),
});
const list = {
	results: [
		{ id: 1, keys: ['a', 'b'] },
		{ id: 2, keys: ['b'] },
		{ id: 3, keys: ['*'] },
	],
};
const deciderOf = (more: Partial<DecideRule> = {}, provide = () => answer(list)) => {
	const { sender, requests } = fakeSender(provide);
	return { decider: new Decider(sender, { name: { ...rule, ...more } }), requests };
};

test('one list serves all items, and is asked for once even when they ask together', async () => {
	const { decider, requests } = deciderOf();
	const found = await Promise.all(
		['a', 'b', 'none'].map(async (key) => await decider.decide(planned(key))),
	);
	expect(found).toEqual([
		{ ok: true, value: { record: { found: 1, id: 1, keys: ['a', 'b'] } } },
		{ ok: true, value: { record: { found: 2, id: 1, keys: ['a', 'b'] } } },
		{ ok: true, value: { request: planned('none') } },
	]);
	expect(requests).toHaveLength(1);
	await decider.decide(planned('a', '/y'));
	expect(requests.map(({ path }) => path)).toEqual(['/x/list', '/y/list']);
});

test('an item that looks for nothing needs no list, nor one that looks for something else', async () => {
	const { decider, requests } = deciderOf();
	for (const request of [planned(), { ...planned(), lookFor: { other: 'a' } }]) {
		expect(await decider.decide(request)).toEqual({ ok: true, value: { request } });
	}
	expect(requests).toEqual([]);
});

test('the list follows the API version of the credential', async () => {
	const { sender, requests } = fakeSender(() => answer(list), { apiVersion: '2.0' });
	const request: DecideRule['request'] = (_planned, apiVersion) => ({
		method: 'GET',
		path: `/${apiVersion}/list`,
	});
	await new Decider(sender, { name: { ...rule, request } }).decide(planned('a'));
	expect(requests.map(({ path }) => path)).toEqual(['/2.0/list']);
});

test('what is not found is looked for under the fallback', async () => {
	const { decider } = deciderOf({ fallback: '*' });
	expect(await decider.decide(planned('none'))).toMatchObject({ value: { record: { id: 3 } } });
	expect(await decider.decide(planned('a'))).toMatchObject({ value: { record: { id: 1 } } });
});

test('what an item made is found by the next; without an id the list is read anew', async () => {
	const { sender, requests } = fakeSender(() => answer(list));
	const decider = new Decider(sender, { name: { ...rule, oneAfterAnother: true } });
	await decider.learn(planned('new'), { id: 9, keys: ['new'] });
	expect(await decider.decide(planned('new'))).toMatchObject({ value: { record: { id: 9 } } });
	await decider.learn(planned('a'), { keys: ['a'] });
	expect(await decider.decide(planned('a'))).toMatchObject({ value: { record: { id: 1 } } });
	expect(requests).toHaveLength(2);
});

test('keys are texts and nothing else: a key like a property of objects finds nothing', async () => {
	const { decider } = deciderOf();
	for (const key of ['constructor', '__proto__', '']) {
		expect(await decider.decide(planned(key))).toMatchObject({ value: { request: {} } });
	}
});

test('a list that cannot be had fails every item alike, with one request', async () => {
	const { decider, requests } = deciderOf({}, () => lost({ retriable: false }));
	for (const key of ['a', 'b'])
		expect(await decider.decide(planned(key))).toMatchObject({ ok: false });
	expect(requests).toHaveLength(1);
	const strange = deciderOf({}, () => answer({}));
	expect(await strange.decider.decide(planned('a'))).toMatchObject({
		failure: { message: expect.stringMatching(/without the documented content/) },
	});
});

test('a record an item made is found by the items after it, in place of what it was before', async () => {
	const { decider } = deciderOf({ oneAfterAnother: true });
	await decider.learn(planned('new'), { id: 9, keys: ['new'] });
	expect(await decider.decide(planned('new'))).toMatchObject({ value: { record: { id: 9 } } });
	await decider.learn(planned('a'), { id: 1, keys: ['a'], changed: true });
	expect(await decider.decide(planned('a'))).toMatchObject({
		value: { record: { found: 1, id: 1, changed: true } },
	});
});

test('only lists whose items go one after another learn', async () => {
	const { decider, requests } = deciderOf();
	await decider.learn(planned('new'), { id: 9, keys: ['new'] });
	expect(requests).toEqual([]);
	expect(await decider.decide(planned('new'))).toMatchObject({ value: { request: {} } });
});

test('a forgotten list is read anew, and only for those that look for something in it', async () => {
	const { decider, requests } = deciderOf();
	await decider.decide(planned('a'));
	decider.forget({ ...planned(), lookFor: { other: 'a' } });
	await decider.decide(planned('b'));
	expect(requests).toHaveLength(1);
	decider.forget(planned('a'));
	await decider.decide(planned('b'));
	expect(requests).toHaveLength(2);
});

describe('several lists', () => {
	const second = (use: DecideRule['use']): DecideRule => ({
		...rule,
		request: () => ({ method: 'GET', path: '/second' }),
		use,
	});
	const marked: DecideRule['use'] = (request, found, key) => ({
		request: { ...request, body: { ...request.body, [key]: found[0]?.id ?? null } },
	});
	const both = { name: 'a', other: 'b' };

	/** What the two lists decide, and where they were read. */
	const decided = async (first: DecideRule['use'], lookFor: Record<string, string>) => {
		const { sender, requests } = fakeSender(() => answer(list));
		const rules = { name: { ...rule, use: first }, other: second(marked) };
		const outcome = await new Decider(sender, rules).decide({ ...planned(), lookFor });
		const paths = requests.map(({ path }) => path);
		return { decision: outcome.ok ? outcome.value : undefined, paths };
	};

	test('decide in their order, each what the one before left', async () => {
		const { decision, paths } = await decided(marked, both);
		expect(decision).toMatchObject({ request: { body: { a: 1, b: 1 } } });
		expect(paths).toEqual(['/x/list', '/second']);
	});

	test('decide by themselves where only one is needed', async () => {
		const { decision, paths } = await decided(marked, { other: 'b' });
		expect(decision).toMatchObject({ request: { body: { b: 1 } } });
		expect(paths).toEqual(['/second']);
	});

	test('tell what each of them has to say', async () => {
		const noting = (note: string, use: DecideRule['use']): DecideRule['use'] => {
			return (...given) => ({ ...use(...given), note });
		};
		const rules = {
			name: { ...rule, use: noting('One.', marked) },
			other: second(noting('Two.', marked)),
			last: second(marked),
		};
		const { sender } = fakeSender(() => answer(list));
		const decider = new Decider(sender, rules);
		const noteOf = async (lookFor: Record<string, string>) => {
			const outcome = await decider.decide({ ...planned(), lookFor });
			return outcome.ok ? outcome.value.note : undefined;
		};
		expect(await noteOf({ ...both, last: 'a' })).toBe('One. Two.');
		expect(await noteOf({ name: 'a', last: 'a' })).toBe('One.');
		expect(await noteOf({ last: 'a' })).toBeUndefined();
	});

	test.each<[string, Decision]>([
		['a record', { record: { id: 7 } }],
		['a problem', { problem: { field: 'x', message: 'is not known' } }],
	])('%s of the first is the last word', async (_what, decision) => {
		const { decision: result, paths } = await decided(() => decision, both);
		expect(result).toEqual(decision);
		expect(paths).toEqual(['/x/list']);
	});
});
