// n8n is killed in the middle of its executions, started again, and what crashed is retried: in another process, that
// is. Judged by what the sandbox stored: nothing lost, nothing twice.
import type { INode, INodeParameters } from 'n8n-workflow';
import { storeCredentials } from '../../demo/demonstration';
import type { Execution } from '../../host/execution';
import { startN8n, type N8n } from '../../host/server';
import { startSandbox, type Sandbox } from '../../sandbox';
import { chain, node, until } from './chain';
import {
	createLinks,
	rowsOf,
	startPublished,
	tellAddress,
	waitForCall,
	webhook,
	withLoop,
} from './steps';

jest.setTimeout(480_000);

const CUSTOMERS = 3000;
const LINKS = 500;

let sandbox: Sandbox;
let n8n: N8n;
beforeAll(async () => {
	sandbox = await startSandbox();
	n8n = await startN8n({ packages: [process.env.BILLING_LINKS_TARBALL!] });
	await storeCredentials(n8n.client, sandbox);
});
afterAll(async () => await Promise.all([n8n?.stop(), sandbox?.stop()]));

const options = (maxConcurrentRequests: number): INodeParameters => ({
	maxRetries: 0,
	requestsPerSecond: 1000,
	maxConcurrentRequests,
});
/** SmarterPay links whose metadata begins with a mark. */
const marked = (mark: string, concurrency: number, settings: Partial<INode> = {}) =>
	createLinks(
		{
			additionalFields: { metadata: `=${mark} {{ $('code').item.json.n }}` },
			options: options(concurrency),
		},
		settings,
	);
const smarterPayLinks = (mark: string) =>
	[...sandbox.smarterPay.state.links.values()].filter(({ sent }) =>
		sent.metadata?.startsWith(`${mark} `),
	);
const makePayLinks = () => [...sandbox.makePay.state.links.values()];
const customers = () => [...sandbox.kwik.state.customers.values()];
const start = async (...nodes: INode[]) => {
	const file = chain('Killed', webhook(), ...nodes);
	// n8n puts runs of its own in the place of those a crash cut off, in the order in which a workflow lists its nodes:
	// what is listed last is taken for the last one that ran.
	file.nodes.reverse();
	return await startPublished(n8n.client, file);
};
/** What n8n puts in the place of a run that a crash cut off has no id. */
const ids = (execution: Execution, name: string) =>
	execution.json(name).flatMap(({ id }) => (id === undefined ? [] : String(id)));

test('killed in the middle and retried: 0 lost, 0 doubled', async () => {
	const kwik = node('kwik', {
		resource: 'customer',
		operation: 'create',
		reference: '={{ "INV" + $json.n }}',
		personName: 'Sample',
		personSurname: 'Customer',
		options: { ...options(1), batchSize: 50 },
	});
	const makePay = node('makePay', {
		resource: 'paymentLink',
		operation: 'create',
		title: '=Order {{ $json.n }}',
		amount: '10.00',
		options: options(10),
	});
	const wait = waitForCall();
	const tell = tellAddress();

	// Before the crash: one execution waits in its first pass, and one has failed.
	const waiting = await startPublished(
		n8n.client,
		withLoop(chain('Killed', webhook(), rowsOf(2)), 1, marked('waits', 1), tell, wait),
	);
	const resumeUrl = await until(async () => {
		const path = `/rest/executions/${waiting}`;
		const { status, data } = await n8n.client.call<{ status: string; data: string }>('GET', path);
		return status === 'waiting' && /"(http[^"]*\/webhook-waiting\/[^"]*)"/.exec(data)![1];
	}, 'the execution waits');
	const { faults } = sandbox.smarterPay;
	faults.add({ route: 'POST /paymentlink', kind: 'unavailable-html', at: [10] });
	const failed = await start(rowsOf(30), marked('failed', 2));
	expect((await n8n.client.finished(failed)).status).toBe('error');
	faults.clear();

	for (const provider of [sandbox.kwik, sandbox.smarterPay, sandbox.makePay])
		provider.latencyMs = 300;
	const running = {
		smarterPay: await start(rowsOf(LINKS), marked('many', 10)),
		makePay: await start(rowsOf(LINKS), makePay),
		two: await start(rowsOf(30), marked('first', 30), marked('second', 1, { name: 'second' })),
		loop: await startPublished(
			n8n.client,
			withLoop(chain('Killed', webhook(), rowsOf(20)), 5, marked('loop', 1)),
		),
		kwik: await start(rowsOf(CUSTOMERS), kwik),
	};
	const { id: byHand } = await n8n.client.importWorkflow(
		chain('Killed', node('n8n-nodes-base.manualTrigger'), rowsOf(30), marked('byHand', 1)),
	);
	const { executionId: manual } = await n8n.client.call<{ executionId: string }>(
		'POST',
		`/rest/workflows/${byHand}/run`,
		{ triggerToStartFrom: { name: 'manualTrigger' } },
	);
	const made = () => ({
		customers: customers().length,
		smarterPay: smarterPayLinks('many').length,
		makePay: makePayLinks().length,
		second: smarterPayLinks('second').length,
		loop: smarterPayLinks('loop').length,
	});
	await until(
		async () => {
			const { loop, second, ...many } = made();
			return loop >= 7 && second >= 3 && Object.values(many).every((count) => count >= 100);
		},
		'everything is in the middle',
		120,
	);
	await n8n.kill();
	const before = made();
	console.log(`Made when n8n was killed: ${JSON.stringify(before)}`);
	expect(smarterPayLinks('first')).toHaveLength(30);
	expect(before.customers).toBeLessThan(CUSTOMERS);
	expect(before.smarterPay).toBeLessThan(LINKS);
	expect(before.makePay).toBeLessThan(LINKS);
	expect(before.second).toBeLessThan(30);
	expect(before.loop).toBeLessThan(20);

	for (const provider of [sandbox.kwik, sandbox.smarterPay, sandbox.makePay])
		provider.latencyMs = 0;
	await n8n.restart();
	const retried: Record<string, Execution> = {};
	for (const [name, id] of Object.entries(running)) {
		expect([name, (await n8n.client.finished(id)).status]).toEqual([name, 'crashed']);
		retried[name] = await n8n.client.retry(id);
		expect([name, retried[name].error]).toEqual([name, undefined]);
	}

	expect(new Set(customers().map(({ reference }) => reference)).size).toBe(CUSTOMERS);
	expect(customers()).toHaveLength(CUSTOMERS);
	expect(ids(retried.kwik!, 'kwik').sort()).toEqual(
		customers()
			.map(({ id }) => id)
			.sort(),
	);
	for (const [name, mark, count] of [
		['smarterPay', 'many', LINKS],
		['two', 'first', 30],
		['two', 'second', 30],
		['loop', 'loop', 20],
	] as const) {
		const links = smarterPayLinks(mark);
		expect([mark, links.length]).toEqual([mark, count]);
		expect(new Set(links.map(({ sent }) => sent.metadata)).size).toBe(count);
		const last = mark === 'second' ? 'second' : 'smarterPay';
		if (mark !== 'first') expect(new Set(ids(retried[name]!, last)).size).toBe(count);
	}
	expect(makePayLinks()).toHaveLength(LINKS);
	expect(new Set(ids(retried.makePay!, 'makePay')).size).toBe(LINKS);

	// Of executions that were started by hand in the editor n8n keeps no input.
	await expect(n8n.client.retry(manual)).rejects.toThrow(/cannot be retried/);

	// What failed before the crash is retried in the new process, and what waited goes on in it.
	expect((await n8n.client.retry(failed)).status).toBe('success');
	expect(smarterPayLinks('failed')).toHaveLength(30);
	const { pathname, search } = new URL(resumeUrl);
	expect((await n8n.client.file(pathname + search)).status).toBe(200);
	await until(async () => smarterPayLinks('waits').length === 2, 'the second link');
});
