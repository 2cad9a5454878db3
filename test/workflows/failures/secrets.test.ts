// No key, token or personal data of another's record anywhere in what a run leaves behind.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { INodeParameters } from 'n8n-workflow';
import { byId, useSandbox, type ProviderName } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const once = { maxRetries: 0, timeout: 1000 };
const get: Record<ProviderName, INodeParameters> = {
	kwik: {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: byId('cus_unknown'),
		options: once,
	},
	smarterPay: {
		resource: 'paymentLink',
		operation: 'get',
		paymentLinkId: byId('PL_unknown'),
		options: once,
	},
	makePay: {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: byId('cus_unknown'),
		options: once,
	},
};
const types: ProviderName[] = ['kwik', 'smarterPay', 'makePay'];

/** Every text that must not be seen: the secrets, alone and as they are sent. */
function secretsOf(type: ProviderName): string[] {
	const credentials: object = sandbox()[type].credentials;
	const secrets = Object.entries(credentials)
		.filter(([name]) => /key|secret|token/i.test(name))
		.map(([, value]) => String(value));
	const { apiKey, apiSecret } = sandbox().kwik.credentials;
	const basic = Buffer.from(`${apiKey}:${apiSecret}`).toString('base64');
	return [...secrets, ...(type === 'kwik' ? [basic] : [])];
}

/** Every text there is in a value, also in what JSON leaves out: messages, stacks, causes of errors. */
function textsOf(value: unknown, seen = new Set<unknown>()): string[] {
	if (typeof value === 'string') return [value];
	if (typeof value !== 'object' || value === null || seen.has(value)) return [];
	seen.add(value);
	if (Buffer.isBuffer(value)) return [value.toString()];
	const names = Object.getOwnPropertyNames(value);
	return names.flatMap((name) => [
		name,
		...textsOf((value as Record<string, unknown>)[name], seen),
	]);
}

type Sandboxed = ReturnType<typeof sandbox>[ProviderName];
interface Way {
	way: string;
	prepare?: (provider: Sandboxed) => void;
	address?: string;
}
const ways: Way[] = [
	{ way: 'a refusal' },
	{ way: 'an HTML page', prepare: ({ faults }) => faults.add({ route: '*', kind: 'html-ok' }) },
	{ way: 'a 503', prepare: ({ faults }) => faults.add({ route: '*', kind: 'unavailable-html' }) },
	{ way: 'a redirect', prepare: ({ faults }) => faults.add({ route: '*', kind: 'redirect' }) },
	{ way: 'a reset', prepare: ({ faults }) => faults.add({ route: '*', kind: 'reset-before' }) },
	{ way: 'a timeout', prepare: ({ faults }) => faults.add({ route: '*', kind: 'hang' }) },
	{ way: 'an unreachable host', address: 'http://127.0.0.1:9' },
	{ way: 'an unknown host', address: 'https://billing.invalid' },
	{ way: 'a refused address', address: 'http://billing.example' },
];

describe.each(types)('%s', (type) => {
	/** Runs the node in both modes and looks for its secrets in all that is left of the runs. */
	async function expectNoSecrets(credentials: object): Promise<void> {
		for (const onError of ['stopWorkflow', 'continueErrorOutput'] as const) {
			const result = await run(type, get[type], [{}], { onError, credentials });
			expect(result.executionError !== undefined).toBe(onError === 'stopWorkflow');
			const secrets = secretsOf(type);
			const telling = textsOf(result).filter(
				(text) =>
					secrets.some((secret) => text.includes(secret)) ||
					/Basic [A-Za-z0-9+/=]{8}|Bearer [\w-]{4}/.test(text),
			);
			expect(telling.map((text) => text.slice(0, 300))).toEqual([]);
		}
	}

	test.each(ways)('$way leaves no secret in the run', async ({ prepare, address }) => {
		prepare?.(sandbox()[type]);
		const changed = address ? { rootUrl: address, baseUrl: address } : {};
		await expectNoSecrets({ ...sandbox()[type].credentials, ...changed });
	});

	test.each([
		['JSON', 400, (headers: object) => JSON.stringify({ message: headers, error: headers })],
		['the text of an error', 400, asError],
		['the text of a server error', 500, asError],
		['a page', 502, (headers: object) => `<p>${JSON.stringify(headers)}</p>`],
		['a page with HTTP 200', 200, (headers: object) => `<p>${JSON.stringify(headers)}</p>`],
		['a text with HTTP 200', 200, (headers: object) => Object.values(headers).join(' ')],
	] as const)('an answer that repeats the key as %s is masked', async (_, status, answer) => {
		const echo = createServer(({ headers }, response) => {
			response.writeHead(status).end(answer(headers));
		});
		try {
			const address = await listening(echo);
			await expectNoSecrets({
				...sandbox()[type].credentials,
				rootUrl: address,
				baseUrl: address,
			});
		} finally {
			echo.closeAllConnections();
			await new Promise((resolve) => echo.close(resolve));
		}
	});
});

/** The headers of a request inside the error form of every provider. */
function asError(headers: object): string {
	const text = Object.values(headers).join(' ');
	return JSON.stringify({
		status: false,
		error: text,
		error_code: '005',
		error_message: text,
		error_details: [{ record: {}, errors: { field: { message: text, rule: text } } }],
	});
}

async function listening(server: Server): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('a wrong key that the provider repeats is masked', async () => {
	const accessToken = 'another-token-0123456789';
	const credentials = { ...sandbox().smarterPay.credentials, accessToken };
	const parameters = { ...get.smarterPay, paymentLinkId: byId(`PL-${accessToken}`) };
	const result = await run('smarterPay', parameters, [{}], { credentials });
	expect(result.executionError?.message).toBeTruthy();
	expect(result.executionError?.message).not.toContain(accessToken);
	expect(result.executionError?.description).not.toContain(accessToken);
});
