// Automatic idempotency keys in the real n8n: the same in a retry by hand, and never the same for two runs that are
// meant to differ. The rows make links that do not differ, so that a key that is used twice is a link too few.
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { INode } from 'n8n-workflow';
import { chain, node, startedExecutions, until } from './chain';
import { LanguageModel } from './languageModel';
import { openWorkbench, type Workbench } from './shared';
import {
	callOf,
	createLinks,
	equalLinks,
	manual,
	rowsOf,
	startPublished,
	subStart,
	tellAddress,
	waitForCall,
	webhook,
	withLoop,
} from './steps';

jest.setTimeout(120_000);

let bench: Workbench;
beforeAll(async () => {
	bench = await openWorkbench();
});
beforeEach(() => bench.sandbox.reset());
afterAll(async () => await bench?.close());

const links = () => [...bench.sandbox.smarterPay.state.links.values()];
const run = async (...nodes: INode[]) => {
	const { id } = await bench.client.importWorkflow(chain('Keys', ...nodes));
	return await bench.client.runWorkflow(id);
};
/** A node that fails the times it is told to, counted from 0. */
const failing = (...at: number[]) => {
	bench.sandbox.kwik.faults.add({ route: 'GET /customers/list', kind: 'error-json', at });
	return node(
		'kwik',
		{ resource: 'customer', operation: 'getAll', options: { maxRetries: 0 } },
		{ name: 'failing', executeOnce: true, alwaysOutputData: true },
	);
};
const subWorkflow = async (...nodes: INode[]) => {
	const sub = await bench.client.importWorkflow(chain('Sub', subStart(), ...nodes));
	await bench.client.activate(sub.id);
	return sub;
};

describe('Loop Over Items', () => {
	test('a retry goes on with the pass that failed: every row has its link', async () => {
		const file = withLoop(chain('Keys', webhook(), rowsOf(6)), 2, equalLinks(), failing(1));
		const failed = await bench.client.finished(await startPublished(bench.client, file));
		expect(failed.status).toBe('error');
		expect(links()).toHaveLength(4);
		expect((await bench.client.retry(failed.id)).status).toBe('success');
		expect(links()).toHaveLength(6);
	});

	test('a retry of a pass that failed half-way does the rest of it', async () => {
		const { faults } = bench.sandbox.smarterPay;
		faults.add({ route: 'POST /paymentlink', kind: 'unavailable-html', at: [3] });
		const oneByOne = { maxRetries: 0, maxConcurrentRequests: 1 };
		const same = createLinks({ additionalFields: {}, options: oneByOne });
		const file = withLoop(chain('Keys', webhook(), rowsOf(6)), 2, same);
		const failed = await bench.client.finished(await startPublished(bench.client, file));
		expect(links()).toHaveLength(3);
		expect((await bench.client.retry(failed.id)).status).toBe('success');
		expect(links()).toHaveLength(6);
	});

	test('an agent that calls a tool in each pass, retried in the second: a link for each', async () => {
		const model = await new LanguageModel().start();
		try {
			const name = `Model ${randomUUID()}`;
			const fields = { apiKey: 'stand-in', url: model.url };
			await bench.client.createCredential('openAiApi', name, fields);
			model.decide = ([tool], told) => (told.length > 0 ? undefined : [tool!.name, {}]);
			const agent = node(
				'@n8n/n8n-nodes-langchain.agent',
				{ promptType: 'define', text: 'Please do it', options: {} },
				{ typeVersion: 3.1 },
			);
			const chat = node(
				'@n8n/n8n-nodes-langchain.lmChatOpenAi',
				{ model: { __rl: true, mode: 'id', value: 'stand-in' }, options: {} },
				{ typeVersion: 1.2, credentials: { openAiApi: { id: null, name } } },
			);
			const tool = equalLinks({ name: 'link' });
			Object.assign(tool, { type: 'n8n-nodes-billing-links.smarterPayTool' });
			const file = withLoop(chain('Keys', webhook(), rowsOf(3)), 1, agent, failing(1));
			file.nodes.push(chat, tool);
			const into = (type: 'ai_languageModel' | 'ai_tool') => ({
				[type]: [[{ node: agent.name, type, index: 0 }]],
			});
			file.connections[chat.name] = into('ai_languageModel');
			file.connections[tool.name] = into('ai_tool');
			const failed = await bench.client.finished(await startPublished(bench.client, file));
			expect(failed.status).toBe('error');
			expect(links()).toHaveLength(2);
			expect((await bench.client.retry(failed.id)).status).toBe('success');
			expect(links()).toHaveLength(3);
		} finally {
			await model.stop();
		}
	});
});

describe('Wait', () => {
	test('for a second, in every pass of a loop: a link for each row', async () => {
		const wait = node(
			'n8n-nodes-base.wait',
			{ amount: 1, unit: 'seconds' },
			{ typeVersion: 1.1, webhookId: randomUUID() },
		);
		const file = withLoop(chain('Keys', manual(), rowsOf(2)), 1, equalLinks(), wait);
		const { id } = await bench.client.importWorkflow(file);
		expect((await bench.client.runWorkflow(id)).status).toBe('success');
		expect(links()).toHaveLength(2);
	});

	test('saved to the database and resumed from outside, with a link before and one after: two for each row', async () => {
		const wait = waitForCall();
		const tell = tellAddress();
		const after = equalLinks({ name: 'after' });
		const inside = [equalLinks(), tell, wait, after, failing(0)];
		const file = withLoop(chain('Keys', webhook(), rowsOf(2)), 1, ...inside);
		const id = await startPublished(bench.client, file);
		const resume = async (executionId: string) => {
			const data = await until(async () => {
				const path = `/rest/executions/${executionId}`;
				const stored = await bench.client.call<{ status: string; data: string }>('GET', path);
				return stored.status === 'waiting' && stored.data;
			}, 'the execution waits');
			const [, url] = /"(http[^"]*\/webhook-waiting\/[^"]*)"/.exec(data)!;
			const { pathname, search } = new URL(url!);
			expect((await bench.client.file(pathname + search)).status).toBe(200);
		};
		await resume(id);
		expect((await bench.client.finished(id)).status).toBe('error');
		expect(links()).toHaveLength(2);
		// Retried after a Wait, the execution waits again in its second pass.
		const { id: retried } = await bench.client.call<{ id: string }>(
			'POST',
			`/rest/executions/${id}/retry`,
			{ loadWorkflow: false },
		);
		await resume(retried);
		expect((await bench.client.finished(retried)).status).toBe('success');
		expect(links()).toHaveLength(4);
	});
});

describe('Sub-workflows', () => {
	test('called for each row, called again, and called without waiting: a link each time', async () => {
		const sub = await subWorkflow(equalLinks());
		const calls = [
			callOf(sub, 'each', {}, { name: 'first' }),
			callOf(sub, 'each', {}, { name: 'second' }),
			callOf(sub, 'once', {}, { name: 'third' }),
			callOf(sub, 'each', { waitForSubWorkflow: false }, { name: 'fourth' }),
		];
		const execution = await run(manual(), rowsOf(2), ...calls);
		expect(execution.error).toBeUndefined();
		await until(async () => links().length >= 8, 'eight links');
		await pause(500);
		expect(links()).toHaveLength(8);
	});

	test('in a loop: a link for each pass', async () => {
		const sub = await subWorkflow(equalLinks());
		const file = withLoop(chain('Keys', manual(), rowsOf(3)), 1, callOf(sub, 'once'));
		const { id } = await bench.client.importWorkflow(file);
		expect((await bench.client.runWorkflow(id)).status).toBe('success');
		expect(links()).toHaveLength(3);
	});

	/** A sub-workflow whose fourth link of six fails, with the execution that called it. */
	const failedInside = async () => {
		const oneByOne = { maxRetries: 0, maxConcurrentRequests: 1 };
		const sub = await subWorkflow(createLinks({ additionalFields: {}, options: oneByOne }));
		const { faults } = bench.sandbox.smarterPay;
		faults.add({ route: 'POST /paymentlink', kind: 'unavailable-html', at: [3] });
		const file = chain('Keys', webhook(), rowsOf(6), callOf(sub, 'once'));
		const caller = await bench.client.finished(await startPublished(bench.client, file));
		expect(caller.status).toBe('error');
		expect(links()).toHaveLength(3);
		return { caller, sub };
	};

	test('retried by itself, its execution makes what is missing', async () => {
		const { sub } = await failedInside();
		const [inside] = await bench.client.executions(sub.id);
		expect((await bench.client.retry(inside!.id)).status).toBe('success');
		expect(links()).toHaveLength(6);
	});

	test('begun anew when its caller is retried, it makes everything again, as the README says', async () => {
		const { caller } = await failedInside();
		expect((await bench.client.retry(caller.id)).status).toBe('success');
		expect(links()).toHaveLength(3 + 6);
	});

	test('with a key from the row, it makes what is missing also when its caller is retried', async () => {
		const { faults } = bench.sandbox.smarterPay;
		faults.add({ route: 'POST /paymentlink', kind: 'unavailable-html', at: [3] });
		const options = { maxRetries: 0, maxConcurrentRequests: 1 };
		const avoidDuplicatesBy = '={{ "INV " + $json.n }}';
		const sub = await subWorkflow(createLinks({ options, avoidDuplicatesBy }));
		const file = chain('Keys', webhook(), rowsOf(6), callOf(sub, 'once'));
		const failed = await bench.client.finished(await startPublished(bench.client, file));
		expect((await bench.client.retry(failed.id)).status).toBe('success');
		expect(links()).toHaveLength(6);
	});
});

test('an execution that is cancelled in the middle and retried: n8n runs the step again or nothing at all, and no row has two links', async () => {
	bench.sandbox.smarterPay.latencyMs = 200;
	const options = { maxRetries: 0, maxConcurrentRequests: 2 };
	const file = chain('Keys', webhook(), rowsOf(20), createLinks({ options }));
	const id = await startPublished(bench.client, file);
	await until(async () => links().length >= 4, 'some links');
	await bench.client.call('POST', `/rest/executions/${id}/stop`, {});
	expect((await bench.client.finished(id)).status).toBe('canceled');
	await pause(500);
	const before = links().length;
	expect(before).toBeLessThan(20);
	// Whether n8n has kept the step that was cut off depends on which of two writes came last.
	const given = (await bench.client.retry(id)).json('smarterPay');
	expect([0, 20]).toContain(given.length);
	expect(links()).toHaveLength(given.length === 0 ? before : 20);
});

test('the same workflow, started twice, does everything twice', async () => {
	const { id } = await bench.client.importWorkflow(
		chain('Keys', manual(), rowsOf(2), createLinks()),
	);
	await Promise.all([bench.client.runWorkflow(id), bench.client.runWorkflow(id)]);
	expect(links()).toHaveLength(4);
});

test('Execute Step in the editor, with the data of the run before: a link each time', async () => {
	const step = createLinks();
	const file = { ...chain('Keys', manual(), rowsOf(1), step), pinData: {} };
	const { id } = await bench.client.importWorkflow(file);
	const before = await bench.client.runWorkflow(id);
	expect(links()).toHaveLength(1);
	const { code, manualTrigger } = before.runData;
	for (const count of [2, 3]) {
		const { executionId } = await bench.client.call<{ executionId: string }>(
			'POST',
			`/rest/workflows/${id}/run`,
			{
				runData: { code, manualTrigger },
				destinationNode: { nodeName: step.name, mode: 'inclusive' },
				dirtyNodeNames: [],
			},
		);
		const execution = await bench.client.finished(executionId);
		expect(execution.status).toBe('success');
		expect(execution.json(step.name)).toHaveLength(1);
		expect(links()).toHaveLength(count);
	}
});

test('an error workflow makes a link for each execution that fails', async () => {
	const trigger = node('n8n-nodes-base.errorTrigger');
	const errorWorkflow = await bench.client.importWorkflow(
		chain('Keys', trigger, createLinks({ additionalFields: {} })),
	);
	await bench.client.activate(errorWorkflow.id);
	const file = chain('Keys', webhook(), failing(0, 1));
	file.settings = { ...file.settings, errorWorkflow: errorWorkflow.id };
	const failed = await startPublished(bench.client, file);
	await bench.client.finished(failed);
	await until(async () => links().length === 1, 'the first link');
	await bench.client.retry(failed);
	await until(async () => links().length === 2, 'the second link');
	expect(await startedExecutions(bench.client, errorWorkflow.id)).toHaveLength(2);
});
