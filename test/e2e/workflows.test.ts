// The examples that do more than rows → links: the error output, the stale links, the "Manage billing" button.
import axios from 'axios';
import { openWorkbench, type Workbench } from './shared';

jest.setTimeout(120_000);

const DAY = 86_400_000;

let bench: Workbench;
beforeAll(async () => {
	bench = await openWorkbench();
});
afterAll(async () => await bench?.close());

const idOf = (file: string) => bench.workflows.get(file)!;

test('kwik-error-output: good rows go on, failed ones arrive beside them with row, reason and fix', async () => {
	const execution = await bench.client.runWorkflow(idOf('kwik-error-output.json'));
	expect(execution.error).toBeUndefined();

	const rows = execution.json('Sample rows').map(({ reference }) => reference);
	const created = execution.json('Created');
	const failed = execution.json('Failed rows');
	expect(created.length).toBeGreaterThan(0);
	expect(failed.length).toBeGreaterThan(0);

	const arrived = [...created, ...failed].map(({ reference }) => reference);
	expect(arrived.sort()).toEqual([...rows].sort());
	for (const row of failed) {
		expect(row.reason).toEqual(expect.stringMatching(/./));
		expect(row.fix).toEqual(expect.stringMatching(/./));
	}
	// What the provider holds is what was reported as created.
	expect(bench.sandbox.kwik.state.counts()).toMatchObject({ customers: created.length });
});

test('smarterpay-expire-and-reissue: replaces the stale links and leaves the others alone', async () => {
	const { smarterPay } = bench.sandbox;
	const links = smarterPay.state.seedLinks(4);
	const [oldest, old, ...current] = links;
	oldest!.createdAt -= 30 * DAY;
	old!.createdAt -= 20 * DAY;

	const file = 'smarterpay-expire-and-reissue.json';
	const execution = await bench.client.runWorkflow(idOf(file), 'Try it now');
	expect(execution.error).toBeUndefined();
	expect(execution.json('Failed links')).toEqual([]);

	const results = execution.json('Result');
	expect(results.map(({ replaces }) => replaces)).toEqual([oldest!.id, old!.id]);
	expect([oldest!, old!].map(({ endedByHand }) => endedByHand)).toEqual([true, true]);
	expect(current.map(({ endedByHand }) => endedByHand)).toEqual([false, false]);
	for (const { url } of results) {
		const page = await axios.get(String(url), { proxy: false, validateStatus: () => true });
		expect(page.status).toBe(200);
	}
});

describe('makepay-manage-billing-button', () => {
	const file = 'makepay-manage-billing-button.json';
	beforeAll(async () => await bench.client.activate(idOf(file)));
	afterAll(async () => await bench.client.deactivate(idOf(file)));

	const click = async (customer?: string) =>
		await bench.client.callWebhook('manage-billing', { params: { customer } });

	test('sends a customer to a portal link of their own that opens', async () => {
		const [customer] = bench.sandbox.makePay.state.seedCustomers(1);
		const { status, headers } = await click(customer!.uid);
		expect(status).toBe(302);
		const page = await axios.get<string>(headers.location, { proxy: false });
		expect(page.status).toBe(200);
		expect(page.data).toContain(customer!.name);
	});

	test.each([['nobody-of-this-name'], [undefined]])('says 404 for %s', async (customer) => {
		const { status, headers } = await click(customer);
		expect(status).toBe(404);
		expect(headers.location).toBeUndefined();
	});
});
