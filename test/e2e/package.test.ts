// The packed package, installed as n8n installs community packages, seen through n8n's own endpoints.
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { credentialFields, type DEMO_CREDENTIALS } from '../../demo/demonstration';
import packageJson from '../../package.json';
import { openWorkbench, type Workbench } from './shared';

type CredentialType = keyof typeof DEMO_CREDENTIALS;

jest.setTimeout(60_000);

let bench: Workbench;
beforeAll(async () => {
	bench = await openWorkbench();
});
afterAll(async () => await bench?.close());

/** `Kwik.node.js` → `n8n-nodes-billing-links.kwik` */
const typeNames = packageJson.n8n.nodes.map((path) => {
	const className = path.split('/').at(-1)!.replace('.node.js', '');
	return `${packageJson.name}.${className[0]!.toLowerCase()}${className.slice(1)}`;
});

describe('node types', () => {
	test.each(typeNames)('%s is offered, with icons and properties', async (name) => {
		const type = (await bench.client.nodeTypes()).find((one) => one.name === name);
		expect(type).toBeDefined();
		expect(type!.properties.length).toBeGreaterThan(0);
		expect(type!.description).toBeTruthy();

		const icons =
			typeof type!.iconUrl === 'string' ? [type!.iconUrl] : Object.values(type!.iconUrl!);
		expect(icons.length).toBeGreaterThan(0);
		for (const icon of icons) {
			const { status, headers } = await bench.client.file(`/${icon}`);
			expect(status).toBe(200);
			expect(headers['content-type']).toMatch(/svg/);
		}
	});
});

describe('credential tests', () => {
	/** The field of each credential type that holds its secret. */
	const secrets: Record<CredentialType, string> = {
		kwikApi: 'apiSecret',
		smarterPayApi: 'accessToken',
		makePayPartnerApi: 'keySecret',
	};
	const wrong = 'not-the-right-one';
	const cases = Object.entries(secrets) as Array<[CredentialType, string]>;

	test.each(cases)('%s accepts the right keys', async (type) => {
		const outcome = await bench.client.testCredential(bench.credentials[type]);
		expect(outcome).toEqual({ status: 'OK', message: expect.any(String) });
	});

	test.each(cases)('%s refuses a wrong %s and does not repeat it', async (type, secret) => {
		const fields: ICredentialDataDecryptedObject = { ...credentialFields(bench.sandbox)[type] };
		const outcome = await bench.client.testCredential(bench.credentials[type], {
			...fields,
			[secret]: wrong,
		});
		expect(outcome).toEqual({ status: 'Error', message: expect.stringMatching(/./) });
		expect(outcome.message).not.toContain(wrong);
	});
});
