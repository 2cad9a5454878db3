// No key, token or secret in anything the real n8n keeps or says, however a request fails: its database, its log (of
// the finest level), its executions, its answers to the editor and to whoever calls a webhook.
import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import axios from 'axios';
import type { ICredentialDataDecryptedObject, INode, INodeParameters } from 'n8n-workflow';
import tlsOptions from 'smtp-server/lib/tls-options';
import { chain, node, until } from './chain';
import { openWorkbench, type Workbench } from './shared';

jest.setTimeout(240_000);

/** Signs that are written otherwise in JSON, in addresses and in HTML. */
const secret = (name: string) => `${name}/"&<${randomBytes(9).toString('hex')}+=`;
const SECRETS = {
	kwikKey: secret('kwik-key'),
	kwikSecret: secret('kwik-secret'),
	token: secret('token'),
	keyId: secret('key-id'),
	keySecret: secret('key-secret'),
	webhookSecret: secret('webhook-secret'),
	/** SmarterPay's, of a page: it comes in answers. */
	encryptionKey: `encryption-key-${randomBytes(9).toString('hex')}`,
};
const BASIC = Buffer.from(`${SECRETS.kwikKey}:${SECRETS.kwikSecret}`).toString('base64');
const FORMS = [...Object.values(SECRETS), BASIC].flatMap((text) => [
	text,
	JSON.stringify(text).slice(1, -1),
	JSON.stringify(JSON.stringify(text)).slice(3, -3),
	encodeURIComponent(text),
	Buffer.from(text).toString('base64').replace(/.?=*$/, ''),
]);
const found = (text: string) => FORMS.filter((form) => text.includes(form));

const escaped = (text: string) =>
	text.replace(
		/[&<>"']/g,
		(sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign,
	);

/** What the stand-in does with a request, by a word in its address or body. */
const KINDS: Record<string, (told: string, response: ServerResponse, ofPage: string) => unknown> = {
	// In the text of the status as well.
	'refused-json': (told, response, ofPage) =>
		response.writeHead(400, told.replace(/[^ -~]/g, ' ').slice(0, 2000)).end(asError(told, ofPage)),
	'refused-key': (told, response) => response.writeHead(401).end(asError(told)),
	'too-many': (told, response) =>
		response.writeHead(429, { 'retry-after': '1' }).end(asError(told)),
	'server-error': (told, response) => response.writeHead(500).end(asError(told)),
	'error-page': (told, response) => response.writeHead(502).end(`<p>${escaped(told)}</p>`),
	'good-page': (told, response) => response.writeHead(200).end(`<p>${escaped(told)}</p><p>${told}`),
	'good-text': (told, response) => response.writeHead(200).end(told),
	'address-text': (told, response) => response.writeHead(200).end(encodeURIComponent(told)),
	'php-text': (told, response) =>
		response.writeHead(200).end(`!${JSON.stringify(told).replace(/\//g, '\\/')}`),
	'cut-json': (told, response) =>
		response.writeHead(200).end(JSON.stringify({ told }).slice(0, -2)),
	'good-record': (told, response, ofPage) => response.writeHead(200).end(asRecord(told, ofPage)),
	redirect: (told, response) =>
		response
			.writeHead(302, { location: `/elsewhere?${encodeURIComponent(told)}` })
			.end(asError(told)),
	reset: (_told, response) => response.socket?.resetAndDestroy(),
	silence: () => undefined,
	endless: (told, response) =>
		response.writeHead(200).end(told.repeat(5_000_000 / told.length + 1)),
};

/** A refusal in the form of every provider. */
function asError(told: string, ofPage = 'none'): string {
	return JSON.stringify({
		status: false,
		error: told,
		error_code: told,
		error_message: told,
		errorCode: told,
		encryption_key: ofPage,
		error_details: [{ record: { told }, errors: { [told]: { message: told, rule: told } } }],
	});
}

/** A record in the form of every provider, with what was sent in a field of it. */
function asRecord(told: string, ofPage: string): string {
	const record = { id: 'PLgood-record', uid: 'x', told, encryption_key: ofPage };
	return JSON.stringify({
		status: true,
		ok: true,
		result: { ...record, link_url: 'https://x' },
		payment_link: { ...record, link: 'https://x' },
		url: `https://x/billing?customer=good-record&told=${encodeURIComponent(told)}`,
	});
}

const read = async (request: IncomingMessage) => {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text;
};
const answer = (request: IncomingMessage, response: ServerResponse) =>
	void read(request).then((body) => {
		const kind = Object.keys(KINDS).find((name) => `${request.url} ${body}`.includes(name));
		const { authorization = '' } = request.headers;
		const key = Buffer.from(authorization.replace(/^Basic /, ''), 'base64').toString();
		const ofPage = authorization.startsWith('Bearer') ? SECRETS.encryptionKey : 'none';
		const told = [...Object.values(request.headers), key, `encryption_key=${ofPage}`, body];
		KINDS[kind ?? 'refused-json']!(told.join(' '), response, ofPage);
	});

let bench: Workbench;
let plain: Server;
let secured: Server;
const portOf = (server: Server) => (server.address() as AddressInfo).port;
beforeAll(async () => {
	bench = await openWorkbench();
	plain = createServer(answer);
	// Signed by nobody.
	secured = createSecureServer(tlsOptions({}), answer);
	for (const server of [plain, secured]) {
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	}
});
afterAll(async () => {
	for (const server of [plain, secured]) {
		server?.closeAllConnections();
		server?.close();
	}
	await bench?.close();
});

type Provider = 'kwik' | 'smarterPay' | 'makePay';
const PROVIDERS: Provider[] = ['kwik', 'smarterPay', 'makePay'];
const TYPES = { kwik: 'kwikApi', smarterPay: 'smarterPayApi', makePay: 'makePayPartnerApi' };
const DATA: Record<Provider, (url: string) => ICredentialDataDecryptedObject> = {
	kwik: (rootUrl) => ({
		...{ environment: 'custom', rootUrl, customerApi: 'v1' },
		...{ apiKey: SECRETS.kwikKey, apiSecret: SECRETS.kwikSecret },
	}),
	smarterPay: (baseUrl) => ({ baseUrl, accessToken: SECRETS.token }),
	makePay: (baseUrl) => ({
		baseUrl,
		...{ keyId: SECRETS.keyId, keySecret: SECRETS.keySecret, webhookSecret: SECRETS.webhookSecret },
	}),
};
const byKind = { __rl: true, mode: 'id', value: '={{ $json.kind }}' };
const PARAMETERS: Record<Provider, INodeParameters> = {
	kwik: { resource: 'customerPortal', operation: 'createLink', customerId: byKind },
	smarterPay: { resource: 'paymentLink', operation: 'get', paymentLinkId: byKind },
	makePay: { resource: 'customerPortal', operation: 'createLink', customerId: byKind },
};

const store = async (provider: Provider, url: string) =>
	await bench.client.createCredential(
		TYPES[provider],
		`Secret ${randomUUID()}`,
		DATA[provider](url),
	);
/** Rows, and something of them that must be found in the database. */
const CANARY = `canary-${randomUUID()}`;
const rows = (kinds: string[]) =>
	node(
		'n8n-nodes-base.code',
		{
			jsCode: `return ${JSON.stringify(kinds)}.map((kind) => ({ json: { kind, canary: '${CANARY}' } }));`,
		},
		{ typeVersion: 2 },
	);
const using = (
	type: string,
	provider: Provider,
	credential: { id: string; name: string },
	parameters: INodeParameters,
	more: Partial<INode> = {},
) =>
	node(type, parameters, {
		...more,
		credentials: { [TYPES[provider]]: { id: credential.id, name: credential.name } },
	});

/** Runs a provider's node on rows of these kinds, and gives all that the editor gets to see of it. */
async function outcome(
	provider: Provider,
	url: string,
	kinds: string[],
	onError: INode['onError'],
) {
	const options = { maxRetries: 0, timeout: 1500, requestsPerSecond: 1000 };
	const parameters = { ...PARAMETERS[provider], simplify: false, options };
	const ours = using(provider, provider, await store(provider, url), parameters, {
		onError: onError!,
	});
	const file = chain('Secrets', node('n8n-nodes-base.manualTrigger'), rows(kinds), ours);
	const { id } = await bench.client.importWorkflow(file);
	const execution = await bench.client.runWorkflow(id);
	const stored = await bench.client.call('GET', `/rest/executions/${execution.id}`);
	return { execution, seen: JSON.stringify([execution, stored]) };
}

const http = () => `http://127.0.0.1:${portOf(plain)}`;

describe.each(PROVIDERS)('%s', (provider) => {
	test('every kind of failure, as items: none shows a secret', async () => {
		const kinds = Object.keys(KINDS);
		const { execution, seen } = await outcome(provider, http(), kinds, 'continueRegularOutput');
		expect(execution.json(provider)).toHaveLength(kinds.length);
		const failed = execution.json(provider).filter(({ error }) => error !== undefined);
		expect(failed.length).toBeGreaterThan(10);
		expect(found(seen)).toEqual([]);
	});

	test.each(['refused-json', 'good-page', 'redirect', 'reset', 'silence', 'endless'])(
		'a workflow that is stopped by %s shows no secret',
		async (kind) => {
			const { execution, seen } = await outcome(provider, http(), [kind], 'stopWorkflow');
			expect(execution.status).toBe('error');
			expect(found(seen)).toEqual([]);
		},
	);

	test.each([
		['a port where nothing listens', () => 'http://127.0.0.1:9'],
		['a name that nobody has', () => 'https://billing.invalid'],
		['a certificate that nobody signed', () => `https://localhost:${portOf(secured)}`],
		['no TLS at all', () => `https://127.0.0.1:${portOf(plain)}`],
		['an address that is refused', () => 'http://billing.example'],
	])('%s shows no secret', async (_what, url) => {
		for (const onError of ['stopWorkflow', 'continueRegularOutput'] as const) {
			const { execution, seen } = await outcome(provider, url(), ['refused-json'], onError);
			expect(JSON.stringify(execution.error ?? execution.json(provider))).toMatch(
				/SmarterPay|Kwik|MakePay/,
			);
			expect(found(seen)).toEqual([]);
		}
	});

	test('the test of the credential shows no secret', async () => {
		for (const url of [http(), 'https://billing.invalid', `https://localhost:${portOf(secured)}`]) {
			const verdict = await bench.client.testCredential(await store(provider, url));
			expect(verdict.status).toBe('Error');
			expect(found(JSON.stringify(verdict))).toEqual([]);
		}
	});

	test('a list to pick from shows no secret', async () => {
		const { id, name } = await store(provider, http());
		const search = {
			kwik: 'searchCustomers',
			smarterPay: 'searchPaymentLinks',
			makePay: 'searchCustomers',
		};
		const question = {
			path: 'parameters.customerId',
			methodName: search[provider],
			credentials: { [TYPES[provider]]: { id, name } },
			currentNodeParameters: {},
			nodeTypeAndVersion: { name: `n8n-nodes-billing-links.${provider}`, version: 1 },
		};
		const path = '/rest/dynamic-node-parameters/resource-locator-results';
		const refused = await bench.client.call('POST', path, question).catch((error: Error) => error);
		expect((refused as Error).message).toMatch(/refused the request/);
		expect(found((refused as Error).message)).toEqual([]);
	});
});

test.each(['kwik', 'smarterPay'] as const)(
	'a trigger of %s that cannot poll shows no secret',
	async (provider) => {
		const type = `${provider}Trigger`;
		const events = provider === 'kwik' ? ['customerCreated'] : ['linkCreated'];
		const trigger = using(type, provider, await store(provider, http()), { events });
		const { id } = await bench.client.importWorkflow(chain('Polls', trigger));
		const refused = await bench.client.activate(id, 10_000).catch((error: Error) => error.message);
		const tested = await bench.client.runWorkflow(id, type).catch((error: Error) => error.message);
		expect(found(JSON.stringify([refused, tested]))).toEqual([]);
		await bench.client.deactivate(id).catch(() => undefined);
	},
);

test('whoever calls the webhook without a signature learns no secret', async () => {
	const webhookId = randomUUID();
	const trigger = using(
		'makePayTrigger',
		'makePay',
		await store('makePay', http()),
		{},
		{ webhookId },
	);
	const { id } = await bench.client.importWorkflow(chain('Hook', trigger));
	await bench.client.activate(id);
	const url = `${bench.url}/webhook/${webhookId}/makepay`;
	const headers = {
		'x-makepay-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`,
	};
	const refused = await axios.post(url, { a: 1 }, { headers, proxy: false, validateStatus: null });
	expect(refused.status).toBe(401);
	expect(found(JSON.stringify([refused.data, refused.headers]))).toEqual([]);
});

describe('after all of this', () => {
	const files = () =>
		readdirSync(join(bench.userFolder, '.n8n'), { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && /^database\.sqlite|\.log$/.test(entry.name))
			.map((entry) => join(entry.parentPath, entry.name));

	test('no secret is in the database of n8n', async () => {
		const bytes = () =>
			files()
				.map((file) => readFileSync(file, 'latin1'))
				.join();
		// Executions are there: the rows of the tests above are found, and so would be what else they held.
		await until(async () => bytes().includes(CANARY), 'the executions in the database');
		expect(found(bytes())).toEqual([]);
	});

	test('no secret is in the log of n8n, which tells everything', () => {
		const log = readFileSync(join(bench.userFolder, 'n8n.log'), 'utf8');
		expect(log).toMatch(/debug/i);
		expect(log).toMatch(/Kwik refused|refused the request/);
		expect(found(log)).toEqual([]);
	});
});

test('a secret that is there would be found, however it is written', () => {
	for (const text of Object.values(SECRETS)) {
		expect(found(`x${text}y`)).not.toEqual([]);
		expect(found(JSON.stringify({ text }))).not.toEqual([]);
		expect(found(encodeURIComponent(text))).not.toEqual([]);
		expect(found(Buffer.from(text).toString('base64'))).not.toEqual([]);
	}
});
