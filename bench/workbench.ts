// Everything the benchmark runs in: the sandbox in a process of its own, and the real n8n with this package and
// the throw-away sequential node.
import { dirname, join } from 'node:path';
import axios from 'axios';
import type { N8nClient } from '../host/client';
import { ensureHost } from '../host/install';
import { startN8n, type N8n } from '../host/server';
import { build, pack } from '../tools/pack';
import { step } from '../tools/steps';
import type { Credentials } from './messages';
import { startBenchSandbox, type BenchSandbox } from './sandbox';
import { packSequential } from './sequential/package';

export interface Workbench {
	sandbox: BenchSandbox;
	credentials: Credentials;
	n8n: N8n;
	/** Has n8n collect its garbage, and waits until it has. */
	quieten(): Promise<void>;
	/** Ends n8n and starts it again on the same data. */
	restart(): Promise<void>;
}

/** Names of the stored n8n credentials; the HTTP ones are what somebody without this package uses. */
export const CREDENTIALS = {
	kwikApi: 'Kwik',
	smarterPayApi: 'SmarterPay',
	makePayPartnerApi: 'MakePay',
	httpBasicAuth: 'Kwik',
	httpBearerAuth: 'SmarterPay',
	httpCustomAuth: { kwik: 'Kwik headers', makePay: 'MakePay headers' },
} as const;

/** The headers that carry the keys, for clients that write HTTP themselves. */
export function authHeaders({ kwik, smarterPay, makePay }: Credentials) {
	const basic = Buffer.from(`${kwik.apiKey}:${kwik.apiSecret}`).toString('base64');
	return {
		kwik: { Authorization: `Basic ${basic}` },
		smarterPay: { Authorization: `Bearer ${smarterPay.accessToken}` },
		makePay: {
			'x-makecrypto-key-id': makePay.keyId,
			'x-makecrypto-key-secret': makePay.keySecret,
		},
	};
}

/** Starts all of it, with progress; it is ended when the script ends. */
export async function openWorkbench(): Promise<Workbench> {
	const [tarball, sequential] = await Promise.all([
		step('build and pack', async () => {
			await build();
			return await pack();
		}),
		packSequential(),
		ensureHost(),
	]);
	const sandbox = await step('sandbox', startBenchSandbox);
	const quiet = join(dirname(__dirname), 'bench', 'quiet.cjs');
	const n8n = await step(
		'n8n with the packed package',
		async () =>
			await startN8n({
				packages: [tarball, sequential],
				env: { NODE_OPTIONS: `--require ${JSON.stringify(quiet)}` },
			}),
	);
	const credentials = await sandbox.ask('credentials', undefined);
	await storeCredentials(n8n.client, credentials);
	return {
		sandbox,
		credentials,
		n8n,
		quieten: async () => {
			process.kill(n8n.pid, 'SIGUSR2');
			// Answered only after the collection, which blocks n8n.
			await axios.get(`${n8n.url}/healthz`, { proxy: false });
		},
		restart: async () => await n8n.restart(),
	};
}

/** Stores the credentials of all contenders. */
export async function storeCredentials(client: N8nClient, credentials: Credentials): Promise<void> {
	const { kwik, smarterPay, makePay } = credentials;
	const headers = authHeaders(credentials);
	const json = (of: object) => ({ json: JSON.stringify({ headers: of }) });
	await client.createCredential('kwikApi', CREDENTIALS.kwikApi, { ...kwik });
	await client.createCredential('smarterPayApi', CREDENTIALS.smarterPayApi, { ...smarterPay });
	await client.createCredential('makePayPartnerApi', CREDENTIALS.makePayPartnerApi, { ...makePay });
	await client.createCredential('httpBasicAuth', CREDENTIALS.httpBasicAuth, {
		user: kwik.apiKey,
		password: kwik.apiSecret,
	});
	await client.createCredential('httpBearerAuth', CREDENTIALS.httpBearerAuth, {
		token: smarterPay.accessToken,
	});
	const custom = CREDENTIALS.httpCustomAuth;
	await client.createCredential('httpCustomAuth', custom.kwik, json(headers.kwik));
	await client.createCredential('httpCustomAuth', custom.makePay, json(headers.makePay));
}
