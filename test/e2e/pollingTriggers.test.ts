// The polling triggers in a real n8n of their own, which is restarted: the baseline, then each change exactly once.
import axios from 'axios';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { storeCredentials, type Sandbox } from '../../demo/demonstration';
import { startN8n, type N8n } from '../../host/server';
import { startSandbox } from '../../sandbox';
import { pack } from '../../tools/pack';
import { chain, emitted, node, startedExecutions, until } from './chain';

jest.setTimeout(180_000);

// n8n 2.41.1 refuses to poll more than once a minute, but for this name of a cron expression.
const EVERY_SECOND = { item: [{ mode: 'custom', cronExpression: '@secondly' }] };
// So rarely that a test meets only the poll at publishing and the one at the start of n8n.
const RARELY = { item: [{ mode: 'everyMonth', hour: 0, minute: 0, dayOfMonth: 1 }] };
const CUSTOMERS = ['customerCreated', 'customerUpdated'];
const LINKS = ['linkCompleted', 'linkCreated', 'linkExpired', 'linkVisited'];

let n8n: N8n;
let sandbox: Sandbox;
beforeAll(async () => {
	const tarball = process.env.BILLING_LINKS_TARBALL ?? (await pack());
	[n8n, sandbox] = await Promise.all([startN8n({ packages: [tarball] }), startSandbox()]);
	await storeCredentials(n8n.client, sandbox);
}, 240_000);
afterEach(async () => {
	const workflows = await n8n.client.workflows();
	for (const { id } of workflows.filter(({ active }) => active)) await n8n.client.deactivate(id);
	sandbox.reset();
});
afterAll(async () => await Promise.all([n8n?.stop(), sandbox?.stop()]));

/** Publishes a workflow that begins with a polling trigger: its first poll is over when this ends. */
async function watch(type: string, parameters: INodeParameters) {
	const file = chain(type, node(type, parameters), node('n8n-nodes-base.noOp'));
	const { id } = await n8n.client.importWorkflow(file);
	await n8n.client.activate(id);
	const items = async () => await emitted(n8n.client, id, type);
	return {
		id,
		items,
		/** The items once there are at least so many. */
		atLeast: async (count: number) =>
			await until(async () => {
				const found = await items();
				return found.length >= count && found;
			}, `${count} items of ${type}`),
	};
}

const named = ({ event, id }: IDataObject) => `${String(event)} ${String(id)}`;
/** Waits for so many more polls of a provider. */
const polls = async (provider: Sandbox['kwik' | 'smarterPay'], count: number) => {
	const seen = provider.requests.length;
	await until(async () => provider.requests.length >= seen + count, `${count} polls`);
};

test('a Kwik customer comes once when created and once for each update, and not for what was there', async () => {
	const [old] = sandbox.kwik.state.seedCustomers(3);
	const trigger = await watch('kwikTrigger', { events: CUSTOMERS, pollTimes: EVERY_SECOND });
	await polls(sandbox.kwik, 2);
	expect(await trigger.items()).toEqual([]);

	const [fresh] = sandbox.kwik.state.seedCustomers(1);
	await trigger.atLeast(1);
	old!.city_or_town = 'Pretoria';
	await trigger.atLeast(2);
	fresh!.city_or_town = 'Durban';
	await trigger.atLeast(3);
	await polls(sandbox.kwik, 2);
	expect((await trigger.items()).map(named)).toEqual([
		`customerCreated ${fresh!.id}`,
		`customerUpdated ${old!.id}`,
		`customerUpdated ${fresh!.id}`,
	]);
});

test('a SmarterPay link comes once when created, visited, completed and expired', async () => {
	const { state } = sandbox.smarterPay;
	state.seedLinks(2);
	const trigger = await watch('smarterPayTrigger', { events: LINKS, pollTimes: EVERY_SECOND });
	const [link] = state.seedLinks(1);
	await trigger.atLeast(1);
	await axios.get(link!.url, { proxy: false });
	await trigger.atLeast(2);
	await axios.post(link!.url, undefined, { proxy: false });
	await trigger.atLeast(3);
	link!.endedByHand = true;
	await trigger.atLeast(4);
	await polls(sandbox.smarterPay, 2);
	expect((await trigger.items()).map(named)).toEqual(
		['linkCreated', 'linkVisited', 'linkCompleted', 'linkExpired'].map(
			(event) => `${event} ${link!.id}`,
		),
	);
});

test('links older than Look Back Days are left alone', async () => {
	const [old, young] = sandbox.smarterPay.state.seedLinks(2);
	old!.createdAt -= 3 * 86_400_000;
	const trigger = await watch('smarterPayTrigger', {
		...{ events: LINKS, lookBackDays: 2, pollTimes: EVERY_SECOND },
	});
	old!.completedAt = young!.completedAt = Date.now();
	await trigger.atLeast(1);
	await polls(sandbox.smarterPay, 2);
	expect((await trigger.items()).map(named)).toEqual([`linkCompleted ${young!.id}`]);
});

test('while the provider fails nothing is lost, and afterwards nothing comes twice', async () => {
	const { state, faults, requests } = sandbox.kwik;
	const trigger = await watch('kwikTrigger', { events: CUSTOMERS, pollTimes: EVERY_SECOND });
	const before = state.seedCustomers(2);
	await trigger.atLeast(2);

	faults.add({ route: '*', kind: 'refused-ok' });
	const failing = requests.length;
	const during = state.seedCustomers(3);
	await until(async () => requests.length >= failing + 2, 'polls that fail');
	faults.clear();

	await trigger.atLeast(5);
	const asked = requests.length;
	await until(async () => requests.length >= asked + 2, 'further polls');
	const items = await trigger.items();
	expect(items.map(named)).toEqual([...before, ...during].map(({ id }) => `customerCreated ${id}`));
});

test('an n8n restart between two polls loses none of 1,200 changes and repeats none', async () => {
	const { kwik, smarterPay } = sandbox;
	const links = smarterPay.state.seedLinks(1200);
	kwik.state.seedCustomers(10);
	const customersTrigger = await watch('kwikTrigger', { events: CUSTOMERS, pollTimes: RARELY });
	const linksTrigger = await watch('smarterPayTrigger', { events: LINKS, pollTimes: RARELY });

	const customers = kwik.state.seedCustomers(1200);
	for (const link of links) link.completedAt = Date.now();
	await n8n.restart();
	const created = await customersTrigger.atLeast(1200);
	expect(created.map(named)).toEqual(customers.map(({ id }) => `customerCreated ${id}`));
	const completed = await linksTrigger.atLeast(1200);
	expect(completed.map(named)).toEqual(links.map(({ id }) => `linkCompleted ${id}`));

	const [last] = kwik.state.seedCustomers(1);
	await n8n.restart();
	const all = await customersTrigger.atLeast(1201);
	expect(all.slice(1200).map(named)).toEqual([`customerCreated ${last!.id}`]);
	expect(await linksTrigger.items()).toHaveLength(1200);
	expect(await startedExecutions(n8n.client, linksTrigger.id)).toHaveLength(1);
});

test('what happened while a workflow was unpublished comes once when it is published again', async () => {
	sandbox.kwik.state.seedCustomers(2);
	const trigger = await watch('kwikTrigger', { events: CUSTOMERS, pollTimes: RARELY });
	await n8n.client.deactivate(trigger.id);
	const [customer] = sandbox.kwik.state.seedCustomers(1);
	await n8n.client.activate(trigger.id);
	expect((await trigger.atLeast(1)).map(named)).toEqual([`customerCreated ${customer!.id}`]);
});

test.each([
	['kwikTrigger', 'customerCreated'],
	['smarterPayTrigger', 'linkCreated'],
])('Execute workflow with the %s gives one real record', async (type, event) => {
	const [customer] = sandbox.kwik.state.seedCustomers(1);
	const [link] = sandbox.smarterPay.state.seedLinks(1);
	const file = chain(type, node(type, { events: [event] }), node('n8n-nodes-base.noOp'));
	const { id } = await n8n.client.importWorkflow(file);
	const execution = await n8n.client.runWorkflow(id, type);
	expect(execution.error).toBeUndefined();
	const record = type === 'kwikTrigger' ? customer! : link!;
	expect(execution.json(type)).toEqual([expect.objectContaining({ event, id: record.id })]);
});
