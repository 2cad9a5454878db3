// docs/nodes: a page for each node and trigger, made from their descriptions and from one run of each operation.
import type { IDataObject, INodeTypeDescription } from 'n8n-workflow';
import { deliveries } from '../../../nodes/MakePay/events';
import { kwik, makePay, smarterPay } from '../../unit/support/nodeUnderTest';
import { fromHttpRequest, type Stands } from '../../pages/fromHttpRequest';
import { nodePage, type Ran } from '../../pages/nodePage';
import { triggerPage } from '../../pages/triggerPage';
import { builtPackage } from '../support/builtPackage';
import { PolledTrigger } from '../support/contexts';
import { asSample, fixWorld, releaseWorld } from '../support/fixedWorld';
import { expectGenerated } from '../support/generated';
import { FOLDERS, operationRuns } from '../support/operationRuns';
import { useSandbox, type ProviderName } from '../support/sandboxed';

const { sandbox, run } = useSandbox();
const RUNS = operationRuns(sandbox);
const NODES = { kwik, smarterPay, makePay };

afterEach(releaseWorld);

/** A path as the page has it: below the base of the API, with what differs from record to record in braces. */
function pathOf(path: string, parameters: object): string {
	const ids = Object.values(parameters).flatMap((value: unknown) =>
		typeof value === 'object' && value !== null && '__rl' in value
			? [String((value as unknown as { value: string }).value)]
			: [],
	);
	const below = path.replace(/^\/service\.svc/, '').replace(/^\/1\.0\//, '/');
	return ids.reduce((text, id) => text.replace(encodeURIComponent(id), '{ID}'), below);
}

/** What an operation calls and gives. */
async function ranOf(type: ProviderName, name: string): Promise<Ran> {
	sandbox().reset();
	const [resource, operation] = name.split('/') as [string, string];
	const parameters = { resource, operation, simplify: true, ...RUNS[type][name]!() };
	const { requests } = sandbox()[type];
	const before = requests.length;
	const { main, executionError } = await run(type, parameters);
	expect(executionError).toBeUndefined();
	const calls = requests
		.slice(before)
		.map(({ method, path }) => `${method} ${pathOf(path, parameters)}`);
	return { calls: [...new Set(calls)], item: asSample(main[0]!.json, type) };
}

const pageOf = (name: string) => `docs/nodes/${name.toLowerCase().replace(' ', '-')}.md`;

test.each(Object.keys(FOLDERS) as ProviderName[])('the page of %s', async (type) => {
	fixWorld();
	const ran = new Map<string, Ran>();
	for (const name of Object.keys(RUNS[type])) ran.set(name, await ranOf(type, name));
	const { provider, resources, description } = NODES[type];
	const { displayName, description: text } = description;
	await expectGenerated(
		pageOf(displayName),
		nodePage({
			folder: FOLDERS[type],
			displayName,
			description: text,
			provider,
			resources,
			ran,
		}),
	);
});

test('the page for those who come from the HTTP Request node', async () => {
	const calls: Stands[] = [];
	for (const type of Object.keys(FOLDERS) as ProviderName[]) {
		const { provider, resources } = NODES[type];
		for (const resource of resources)
			for (const operation of resource.operations) {
				const ran = await ranOf(type, `${resource.value}/${operation.value}`);
				// What it is for comes last; before it may come what it needs.
				const call = ran.calls.at(-1)!;
				const stands = `${resource.name}: ${operation.name}`;
				calls.push({ provider: provider.name, call, operation: stands });
			}
	}
	await expectGenerated('docs/from-http-request.md', fromHttpRequest(calls));
});

/** A real item of each trigger. */
const ITEMS: Record<string, () => Promise<IDataObject>> = {
	kwikTrigger: async () => {
		sandbox().kwik.state.seedCustomers(1);
		return await tested('kwikTrigger', 'kwik', { events: ['customerCreated'] });
	},
	smarterPayTrigger: async () => {
		sandbox().smarterPay.state.seedLinks(1);
		return await tested('smarterPayTrigger', 'smarterPay', { events: ['linkCreated'] });
	},
	makePayTrigger: async () => {
		const [attempt] = sandbox().makePay.webhookAttempts();
		return deliveries.output(JSON.parse(attempt!.body) as IDataObject, attempt!.headers);
	},
};

/** What a test of a polling trigger gives. */
async function tested(type: string, provider: ProviderName, parameters: { events: string[] }) {
	const { credentials } = sandbox()[provider];
	const { items } = await new PolledTrigger({ type, parameters, credentials }).poll('manual');
	return items[0]!;
}

test.each(Object.keys(ITEMS))('the page of %s', async (type) => {
	fixWorld();
	sandbox().reset();
	const provider = type.replace('Trigger', '') as ProviderName;
	const { description } = (await builtPackage()).getNode(type).type as {
		description: INodeTypeDescription;
	};
	const item = asSample(await ITEMS[type]!(), provider);
	await expectGenerated(pageOf(description.displayName), triggerPage({ description, item }));
});

test('every node of the package has a page', async () => {
	const types = Object.keys((await builtPackage()).nodeTypes);
	expect([...Object.keys(FOLDERS), ...Object.keys(ITEMS)].sort()).toEqual(types.sort());
});
