// Which addresses may receive a secret, and what every credential does to a request.
import {
	isSecureUrl,
	baseUrlProblem,
	trimBaseUrl,
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
