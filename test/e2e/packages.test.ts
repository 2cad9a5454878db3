// The packages of one provider each in a real n8n of their own: every operation runs, and then that of all beside them.
import type { IConnections, INode, INodeParameters, INodeTypeDescription } from 'n8n-workflow';
import {
	credentialFields,
	DEMO_CREDENTIALS,
	storeCredentials,
	type Sandbox,
} from '../../demo/demonstration';
import { readExample } from '../../demo/examples';
import { installCommunityPackage } from '../../host/communityPackage';
import type { WorkflowFile } from '../../host/client';
import { startN8n, type N8n } from '../../host/server';
import { startSandbox } from '../../sandbox';
import { operationRuns } from '../workflows/support/operationRuns';
import type { ProviderName } from '../workflows/support/sandboxed';
import { nodeName, singles, tarballOf, whole } from './tarballs';

jest.setTimeout(240_000);

let sandbox: Sandbox;
let n8n: N8n;
beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = await startN8n({ packages: singles.map(({ name }) => tarballOf(name)) });
	await storeCredentials(n8n.client, sandbox);
});
afterAll(async () => await Promise.all([n8n?.stop(), sandbox?.stop()]));
beforeEach(() => sandbox.reset());

type CredentialType = keyof typeof DEMO_CREDENTIALS;

const providerOf = ({ n8n: { nodes } }: (typeof singles)[number]) =>
	nodeName(nodes[0]!) as ProviderName;
const credentialOf = (provider: ProviderName) =>
	Object.keys(DEMO_CREDENTIALS).find((type) => type.startsWith(provider)) as CredentialType;

/** A manual trigger, and behind it each operation of a provider in a node of its own, from one of the packages. */
function everyOperation(packageName: string, provider: ProviderName): WorkflowFile {
	const type = credentialOf(provider);
	const node = (name: string, of: string, parameters: INodeParameters = {}): INode => ({
		id: name,
		name,
		type: of,
		typeVersion: 1,
		position: [0, 0],
		parameters,
	});
	const runs = Object.entries(operationRuns(() => sandbox)[provider]).map(([name, parameters]) => {
		const [resource, operation] = name.split('/') as [string, string];
		return {
			...node(name, `${packageName}.${provider}`, { resource, operation, ...parameters() }),
			credentials: { [type]: { id: null, name: DEMO_CREDENTIALS[type] } },
		};
	});
	const start = node('Start', 'n8n-nodes-base.manualTrigger');
	const targets = runs.map(({ name }) => ({ node: name, type: 'main' as const, index: 0 }));
	const connections: IConnections = { Start: { main: [targets] } };
	return { name: `${packageName} ${provider}`, nodes: [start, ...runs], connections };
}

/** Runs every operation, and expects each of them to put something out. */
async function expectEveryOperation(packageName: string, provider: ProviderName): Promise<void> {
	const file = everyOperation(packageName, provider);
	const { id } = await n8n.client.importWorkflow(file);
	const execution = await n8n.client.runWorkflow(id);
	expect(execution.error).toBeUndefined();
	const outcomes = file.nodes.map(({ name }) => [name, execution.items(name).length > 0]);
	expect(outcomes).toEqual(file.nodes.map(({ name }) => [name, true]));
}

const offered = async () => (await n8n.client.nodeTypes()).map(({ name }) => name);
const typesOf = ({ name, n8n: { nodes } }: (typeof singles)[number]) =>
	nodes.map((path) => `${name}.${nodeName(path)}`);

describe('alone', () => {
	test('their nodes are offered, and no other of this project', async () => {
		const names = await offered();
		expect(names).toEqual(expect.arrayContaining(singles.flatMap(typesOf)));
		expect(names.filter((name) => name.startsWith(whole.name))).toEqual([]);
	});

	test.each(singles)('every operation of $name', async (single) => {
		await expectEveryOperation(single.name, providerOf(single));
	});

	test.each(singles)('the credential test of $name accepts and refuses', async (single) => {
		const type = credentialOf(providerOf(single));
		const stored = (await n8n.client.credentials()).find((one) => one.type === type)!;
		expect(await n8n.client.testCredential(stored)).toMatchObject({ status: 'OK' });
		const fields = Object.entries(credentialFields(sandbox)[type]);
		const wrong = Object.fromEntries(
			fields.map(([name, value]) => [name, /secret|token/i.test(name) ? 'wrong' : value]),
		);
		expect(await n8n.client.testCredential(stored, wrong)).toMatchObject({ status: 'Error' });
	});

	test('a workflow of the package of all runs when its node types are renamed, with the credentials there are', async () => {
		const example = await readExample('kwik-rows-to-portal-links.json');
		const [kwik] = singles.filter((single) => providerOf(single) === 'kwik');
		const nodes = example.nodes.map((node) => ({
			...node,
			type: node.type.replace(whole.name, kwik!.name),
		}));
		expect(nodes.filter(({ type }) => type.startsWith(kwik!.name)).length).toBeGreaterThan(1);
		const { id } = await n8n.client.importWorkflow({ ...example, nodes });
		const execution = await n8n.client.runWorkflow(id);
		expect(execution.error).toBeUndefined();
		expect(execution.json('Result').map(({ url }) => url)).toContainEqual(
			expect.stringContaining('http'),
		);
	});
});

describe('beside the package of all', () => {
	beforeAll(async () => {
		await installCommunityPackage(n8n.userFolder, tarballOf(whole.name));
		await n8n.restart();
	});

	test('the nodes of both are offered, each once', async () => {
		const names = (await offered()).filter((name) =>
			[whole, ...singles].some((one) => name.startsWith(`${one.name}.`)),
		);
		const tools = names.filter((name) => name.endsWith('Tool'));
		expect(names.filter((name) => !tools.includes(name)).sort()).toEqual(
			[whole, ...singles].flatMap(typesOf).sort(),
		);
	});

	test('n8n lists each credential type twice, the same in both, and the editor goes by the name', async () => {
		const { data } = await n8n.client.file<INodeTypeDescription[]>('/types/credentials.json');
		for (const type of Object.keys(DEMO_CREDENTIALS)) {
			const listed = data.filter(({ name }) => name === type);
			expect(listed).toHaveLength(2);
			const [first, second] = listed.map(({ displayName, properties }) => ({
				displayName,
				properties,
			}));
			expect(second).toEqual(first);
		}
	});

	test.each(singles)(
		'every operation of $name and of its twin, with one credential',
		async (single) => {
			await expectEveryOperation(single.name, providerOf(single));
			sandbox.reset();
			await expectEveryOperation(whole.name, providerOf(single));
		},
	);
});
