// Secrets are masked in whatever spelling somebody repeats them.
import {
	formsOf,
	maskDeep,
	maskSecrets,
	withoutFields,
} from '../../../../nodes/shared/send/secrets';

const SECRET = `a/b+c="d&e<f>'g\\h${'0123456789'}==`;
const html = SECRET.replace(/&/g, '&amp;')
	.replace(/</g, '&lt;')
	.replace(/>/g, '&gt;')
	.replace(/"/g, '&quot;')
	.replace(/'/g, '&#39;');

test.each([
	['as it is', SECRET],
	['in JSON', JSON.stringify({ key: SECRET })],
	['in JSON with slashes escaped', JSON.stringify({ key: SECRET }).replace(/\//g, '\\/')],
	['in an address', `https://x/?key=${encodeURIComponent(SECRET)}&a=b`],
	['in HTML', `<p>${html}</p>`],
	['in base64', Buffer.from(SECRET).toString('base64')],
	['at the beginning of base64', Buffer.from(`${SECRET}:and more`).toString('base64')],
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
	expect(formsOf(['plain-key-1'])).toEqual([
		...['plain-key-1', Buffer.from('plain-key-1').toString('base64').replace(/.=$/, '')],
	]);
});

test('fields of these names are masked wherever they stand, whatever they hold', () => {
	const value = { a: [{ encryption_key: 'x', b: { encryption_key: { c: 1 } } }], d: 'x' };
	expect(withoutFields(value, ['encryption_key'])).toEqual({
		a: [{ encryption_key: '***', b: { encryption_key: '***' } }],
		d: 'x',
	});
	expect(withoutFields(value, [])).toBe(value);
});
