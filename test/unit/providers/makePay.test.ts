// MakePay: success and errors. makepay.md 1, 4.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MakePayTrigger } from '../../../nodes/MakePay/MakePayTrigger.node';
import { makePay } from '../../../nodes/MakePay/provider';

const refusal = (statusCode: number, body: unknown) =>
	makePay.refusal({ statusCode, headers: {}, body });

test('the base URL loses the slash at its end', () => {
	expect(makePay.baseUrl({ baseUrl: 'https://www.makecrypto.io/' }, '/x')).toBe(
		'https://www.makecrypto.io',
	);
});

test('names stay camelCase on the wire', () => {
	expect(makePay.wireName('clientId')).toBe('clientId');
});

test('a success is 2xx, unless ok is false; a missing ok is no failure (D16)', () => {
	expect(refusal(200, { companyId: 'acct_123', customers: [] })).toBeUndefined();
	expect(refusal(201, { ok: true })).toBeUndefined();
	expect(refusal(200, { ok: false })).toBeDefined();
	for (const statusCode of [301, 302, 400, 409, 500]) {
		expect(refusal(statusCode, { ok: true })).toBeDefined();
	}
});

test('an error is read from error, else from errorCode, which is always the code', () => {
	expect(refusal(404, { error: 'not_found' })).toMatchObject({ message: 'not_found' });
	expect(refusal(404, { error: 'not_found' })).not.toHaveProperty('code');
	expect(refusal(409, { error: 'Conflict', errorCode: 'payment_link_has_session' })).toMatchObject({
		message: 'Conflict',
		code: 'payment_link_has_session',
	});
	const withoutError = {
		archiveEligibility: 'session_started',
		errorCode: 'payment_link_has_session',
	};
	expect(refusal(409, withoutError)).toMatchObject({
		message: 'payment_link_has_session',
		code: 'payment_link_has_session',
	});
});

test('an error page is read as its words', () => {
	expect(refusal(502, '<html><body><h1>Bad Gateway</h1></body></html>')?.message).toBe(
		'Bad Gateway',
	);
});

test('401, 403, 404 and 413 say what to do', () => {
	expect(refusal(401, { error: 'Invalid API key' })?.hint).toMatch(/key ID and key secret/);
	expect(refusal(403, { error: 'wrong_company' })?.hint).toMatch(/company/);
	expect(refusal(404, { error: 'not_found' })?.hint).toMatch(/company of this key/);
	expect(refusal(413, { error: 'Request body too large' })?.hint).toMatch(/shorten/);
});

test('key id and secret are required: without them MakePay makes anonymous links (D11)', () => {
	expect(Object.keys(makePay.requiredCredentials)).toEqual(
		expect.arrayContaining(['keyId', 'keySecret']),
	);
});

test('the secrets are those of the credential, as they are sent', () => {
	const secrets = makePay.secrets({
		keyId: 'mk_makepay_1',
		keySecret: ' mksec_1 ',
		webhookSecret: 'whsec',
	});
	expect(secrets).toEqual(expect.arrayContaining(['mk_makepay_1', 'mksec_1', 'whsec']));
	const without = makePay.secrets({ keyId: 'mk_makepay_1', keySecret: 'mksec_1' });
	expect(without).not.toContain('undefined');
});

test('the panel of the trigger tells the test from the production URL, and how to get an event', () => {
	const { triggerPanel, properties } = new MakePayTrigger().description;
	const shown = JSON.stringify(triggerPanel);
	for (const words of [/Test URL/, /Production URL/, /callback URL/]) expect(shown).toMatch(words);
	const notices = properties.filter(({ type }) => type === 'notice');
	expect(notices.map(({ displayName }) => displayName).join(' ')).toMatch(/npm start/);
});

test.each(['MakePay', 'MakePayTrigger'])('%s is found by the words people search for', (name) => {
	const path = join(__dirname, `../../../nodes/MakePay/${name}.node.json`);
	const { alias } = JSON.parse(readFileSync(path, 'utf8')) as { alias: string[] };
	const words = ['collect payment', 'recurring', 'bitcoin', 'subscription', 'payment link'];
	expect(alias).toEqual(expect.arrayContaining(words));
	expect(new Set(alias).size).toBe(alias.length);
});
