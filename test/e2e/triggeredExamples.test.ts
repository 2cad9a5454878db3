// The examples with triggers, e-mail, a CSV file and an AI agent, run as a user gets them.
import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import { storeMailCredential } from '../../demo/demonstration';
import { readExample } from '../../demo/examples';
import { MailServer } from '../../demo/mailServer';
import { emitted, until } from './chain';
import { LanguageModel } from './languageModel';
import { openWorkbench, renamed, type Workbench } from './shared';
import { expectWrittenEmail } from './writtenEmail';

jest.setTimeout(120_000);

let bench: Workbench;
let mailbox: MailServer;
let model: LanguageModel;
beforeAll(async () => {
	[bench, mailbox, model] = await Promise.all([
		openWorkbench(),
		new MailServer().start(),
		new LanguageModel().start(),
	]);
	await storeMailCredential(bench.client, mailbox);
	const fields = { apiKey: 'stand-in', url: model.url };
	await bench.client.createCredential('openAiApi', 'OpenAI demo', fields);
});
beforeEach(() => {
	bench.sandbox.reset();
	mailbox.emails.length = 0;
});
afterAll(async () => await Promise.all([bench?.close(), mailbox?.stop(), model?.stop()]));

/** Publishes an example that polls, as it is but for how often. */
async function publish(file: string) {
	const example = await readExample(file);
	const trigger = example.nodes.find(({ type }) => type.endsWith('Trigger'))!;
	trigger.parameters.pollTimes = { item: [{ mode: 'custom', cronExpression: '@secondly' }] };
	const { id } = await bench.client.importWorkflow(renamed(example));
	await bench.client.activate(id);
	return { id, trigger: trigger.name };
}

async function emails(count: number) {
	await until(async () => mailbox.emails.length >= count, `${count} e-mails`);
	return mailbox.emails;
}

test('smarterpay-completed-thank-you: who pays gets one thank-you e-mail, who has no account none', async () => {
	const { state } = bench.sandbox.smarterPay;
	const account = state.addCustomerAccount({ email: 'ada@example.com', first_name: 'Ada' });
	const terms = { customer_account: account.id, amount: '2750', description: 'Gold plan' };
	const [before, ...links] = state.seedLinks(3, (index) =>
		index === 2 ? { customer_account: '', bank_account: 'BA01VQY3LJO0NLPE61OG' } : terms,
	);
	before!.completedAt = Date.now();
	const { id, trigger } = await publish('smarterpay-completed-thank-you.json');
	for (const { url } of [...links].reverse()) await axios.post(url, undefined, { proxy: false });

	const [email] = await emails(1);
	expect(email).toMatchObject({
		subject: 'Thank you for your payment: Gold plan',
		to: [{ address: 'ada@example.com' }],
		text: expect.stringContaining('Dear Ada'),
	});
	expect(email!.text).toContain('£27.50');
	expect(email!.text).toContain(links[0]!.id);
	await until(async () => (await emitted(bench.client, id, trigger)).length === 2, 'both links');
	await bench.client.deactivate(id);
	expect(mailbox.emails).toHaveLength(1);
});

test('kwik-new-customer-portal-mail: a new customer gets a link that opens, older ones get none', async () => {
	const { state } = bench.sandbox.kwik;
	state.seedCustomers(2);
	const { id, trigger } = await publish('kwik-new-customer-portal-mail.json');
	state.seedCustomers(2, (index) => ({
		...{ person_name: 'Naledi', person_surname: 'Mokoena' },
		email: index === 0 ? 'naledi@example.com' : null,
	}));
	const [email] = await emails(1);
	expect(email).toMatchObject({
		subject: 'Your billing page',
		to: [{ address: 'naledi@example.com' }],
		text: expect.stringContaining('Dear Naledi'),
	});
	await expectWrittenEmail(email!, 'Mokoena');
	await until(async () => (await emitted(bench.client, id, trigger)).length === 2, 'both');
	await bench.client.deactivate(id);
	expect(mailbox.emails).toHaveLength(1);
});

describe('billing-run-from-csv', () => {
	const file = 'billing-run-from-csv.json';

	test('issues a link for every good row, and the summary names every bad one with the reason', async () => {
		const execution = await bench.client.runWorkflow(bench.workflows.get(file)!, 'Try it now');
		expect(execution.error).toBeUndefined();
		expect(execution.json('Issued').map(({ reference }) => reference)).toEqual([
			...['ZA-2001', 'ZA-2002', 'ZA-2003'],
		]);
		for (const { url } of execution.json('Issued')) {
			expect((await axios.get(String(url), { proxy: false })).status).toBe(200);
		}
		const [summary, ...others] = execution.json('Summary');
		expect(others).toEqual([]);
		expect(summary).toMatchObject({ rows: 5, issued: 3, failed: 2 });
		const failures = summary!.failures as IDataObject[];
		expect(failures.map(({ reference }) => reference).sort()).toEqual(['ZA-2004', 'ZA-2005']);
		for (const { reason, fix } of failures) expect([reason, fix]).not.toContain('');
		expect(summary!.text).toMatch(/^3 of 5 links were issued\.\nZA-2/);
		expect(JSON.stringify(summary)).not.toContain('/portal/');
	});

	test('run again makes no customer twice', async () => {
		for (let run = 0; run < 2; run++) {
			await bench.client.runWorkflow(bench.workflows.get(file)!, 'Try it now');
		}
		expect(bench.sandbox.kwik.state.counts()['customers']).toBe(3);
	});

	test.each([
		['without a bad row', (csv: string) => csv.split('\n').slice(0, 4).join('\n'), 3, 0],
		['with bad rows only', (csv: string) => csv.replace(/@example\.com|@surf/g, '@'), 0, 5],
	])('%s the summary says so too', async (_what, change, issued, failed) => {
		const example = await readExample(file);
		const rows = example.nodes.find(({ name }) => name === 'CSV text')!;
		const { assignments } = rows.parameters.assignments as unknown as {
			assignments: Array<{ value: string }>;
		};
		assignments[0]!.value = change(assignments[0]!.value);
		const { id } = await bench.client.importWorkflow(renamed(example));
		const execution = await bench.client.runWorkflow(id, 'Try it now');
		expect(execution.error).toBeUndefined();
		expect(execution.json('Summary')).toMatchObject([{ issued, failed }]);
	});

	test('the file in data/ holds the rows of the example', async () => {
		const example = await readExample(file);
		const csv = JSON.stringify(example.nodes.find(({ name }) => name === 'CSV text'));
		const stored = await readFile(join(__dirname, '../../examples/data/billing-run.csv'), 'utf8');
		expect(csv).toContain(JSON.stringify(stored).slice(1, -1));
	});
});

test('ai-agent-portal-link: asked in the chat, the agent finds the customer and gives a link that opens', async () => {
	const [customer] = bench.sandbox.kwik.state.seedCustomers(1, () => ({ reference: 'ZA-1001' }));
	model.requests.length = 0;
	model.decide = (tools, told) => {
		const named = (words: RegExp) => tools.find(({ name }) => words.test(name))!.name;
		if (told.length === 0) return [named(/find/i), { reference: 'ZA-1001' }];
		const id = /cus_[\w-]+/.exec(told[0]!)![0];
		return told.length === 1 ? [named(/portal/i), { customerId: id }] : undefined;
	};
	const id = bench.workflows.get('ai-agent-portal-link.json')!;
	const message = {
		sessionId: randomUUID(),
		action: 'sendMessage',
		chatInput: 'A link for ZA-1001',
	};
	const started = { startTime: 0, executionTime: 0, executionIndex: 0, source: [] };
	const { executionId } = await bench.client.call<{ executionId: string }>(
		'POST',
		`/rest/workflows/${id}/run`,
		{
			triggerToStartFrom: {
				name: 'When a message arrives',
				data: { ...started, data: { main: [[{ json: message }]] } },
			},
		},
	);
	const execution = await bench.client.finished(executionId);
	expect(execution.error).toBeUndefined();
	const output = String(execution.json('Billing assistant')[0]!.output);
	expect(output).toContain(customer!.id);
	const url = /http[^"\\\s]+/.exec(output)![0];
	expect((await axios.get(url, { proxy: false })).status).toBe(200);
	expect(model.offered.map(({ description }) => description).sort()).toEqual([
		expect.stringMatching(/^Create a link/),
		expect.stringMatching(/^Find a Kwik customer/),
	]);
});
