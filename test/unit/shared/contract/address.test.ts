// Which addresses may receive a secret, and what every credential does to a request.
import type { IHttpRequestOptions } from 'n8n-workflow';
import {
	isSecureUrl,
	baseUrlProblem,
	trimBaseUrl,
} from '../../../../nodes/shared/contract/address';
import { authenticateSafely } from '../../../../nodes/shared/authentication';

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

describe('authenticate', () => {
	const secret = { headers: { Authorization: 'Bearer abc' } };

	test('adds the secret to the headers that are there, and forbids redirects', () => {
		const request = {
			url: 'https://api.example.com/x',
			headers: { Accept: 'application/json' },
			disableFollowRedirect: false,
		};
		expect(authenticateSafely(request, secret)).toEqual({
			url: 'https://api.example.com/x',
			headers: { Accept: 'application/json', Authorization: 'Bearer abc' },
			disableFollowRedirect: true,
		});
		expect(request.headers).toEqual({ Accept: 'application/json' });
	});

	test('passes user and password on', () => {
		const auth = { username: 'key', password: 'secret' };
		expect(authenticateSafely({ url: 'https://a.example' }, { auth })).toMatchObject({ auth });
	});

	test.each(INSECURE)('refuses "%s" and names no secret', (url) => {
		expect(() => authenticateSafely({ url }, secret)).toThrow(/must start with https/);
		expect(() => authenticateSafely({ url }, secret)).not.toThrow(/abc/);
	});

	test('judges the whole address when there is a baseURL', () => {
		expect(() => authenticateSafely({ baseURL: 'http://a.example', url: '/x' }, secret)).toThrow();
		expect(() =>
			authenticateSafely({ baseURL: 'https://a.example', url: '/x' }, secret),
		).not.toThrow();
	});

	// n8n's HTTP Request node, used with this credential, has its address in `uri`.
	test("takes the requests of n8n's HTTP Request node", () => {
		const request = { uri: 'https://api.example.com/x' } as unknown as IHttpRequestOptions;
		expect(authenticateSafely(request, secret)).toMatchObject(secret);
		const insecure = { uri: 'http://api.example.com/x' } as unknown as IHttpRequestOptions;
		expect(() => authenticateSafely(insecure, secret)).toThrow(/must start with https/);
	});

	test('a full url beside a baseURL is the address that counts', () => {
		const request = { baseURL: 'https://a.example', url: 'http://evil.example/x' };
		expect(() => authenticateSafely(request, secret)).toThrow(/must start with https/);
	});
});
