// Secrets are masked in whatever spelling somebody repeats them.
import {
	formsOf,
	maskDeep,
	maskSecrets,
	withoutEcho,
	withoutFields,
} from '../../../../nodes/shared/send/secrets';

const SECRET = `a/b+c="d&e<f>'g\\h${'0123456789'}==`;
const html = SECRET.replace(/&/g, '&amp;')
	.replace(/</g, '&lt;')
	.replace(/>/g, '&gt;')
	.replace(/"/g, '&quot;')
	.replace(/'/g, '&#39;');
/** With the signs that .NET keeps out of JSON as codes. */
const net = (before: string) =>
	SECRET.replace(
		/["&'+<>]/g,
		(sign) => `${before}${sign.charCodeAt(0).toString(16).toUpperCase()}`,
	);

test.each([
	['as it is', SECRET],
	['in JSON', JSON.stringify({ key: SECRET })],
	['in JSON with slashes escaped', JSON.stringify({ key: SECRET }).replace(/\//g, '\\/')],
	['in an address', `https://x/?key=${encodeURIComponent(SECRET)}&a=b`],
	['in HTML', `<p>${html}</p>`],
	['in base64', Buffer.from(SECRET).toString('base64')],
	['at the beginning of base64', Buffer.from(`${SECRET}:and more`).toString('base64')],
	['behind something in base64', Buffer.from(`Bearer ${SECRET}`).toString('base64')],
	['within JSON in base64', Buffer.from(`{"key":"${SECRET}"}`).toString('base64')],
	['in the base64 of addresses', Buffer.from(`xx${SECRET}`).toString('base64url')],
	['in hex', Buffer.from(`:${SECRET}:`).toString('hex')],
	['in capitals', SECRET.toUpperCase()],
	['in JSON of .NET', net('\\u00')],
	['in an address of .NET', encodeURIComponent(SECRET).replace(/%../g, (c) => c.toLowerCase())],
	['in an address within an address', encodeURIComponent(encodeURIComponent(SECRET))],
	['in HTML of a template', html.replace(/\//g, '&#x2F;').replace(/=/g, '&#x3D;')],
	['in HTML of .NET', html.replace(/&#39;/g, '&#x27;').replace(/\+/g, '&#x2B;')],
])('a secret is masked in every spelling: %s', (_what, text) => {
	const masked = maskSecrets(text, formsOf([SECRET]));
	expect(masked).toContain('***');
	expect(masked).not.toContain('0123456789');
	expect(masked).not.toContain(Buffer.from(SECRET).toString('base64').slice(4, 30));
	expect(maskDeep({ [text]: [{ text }] }, formsOf([SECRET]))).toEqual({
		[masked]: [{ text: masked }],
	});
});

test('what is too short to be told from other texts is left alone', () => {
	expect(formsOf(['', 'abc'])).toEqual([]);
	expect(formsOf(['k-12'])).toEqual(['k-12', 'K-12', '6b2d3132', '6B2D3132']);
	expect(formsOf(['plain-key-1'])).toContain('cGxhaW4ta2V5LT');
});

test('fields of these names are masked wherever they stand, whatever they hold', () => {
	const value = { a: [{ encryption_key: 'x', b: { encryption_key: { c: 1 } } }], d: 'x' };
	expect(withoutFields(value, ['encryption_key'])).toEqual({
		a: [{ encryption_key: '***', b: { encryption_key: '***' } }],
		d: 'x',
	});
	expect(withoutFields(value, [])).toBe(value);
});

test('an answer is masked in place: a copy of a record with a number as its name may be a thousand times as large', () => {
	const records = [{ '1023': 1 }, { '1023': SECRET, b: { [SECRET]: 1, z: 2 } }];
	const [first, second] = records;
	const answer = { records, encryption_key: 'x' };
	expect(withoutFields(answer, ['encryption_key'])).toBe(answer);
	expect(withoutEcho(answer, formsOf([SECRET]))).toBe(answer);
	expect(answer.records).toBe(records);
	expect(answer.records[0]).toBe(first);
	expect(answer.records[1]).toBe(second);
	expect(JSON.stringify(answer)).toBe(
		'{"records":[{"1023":1},{"1023":"***","b":{"***":1,"z":2}}],"encryption_key":"***"}',
	);
});

test('names that every object has by birth are masked like others', () => {
	const value = JSON.parse(`{"a":{"__proto__":"${'s3cret/'.repeat(3)}","constructor":{"x":1}}}`);
	maskDeep(value, ['s3cret/'.repeat(3)]);
	expect(JSON.stringify(value)).toBe('{"a":{"__proto__":"***","constructor":{"x":1}}}');
});
