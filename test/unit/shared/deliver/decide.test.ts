// Lists that are fetched once per run, and what each item learns from them.
import type { IDataObject } from 'n8n-workflow';
import { Decider } from '../../../../nodes/shared/deliver/decide';
import type { DecideRule } from '../../../../nodes/shared/contract/operation';
import type { ProviderRequest } from '../../../../nodes/shared/contract/request';
import { answer, fakeSender, lost } from '../../support/fakeSender';

const rule: DecideRule = {
	request: ({ path }) => ({ method: 'GET', path: `${path}/list` }),
	records: ({ results }) => (Array.isArray(results) ? (results as IDataObject[]) : undefined),
	keysOf: ({ keys }) => keys as string[],
	use: (planned, found) =>
		found[0] ? { record: { found: found.length, ...found[0] } } : { request: planned },
};
const planned = (lookFor?: string, path = '/x'): ProviderRequest => ({
	method: 'POST',
	path,
	...(lookFor === undefined ? {} : { lookFor }),
});
const list = {
	results: [
		{ id: 1, keys: ['a', 'b'] },
		{ id: 2, keys: ['b'] },
		{ id: 3, keys: ['*'] },
	],
};

test('one list serves all items, and is asked for once even when they ask together', async () => {
	const { sender, requests } = fakeSender(() => answer(list));
	const decider = new Decider(sender, rule);
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

test('an item that looks for nothing needs no list', async () => {
	const { sender, requests } = fakeSender(() => answer(list));
	expect(await new Decider(sender, rule).decide(planned())).toEqual({
		ok: true,
		value: { request: planned() },
	});
	expect(requests).toEqual([]);
});

test('what is not found is looked for under the fallback', async () => {
	const { sender } = fakeSender(() => answer(list));
	const decider = new Decider(sender, { ...rule, fallback: '*' });
	expect(await decider.decide(planned('none'))).toMatchObject({ value: { record: { id: 3 } } });
	expect(await decider.decide(planned('a'))).toMatchObject({ value: { record: { id: 1 } } });
});

test('what an item made is found by the next; without an id the list is read anew', async () => {
	const { sender, requests } = fakeSender(() => answer(list));
	const decider = new Decider(sender, rule);
	await decider.learn(planned('new'), { id: 9, keys: ['new'] });
	expect(await decider.decide(planned('new'))).toMatchObject({ value: { record: { id: 9 } } });
	await decider.learn(planned('a'), { keys: ['a'] });
	expect(await decider.decide(planned('a'))).toMatchObject({ value: { record: { id: 1 } } });
	expect(requests).toHaveLength(2);
});

test('keys are texts and nothing else: a key like a property of objects finds nothing', async () => {
	const { sender } = fakeSender(() => answer(list));
	const decider = new Decider(sender, rule);
	for (const key of ['constructor', '__proto__', '']) {
		expect(await decider.decide(planned(key))).toMatchObject({ value: { request: {} } });
	}
});

test('a list that cannot be had fails every item alike, with one request', async () => {
	const { sender, requests } = fakeSender(() => lost({ retriable: false }));
	const decider = new Decider(sender, rule);
	for (const key of ['a', 'b'])
		expect(await decider.decide(planned(key))).toMatchObject({ ok: false });
	expect(requests).toHaveLength(1);
	const strange = fakeSender(() => answer({}));
	expect(await new Decider(strange.sender, rule).decide(planned('a'))).toMatchObject({
		failure: { message: expect.stringMatching(/without the documented content/) },
	});
});

test('a record an item made is found by the items after it', async () => {
	const { sender } = fakeSender(() => answer(list));
	const decider = new Decider(sender, { ...rule, oneAfterAnother: true });
	await decider.learn(planned('new'), { id: 9, keys: ['new'] });
	expect(await decider.decide(planned('new'))).toMatchObject({ value: { record: { id: 9 } } });
});
