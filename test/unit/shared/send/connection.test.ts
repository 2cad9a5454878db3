// One request through a connection: what is sent, what comes back, how failures are told.
import type { IDataObject, IExecuteFunctions, IHttpRequestOptions } from 'n8n-workflow';
import { connect, type Connection } from '../../../../nodes/shared/send/connection';
import type { Failure } from '../../../../nodes/shared/contract/failure';
import type { ProviderRequest } from '../../../../nodes/shared/contract/request';
import { makePay, smarterPay } from '../../support/nodeUnderTest';

const credentials = {
	baseUrl: 'https://pay.example/service.svc',
	accessToken: 't0k3n-0f-the-user',
};
const request: ProviderRequest = { method: 'GET', path: '/paymentlinks', query: { limit: 1 } };

/** Connects a node whose HTTP helper is `helper`. */
async function connection(
	helper: (options: IHttpRequestOptions) => Promise<unknown>,
	stored: IDataObject = credentials,
	node = smarterPay,
) {
	const sent: IHttpRequestOptions[] = [];
	const context = {
		getCredentials: async () => stored,
		helpers: {
			httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) => {
				expect(type).toBe(node.provider.credentialType);
				sent.push(options);
				return await helper(options);
			},
		},
	};
	const outcome = await connect(context as unknown as IExecuteFunctions, node.provider, {
		timeout: 5000,
	});
	return { outcome, sent };
}

async function failureOf(helper: () => Promise<unknown>): Promise<Failure> {
	const { outcome } = await connection(helper);
	const answer = await (outcome as { value: Connection }).value.send(request);
	if (answer.ok) throw new Error('The request did not fail');
	return answer.failure;
}
const answer = (statusCode: number, body: unknown) => async () => ({
	statusCode,
	headers: {},
	body,
});
const thrown = (error: unknown) => async () => {
	throw error;
};

test('sends the request as documented: full response, no redirects, a timeout', async () => {
	const { outcome, sent } = await connection(answer(200, { payment_links: [] }));
	const response = await (outcome as { value: Connection }).value.send(request);
	expect(response).toMatchObject({ ok: true, value: { statusCode: 200 } });
	expect(sent).toEqual([
		expect.objectContaining({
			method: 'GET',
			url: 'https://pay.example/service.svc/paymentlinks',
			qs: { limit: 1 },
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: 5000,
		}),
	]);
	expect(sent[0]).not.toHaveProperty('body');
});

test.each([
	[smarterPay, { ...credentials, accessToken: ' ' }, 'accessToken'],
	[smarterPay, { accessToken: 'x' }, 'baseUrl'],
	[makePay, { baseUrl: 'https://www.makecrypto.io', keyId: 'mk', keySecret: '' }, 'keySecret'],
	[makePay, { baseUrl: 'https://www.makecrypto.io', keySecret: 'mk' }, 'keyId'],
])(
	'%# an incomplete credential is refused before anything is sent',
	async (node, stored, field) => {
		const { outcome, sent } = await connection(answer(200, {}), stored, node);
		expect(outcome).toMatchObject({ ok: false, failure: { source: 'input', fields: [{ field }] } });
		expect(sent).toEqual([]);
	},
);

test.each([
	[smarterPay, { ...credentials, baseUrl: 'http://pay.example' }],
	[smarterPay, { ...credentials, baseUrl: 'pay.example' }],
	[makePay, { baseUrl: 'https://www.makecrypto.io/api', keyId: 'mk_1', keySecret: 'mksec_1' }],
])('%# a base URL that may not receive the key is refused before sending', async (node, stored) => {
	const { outcome, sent } = await connection(answer(200, {}), stored, node);
	expect(outcome).toMatchObject({
		ok: false,
		failure: { source: 'input', fields: [{ field: 'baseUrl' }] },
	});
	expect(sent).toEqual([]);
});

describe('network failures', () => {
	test.each([
		['ECONNREFUSED', /refused the connection/, 'none'],
		['ENOTFOUND', /could not be found/, 'none'],
		['EAI_AGAIN', /could not be found/, 'none'],
		['ECONNRESET', /closed the connection/, 'unknown'],
		['ECONNABORTED', /did not answer in time/, 'unknown'],
		['ETIMEDOUT', /did not answer in time/, 'unknown'],
		['CERT_HAS_EXPIRED', /certificate/, 'none'],
		['SELF_SIGNED_CERT_IN_CHAIN', /certificate/, 'none'],
	])('%s is told in words, and whether it may have had an effect', async (code, words, effect) => {
		const error = Object.assign(new Error('failed'), {
			cause: Object.assign(new Error(), { code }),
		});
		expect(await failureOf(thrown(error))).toMatchObject({
			source: 'provider',
			message: expect.stringMatching(words),
			code,
			retriable: true,
			effect,
		});
	});

	test('an error without code keeps its words, without the secret', async () => {
		const failure = await failureOf(thrown(new Error('strange: Bearer t0k3n-0f-the-user')));
		expect(failure.message).toMatch(/could not be reached/);
		expect(failure.hint).toContain('strange');
		expect(JSON.stringify(failure)).not.toContain('t0k3n');
	});
});

describe('answers', () => {
	test.each([
		['as seconds', '2', {}, 2000],
		['as a date, held against the date of the answer', 'Sat, 21 Nov 2026 10:00:02 GMT', {}, 2000],
		[
			'as a date, where the answer has none',
			new Date(Date.now() + 86_400_000).toUTCString(),
			{ date: 'x' },
			86_400_000,
		],
	])('Retry-After %s', async (_how, retryAfter, more, expected) => {
		const headers = { date: 'Sat, 21 Nov 2026 10:00:00 GMT', 'retry-after': retryAfter, ...more };
		const failure = await failureOf(async () => ({ statusCode: 429, headers, body: {} }));
		expect(Math.abs(failure.retryAfter! - expected)).toBeLessThanOrEqual(
			5000 * Number(expected > 5000),
		);
	});

	test('a refusal has the words, the status and no secret', async () => {
		const failure = await failureOf(answer(401, { message: 'Bad token t0k3n-0f-the-user' }));
		expect(failure).toMatchObject({
			message: 'SmarterPay refused the request: Bad token ***',
			httpCode: 401,
			retriable: false,
			effect: 'none',
		});
		expect(failure.hint).toMatch(/token/);
	});

	test.each([180, 190, 195, 490, 495])(
		'a secret that is cut off at the end of a long text leaves no part of itself (%i)',
		async (before) => {
			const text = `${'x'.repeat(before)} t0k3n-0f-the-user ${'y'.repeat(600)}`;
			for (const [statusCode, body] of [
				[400, { message: text }],
				[400, text],
				[200, text],
			] as const) {
				const said = JSON.stringify(await failureOf(answer(statusCode, body)));
				expect(said).not.toMatch(/t0k/);
			}
		},
	);

	test.each([
		[408, 'unknown'],
		[429, 'none'],
		[500, 'unknown'],
		[503, 'unknown'],
	])('HTTP %i may succeed later', async (statusCode, effect) => {
		const failure = await failureOf(answer(statusCode, ''));
		expect(failure).toMatchObject({ httpCode: statusCode, retriable: true, effect });
		expect(failure.message).toContain(`HTTP status ${statusCode}`);
	});

	test.each([400, 401, 403, 404, 409, 413, 422])('HTTP %i will not', async (statusCode) => {
		expect(await failureOf(answer(statusCode, {}))).toMatchObject({ retriable: false });
	});

	test('a redirect is a failure that says why it was not followed', async () => {
		const failure = await failureOf(answer(302, ''));
		expect(failure.httpCode).toBe(302);
		expect(failure.hint).toMatch(/redirect/);
	});

	test('HTML with HTTP 200 is not JSON, and its words are shown', async () => {
		const html = '<html><body><h1>Welcome</h1></body></html>';
		const failure = await failureOf(answer(200, html));
		expect(failure.message).toMatch(/not JSON/);
		expect(failure.hint).toContain('Welcome');
		expect(failure.hint).not.toContain('<h1>');
		expect(failure.effect).toBe('unknown');
	});

	test.each([[''], [[1]], [null], ['{"payment_links": [']])(
		'%j with HTTP 200 is not the JSON object it should be',
		async (body) => {
			expect((await failureOf(answer(200, body))).message).toMatch(/not JSON/);
		},
	);
});

test('what is masked to be shown is a copy: parts of it may be rows of the user', async () => {
	const { outcome } = await connection(answer(200, {}));
	const { mask } = (outcome as { value: Connection }).value;
	const value = { body: { settings: { text: 't0k3n-0f-the-user' } } };
	expect(mask(value)).toEqual({ body: { settings: { text: '***' } } });
	expect(value.body.settings.text).toBe('t0k3n-0f-the-user');
});
