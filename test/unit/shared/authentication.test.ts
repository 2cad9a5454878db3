// What a credential does to a request: its secrets go to its own provider only.
import { UserError, type IHttpRequestOptions } from 'n8n-workflow';
import { authenticateSafely } from '../../../nodes/shared/authentication';

const secret = { headers: { Authorization: 'Bearer abc' } };
/** A provider with these hosts, of which one may be what a user typed. */
const at = (hosts: string[], typed?: string) => ({
	name: 'Sample',
	hosts: () => hosts,
	typedUrl: () =>
		typed === undefined ? undefined : { field: 'baseUrl', url: typed, originOnly: true },
});
const provider = at(['https://api.example.com/v1', ' https://staging.example.com ']);
const authenticate = (request: object, more: Parameters<typeof authenticateSafely>[3] = secret) =>
	authenticateSafely(request as IHttpRequestOptions, provider, {}, more);

test('adds the secret to the headers that are there, and forbids redirects in both forms', () => {
	const request = {
		url: 'https://api.example.com/x',
		headers: { Accept: 'application/json' },
		disableFollowRedirect: false,
		followRedirect: true,
		followAllRedirects: true,
		maxRedirects: 21,
	};
	expect(authenticate(request)).toMatchObject({
		url: 'https://api.example.com/x',
		headers: { Accept: 'application/json', Authorization: 'Bearer abc' },
		disableFollowRedirect: true,
		followRedirect: false,
		followAllRedirects: false,
		maxRedirects: 0,
	});
	expect(request.headers).toEqual({ Accept: 'application/json' });
});

test('passes user and password on', () => {
	const auth = { username: 'key', password: 'secret' };
	expect(authenticate({ url: 'https://api.example.com' }, { auth })).toMatchObject({ auth });
});

test('checks the certificate, whatever the node was told', () => {
	const request = {
		url: 'https://api.example.com/x',
		skipSslCertificateValidation: true,
		rejectUnauthorized: false,
	};
	expect(authenticate(request)).toMatchObject({
		skipSslCertificateValidation: false,
		rejectUnauthorized: true,
	});
});

test.each([
	['the base URL', { url: 'https://api.example.com/v1/x' }],
	['another path of the same host', { url: 'https://api.example.com/other' }],
	['a second host of the environment', { url: 'https://staging.example.com/x' }],
	['a baseURL and a path', { baseURL: 'https://api.example.com', url: '/x' }],
	['the default port, written out', { url: 'https://api.example.com:443/x' }],
	["n8n's HTTP Request node", { uri: 'https://api.example.com/x' }],
])('lets a request go to %s', (_what, request) => {
	expect(authenticate(request)).toMatchObject(secret);
});

test.each([
	['another host', { url: 'https://evil.example/x' }],
	['another host in the older form', { uri: 'https://evil.example/x' }],
	[
		'another host beside the right one',
		{ url: 'https://api.example.com', uri: 'https://evil.example' },
	],
	['another host after the right one', { url: 'https://api.example.com.evil.example/x' }],
	['another host behind an @', { url: 'https://api.example.com@evil.example/x' }],
	['another host across a line break', { url: 'https://api.example.com\n.evil.example/' }],
	['another port', { url: 'https://api.example.com:8443/x' }],
	['no encryption', { url: 'http://api.example.com/x' }],
	['this machine, where the provider is elsewhere', { url: 'http://127.0.0.1:8080/x' }],
	[
		'another host beside a baseURL',
		{ baseURL: 'https://api.example.com', url: 'https://evil.example' },
	],
	['another host as the baseURL', { baseURL: 'https://evil.example', url: '/x' }],
	['what is no address', { url: 'api.example.com' }],
	['nowhere', {}],
])('sends nothing to %s, and names no secret', (_what, request) => {
	expect(() => authenticate(request)).toThrow(/only for https:\/\/api\.example\.com and https/);
	expect(() => authenticate(request)).not.toThrow(/abc/);
});

test('an insecure address in the credential itself gets nothing', () => {
	const insecure = at(['http://api.example.com']);
	const request = { url: 'http://api.example.com/x' };
	expect(() => authenticateSafely(request, insecure, {}, secret)).toThrow(/https:\/\//);
});

describe('a request that says who is to be believed or asked in between', () => {
	test.each<[string, object]>([
		['a proxy', { proxy: 'http://127.0.0.1:8888' }],
		['a proxy in the other form', { proxy: { host: '127.0.0.1', port: 8888 } }],
		['a proxy of a request to this machine', { url: 'http://127.0.0.1:1/x', proxy: 'http://p' }],
		['an authority of its own', { agentOptions: { ca: 'CERTIFICATE' } }],
		['a certificate of its own', { agentOptions: { cert: 'CERTIFICATE', key: 'KEY' } }],
		['another name for the host', { headers: { HOST: 'evil.example' } }],
	])('gets no secret: %s', (_what, more) => {
		const own = at(['https://api.example.com', 'http://127.0.0.1:1']);
		const request = { url: 'https://api.example.com/x', ...more } as IHttpRequestOptions;
		const authenticated = () => authenticateSafely(request, own, {}, secret);
		expect(authenticated).toThrow(/Proxy|SSL Certificates|Host/);
		expect(authenticated).toThrow(UserError);
		expect(authenticated).not.toThrow(/abc/);
	});

	test.each<[string, object]>([
		['an empty proxy', { proxy: '' }],
		['no options', { agentOptions: {} }],
		['neither', { proxy: undefined, agentOptions: undefined }],
	])('gets it with %s', (_what, more) => {
		expect(authenticate({ url: 'https://api.example.com/x', ...more })).toMatchObject(secret);
	});
});

test.each([
	['https://api.example.com/gateway', 'must not contain a path'],
	['https://user:pw@api.example.com', 'must not contain a user name or password'],
	['https://api.example.com?x=1', 'must not contain "?" or "#"'],
	['http://api.example.com', 'must start with https://'],
	['api.example.com', 'is not a complete address'],
])(
	'an address that the nodes refuse is refused to the test of the credential too: %s',
	(typed, why) => {
		const request = { url: 'https://api.example.com/x' } as IHttpRequestOptions;
		expect(() => authenticateSafely(request, at([typed], typed), {}, secret)).toThrow(
			`The address in the Sample credential ${why}`,
		);
	},
);
