// Bodies are read no further than they may be long.
import { longestAnswer, readBody, remembered } from '../../../../nodes/shared/send/body';

// A machine may be busy, and 256 MB are many.
jest.setTimeout(120_000);

/** A body that comes in pieces of a size. */
async function* streamOf(text: string, size = 65_536): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

test.each([
	['records with a number as their name', '{"1023":1},'],
	['the same in disguise', '{"\\u00310\\u00323" : 1},'],
])('an answer of %s is too large long before it takes much memory', async (_what, piece) => {
	const answer = (count: number) => `{"payment_links":[${piece.repeat(count)}{}]}`;
	expect(await readBody(streamOf(answer(500)), 4, 'a')).toBeDefined();
	expect(await readBody(streamOf(answer(600)), 4, 'a')).toBeUndefined();
	expect(await readBody(streamOf(answer(20_000)), 128, 'a')).toBeUndefined();
});

test('a table whose names are the numbers of its rows is read', async () => {
	const rows = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [i, { name: 'x' }]));
	expect(await readBody(streamOf(JSON.stringify({ rows })), 128, 'a')).toEqual({ value: { rows } });
	const texts = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [i, 'x']));
	expect(await readBody(streamOf(JSON.stringify({ texts })), 4, 'a')).toEqual({ value: { texts } });
});

test('only a list may be long', () => {
	expect(longestAnswer({ isList: true })).toBe(128);
	expect(longestAnswer({})).toBe(4);
});

test('answers that one account holds back leave the others theirs, and are forgotten with their end', async () => {
	const block = Buffer.alloc(1024 * 1024, 'x');
	const gates: Array<() => void> = [];
	/** Gives so many megabytes, and the rest only when it is let go. */
	async function* heldBack(megabytes: number): AsyncGenerator<Uint8Array> {
		for (let i = 0; i < megabytes; i++) yield block;
		await new Promise<void>((resolve) => gates.push(resolve));
		yield Buffer.from('x');
	}
	const held = [1, 2].map(async () => await readBody(heldBack(127), 128, 'liar'));
	while (gates.length < held.length) await new Promise((resolve) => setImmediate(resolve));
	expect(await readBody(streamOf('x'.repeat(3 * 1024 * 1024)), 4, 'liar')).toBeUndefined();
	expect(await readBody(streamOf('{"status":true}'), 4, 'honest')).toEqual({
		value: { status: true },
	});
	expect(await readBody(streamOf(`"${'x'.repeat(3 * 1024 * 1024)}"`), 4, 'honest')).toBeDefined();
	expect(remembered()).toEqual({ underWay: 1 });
	gates.forEach((open) => open());
	expect(await Promise.all(held)).toEqual([expect.anything(), expect.anything()]);
	expect(remembered()).toEqual({ underWay: 0 });
	expect(await readBody(streamOf('{}'), 4, 'liar')).toEqual({ value: {} });
});
