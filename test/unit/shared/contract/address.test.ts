// Which addresses may receive a secret, a customer, or mail.
import {
	anyAddress,
	baseUrlProblem,
	emailAddress,
	isSecureUrl,
	trimBaseUrl,
	webAddress,
} from '../../../../nodes/shared/contract/address';

const SECURE = [
	'https://api.example.com',
	'https://api.example.com:8443/base',
	'http://localhost:4010',
	'http://127.0.0.1:4010/x',
	'http://[::1]:4010',
	'HTTPS://API.EXAMPLE.COM',
	'  https://api.example.com ',
];
const INSECURE = [
	'http://api.example.com',
	'http://localhost.example.com',
	'http://127.0.0.1.example.com',
	'http://user@example.com',
	'http://127.0.0.2',
	'http://0.0.0.0',
	'http://192.168.0.1',
	'ftp://localhost',
	'file:///etc/passwd',
	'javascript:alert(1)',
	'//api.example.com',
	'api.example.com',
	'',
];

test.each(SECURE)('%s may receive a secret', (url) => {
	expect(isSecureUrl(url)).toBe(true);
	expect(baseUrlProblem(url, false)).toBeUndefined();
});

test.each(INSECURE)('"%s" may not receive a secret', (url) => {
	expect(isSecureUrl(url)).toBe(false);
	expect(baseUrlProblem(url, false)).toBeTruthy();
});

test('a base URL has no user, query or fragment, and no path where only an origin will do', () => {
	for (const url of ['https://u:p@a.example', 'https://a.example?x=1', 'https://a.example#x']) {
		expect(baseUrlProblem(url, false)).toMatch(/^must not contain/);
	}
	expect(baseUrlProblem('https://a.example/base', false)).toBeUndefined();
	expect(baseUrlProblem('https://a.example/base', true)).toBe('must not contain a path');
	expect(baseUrlProblem('https://a.example/', true)).toBeUndefined();
});

test('blanks and slashes at the end of a base URL are cut off', () => {
	expect(trimBaseUrl(' https://a.example/service.svc// ')).toBe('https://a.example/service.svc');
});

test('any address is complete, of any scheme that leads somewhere', () => {
	for (const text of ['https://example.com/account?a=1#b', 'http://a.example', 'myapp://back']) {
		expect(anyAddress(text)).toBeUndefined();
	}
	const carriedOut = ['javascript:alert(1)', 'DATA:text/html,x', 'vbscript:x'];
	for (const text of ['example.com', '/account', '', 'https://', ...carriedOut]) {
		expect(anyAddress(text)).toMatch(/^is not a complete address/);
	}
});

test('a web address is complete and of the web', () => {
	for (const text of ['https://example.com/thanks', 'http://a.example']) {
		expect(webAddress(text)).toBeUndefined();
	}
	for (const text of ['myapp://back', 'javascript:alert(1)', 'example.com', '/x', '']) {
		expect(webAddress(text)).toMatch(/^is not a complete address/);
	}
});

test('an e-mail address is something, an @ and a domain without a comma', () => {
	for (const text of ['a@b', "o'neill+tag@mail.example.co.uk"]) {
		expect(emailAddress(text)).toBeUndefined();
	}
	for (const text of ['a', '@b', 'a@', 'a b@c', 'a@b@c', 'a@b c', 'c@example,com']) {
		expect(emailAddress(text)).toBe('is not an e-mail address');
	}
});
