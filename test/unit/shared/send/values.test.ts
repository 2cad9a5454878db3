// How many values a piece of JSON counts, before it is parsed.
import { Values } from '../../../../nodes/shared/send/values';

/** What a text counts when it comes in pieces of so many bytes. */
function counted(text: string, size = text.length): number {
	const values = new Values();
	const bytes = Buffer.from(text);
	for (let i = 0; i < bytes.length; i += size) values.add(bytes.subarray(i, i + size));
	return values.count;
}

test.each<[string, number]>([
	['"x"', 0],
	['{}', 1],
	['[{},{},[]]', 6],
	['{"a":1,"b":[2,3]}', 4],
	// What stands in a text is none, whatever is escaped in it.
	['{"a":"{[,,,\\",[[[\\\\"}', 1],
	['{"a\\u00e9":"\\u0031023"}', 1],
])('%s counts %i', (text, expected) => {
	expect(counted(text)).toBe(expected);
	expect(counted(text, 1)).toBe(expected);
});

const PRICE = 388;

test.each<[string, string, number]>([
	['as it is', '{"1023":1}', PRICE + 1],
	['before a blank', '{"1023" \n:1}', PRICE + 1],
	['with escaped digits', '{"\\u00310\\u00323":1}', PRICE + 1],
	['once in an object', '{"1023":1,"1022":1,"7":1}', PRICE + 3],
	['in each object', '[{"1023":1},{"1023":1}]', 2 * PRICE + 4],
	['in objects inside each other', '{"1":{"1023":{"1023":1},"1023":1}}', 3 * PRICE + 9],
	['small', '{"0":1}', 5],
	['as large as no list', '{"1234567":1}', 3],
	['in a name that is none', '{"1023x":1,"x1023":1,"":1,"-1":1,"1023\\u0041":1}', 5],
	['as a value', '{"a":"1023"}', 1],
	['as a value before a name', '{"a":"1023","b":1}', 2],
])('a whole number as a name counts what it may reserve: %s', (_what, text, expected) => {
	for (const size of [text.length, 1, 3]) expect(counted(text, size)).toBe(expected);
});
