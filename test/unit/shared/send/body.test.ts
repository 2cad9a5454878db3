// Bodies are read no further than they may be long.
import { readBody } from '../../../../nodes/shared/send/body';

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
	expect(await readBody(streamOf(answer(500)), 4)).toBeDefined();
	expect(await readBody(streamOf(answer(600)), 4)).toBeUndefined();
	expect(await readBody(streamOf(answer(20_000)), 128)).toBeUndefined();
});

test('a table whose names are the numbers of its rows is read', async () => {
	const rows = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [i, { name: 'x' }]));
	expect(await readBody(streamOf(JSON.stringify({ rows })), 128)).toEqual({ value: { rows } });
	const texts = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [i, 'x']));
	expect(await readBody(streamOf(JSON.stringify({ texts })), 4)).toEqual({ value: { texts } });
});
