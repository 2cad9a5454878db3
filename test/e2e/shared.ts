// The n8n that all end-to-end test files share, and a sandbox of their own for each.
import { randomUUID } from 'node:crypto';
import { importExamples, storeCredentials, type Sandbox } from '../../demo/demonstration';
import { N8nClient, type WorkflowFile } from '../../host/client';
import type { N8n } from '../../host/server';
import type { Identity, Owner } from '../../host/session';
import { startSandbox } from '../../sandbox';

const VARIABLE = 'BILLING_LINKS_E2E';

/** What a test file in another process needs to know of the running n8n. */
interface Announcement {
	url: string;
	owner: Owner;
	identity: Identity;
	userFolder: string;
	pid: number;
}

/** Tells the test files about `n8n`; they inherit the environment of the process this runs in. */
export function publish({ url, owner, client, userFolder, pid }: N8n): void {
	const announcement: Announcement = { url, owner, userFolder, pid, identity: client.identity };
	process.env[VARIABLE] = JSON.stringify(announcement);
}

/** The shared n8n: its address, its owner (for a browser to sign in) and a signed-in client. */
export function sharedN8n(): Announcement & { client: N8nClient } {
	const announcement = JSON.parse(process.env[VARIABLE] ?? 'null') as Announcement | null;
	if (!announcement) throw new Error('The end-to-end tests need jest with the project e2e');
	return { ...announcement, client: new N8nClient(announcement.url, announcement.identity) };
}

/** A changed example has another name: the one that users get is found by its own. */
export const renamed = (example: WorkflowFile) => ({
	...example,
	name: `${example.name} ${randomUUID()}`,
});

export type Workbench = Awaited<ReturnType<typeof openWorkbench>>;

/**
 * The shared n8n with the demo credentials pointing at a new sandbox, and the examples imported.
 * Test files run one after another, so each may take the credentials over. `close()` ends the sandbox.
 */
export async function openWorkbench() {
	const { client, ...n8n } = sharedN8n();
	const sandbox: Sandbox = await startSandbox();
	const credentials = await storeCredentials(client, sandbox);
	const workflows = await importExamples(client);
	return {
		...n8n,
		client,
		sandbox,
		credentials,
		workflows,
		close: async () => await sandbox.stop(),
	};
}
