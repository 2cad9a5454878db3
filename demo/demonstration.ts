// The three pieces that demo, `npm start` and the end-to-end tests stand on: the sandbox, n8n with the packed
// package, and in it the demo credentials and the examples.
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import type { Credential, N8nClient } from '../host/client';
import { ensureHost } from '../host/install';
import { startN8n, type N8n, type N8nOptions } from '../host/server';
import { startSandbox } from '../sandbox';
import { atEnd } from '../tools/ending';
import { build, pack } from '../tools/pack';
import { step } from '../tools/steps';
import { exampleFiles, readExample } from './examples';
import { startInbox } from './inbox';
import { MailServer } from './mailServer';

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** The credentials the examples name, by credential type. */
export const DEMO_CREDENTIALS = {
	kwikApi: 'Kwik demo',
	smarterPayApi: 'SmarterPay demo',
	makePayPartnerApi: 'MakePay demo',
} as const;

/** Credentials of other services that examples name, to be filled in; `npm start` has a mail server for the first. */
const OTHER_CREDENTIALS: Array<{
	type: string;
	name: string;
	data: ICredentialDataDecryptedObject;
}> = [
	{ type: 'smtp', name: 'SMTP demo', data: { host: 'smtp.example.com', port: 465, secure: true } },
	{ type: 'openAiApi', name: 'OpenAI demo', data: { apiKey: 'your key' } },
];

/** The fields of each demo credential: where the sandbox's providers are and the keys they take. */
export const credentialFields = ({ kwik, smarterPay, makePay }: Sandbox) => ({
	kwikApi: kwik.credentials,
	smarterPayApi: smarterPay.credentials,
	makePayPartnerApi: makePay.credentials,
});

/** Stores the three demo credentials, replacing older ones of the same names. */
export async function storeCredentials(
	client: N8nClient,
	sandbox: Sandbox,
): Promise<Record<keyof typeof DEMO_CREDENTIALS, Credential>> {
	const entries = Object.entries(credentialFields(sandbox)).map(async ([type, fields]) => {
		const name = DEMO_CREDENTIALS[type as keyof typeof DEMO_CREDENTIALS];
		return [type, await client.createCredential(type, name, { ...fields })] as const;
	});
	return Object.fromEntries(await Promise.all(entries)) as Awaited<
		ReturnType<typeof storeCredentials>
	>;
}

/** Has the examples send their e-mails to a mail server on this machine. */
export async function storeMailCredential(client: N8nClient, mailServer: MailServer) {
	return await client.createCredential('smtp', 'SMTP demo', mailServer.credential);
}

/** Stores the credentials of other services where n8n has none of their names yet. */
async function storeOtherCredentials(client: N8nClient): Promise<void> {
	const stored = await client.credentials();
	for (const { type, name, data } of OTHER_CREDENTIALS) {
		if (stored.some((one) => one.type === type && one.name === name)) continue;
		await client.createCredential(type, name, data);
	}
}

/**
 * Imports every example that n8n does not have under its name yet.
 * @returns workflow ids by file name
 */
export async function importExamples(client: N8nClient): Promise<Map<string, string>> {
	await storeOtherCredentials(client);
	const present = new Map((await client.workflows()).map(({ id, name }) => [name, id]));
	const ids = new Map<string, string>();
	for (const file of await exampleFiles()) {
		const example = await readExample(file);
		ids.set(file, present.get(example.name) ?? (await client.importWorkflow(example)).id);
	}
	return ids;
}

export interface Demonstration {
	sandbox: Sandbox;
	n8n: N8n;
	/** Address of the page with the e-mails that workflows sent. */
	inbox: string;
	/** Workflow ids by file name. */
	workflows: Map<string, string>;
}

/** Installs, builds and starts everything, with progress; what was started is ended when the script ends. */
export async function startDemonstration(
	options: N8nOptions & {
		sandboxPorts?: { kwik: number; smarterPay: number; makePay: number };
		mailPorts?: { inbox: number; smtp: number };
	} = {},
): Promise<Demonstration> {
	const { sandboxPorts: ports, mailPorts, ...n8nOptions } = options;
	const [tarball] = await Promise.all([
		step('build and pack', async () => {
			await build();
			return await pack();
		}),
		ensureHost(),
	]);
	const sandbox = await startSandbox({ ports });
	atEnd(async () => await sandbox.stop());
	const mailServer = await new MailServer().start(mailPorts?.smtp);
	atEnd(async () => await mailServer.stop());
	const inbox = await startInbox(mailServer, mailPorts?.inbox);
	atEnd(async () => await inbox.stop());
	const n8n = await step(
		'n8n with the packed package',
		async () => await startN8n({ ...n8nOptions, packages: [tarball] }),
	);
	await storeCredentials(n8n.client, sandbox);
	await storeMailCredential(n8n.client, mailServer);
	return { sandbox, n8n, inbox: inbox.url, workflows: await importExamples(n8n.client) };
}
