// Lists and dropdowns through the endpoints n8n's editor uses.
import type { INodeListSearchResult, INodePropertyOptions } from 'n8n-workflow';
import { DEMO_CREDENTIALS } from '../../demo/demonstration';
import { KWIK_LOOKUPS } from '../../sandbox';
import { openWorkbench, type Workbench } from './shared';

jest.setTimeout(60_000);

let bench: Workbench;
beforeAll(async () => {
	bench = await openWorkbench();
});
afterAll(async () => await bench?.close());

type Provider = 'kwik' | 'smarterPay' | 'makePay';
const CREDENTIAL_TYPES = {
	kwik: 'kwikApi',
	smarterPay: 'smarterPayApi',
	makePay: 'makePayPartnerApi',
} as const;

/** What the editor sends along for a node of a provider; each with a credential of its own, so that no list is kept. */
async function asked(provider: Provider, methodName: string, parameter = 'customerId') {
	const type = CREDENTIAL_TYPES[provider];
	const name = `${DEMO_CREDENTIALS[type]} ${Math.random()}`;
	const fields = { ...bench.sandbox[provider].credentials };
	const { id } = await bench.client.createCredential(type, name, fields);
	return {
		path: `parameters.${parameter}`,
		methodName,
		credentials: { [type]: { id, name } },
		currentNodeParameters: {},
		nodeTypeAndVersion: { name: `n8n-nodes-billing-links.${provider}`, version: 1 },
	};
}
const LIST = '/rest/dynamic-node-parameters/resource-locator-results';
const OPTIONS = '/rest/dynamic-node-parameters/options';
const list = async (body: object) =>
	await bench.client.call<INodeListSearchResult>('POST', LIST, body);

test('10,000 Kwik customers: the first hundred on one provider call, and none per key press', async () => {
	bench.sandbox.kwik.reset();
	const seeded = bench.sandbox.kwik.state.seedCustomers(10_000);
	const question = await asked('kwik', 'searchCustomers');
	const first = await list(question);
	expect(first.results).toHaveLength(100);
	expect(first.results[0]).toEqual({
		name: `Sample Customer 1 · ${seeded[0]!.reference} · ${seeded[0]!.email}`,
		value: seeded[0]!.id,
	});
	for (const filter of ['c', 'cu', 'customer7', 'customer777', 'customer7777@']) {
		const { results } = await list({ ...question, filter });
		expect(results.length).toBeGreaterThan(0);
	}
	const { results } = await list({ ...question, filter: 'customer7777@' });
	expect(results.map(({ value }) => value)).toEqual([seeded[7776]!.id]);
	const more = await list({ ...question, paginationToken: first.paginationToken });
	expect(more.results[0]!.value).toBe(seeded[100]!.id);
	expect(bench.sandbox.kwik.requests).toHaveLength(1);
});

test('SmarterPay payment links come page by page', async () => {
	bench.sandbox.smarterPay.reset();
	const seeded = bench.sandbox.smarterPay.state.seedLinks(150);
	const question = await asked('smarterPay', 'searchPaymentLinks', 'paymentLinkId');
	const first = await list(question);
	const second = await list({ ...question, paginationToken: first.paginationToken });
	expect([...first.results, ...second.results].map(({ value }) => value)).toEqual(
		[...seeded].reverse().map(({ id }) => id),
	);
	expect(second.paginationToken).toBeUndefined();
});

test.each([
	['smarterPay', 'searchCustomerAccounts', 'customerAccountId'],
	['makePay', 'searchCustomers', 'customerId'],
	['makePay', 'searchPaymentLinks', 'paymentLinkId'],
] as const)('%s %s finds what a person types', async (provider, method, parameter) => {
	bench.sandbox.reset();
	bench.sandbox.smarterPay.state.seedCustomerAccounts(3);
	bench.sandbox.makePay.state.seedCustomers(3);
	bench.sandbox.makePay.state.seedLinks(3);
	const question = await asked(provider, method, parameter);
	const all = await list(question);
	expect(all.results.length).toBeGreaterThanOrEqual(3);
	const wanted = all.results.at(-1)!;
	const { results } = await list({ ...question, filter: String(wanted.value).toUpperCase() });
	expect(results).toEqual([wanted]);
});

test('a dropdown has the values of the account', async () => {
	const options = await bench.client.call<INodePropertyOptions[]>(
		'POST',
		OPTIONS,
		await asked('kwik', 'getCustomerStatuses', 'archivedStatus'),
	);
	expect(options.map(({ name }) => name)).toEqual(['Active', 'Disabled', 'Archived']);
	expect(KWIK_LOOKUPS.map(({ id }) => id)).toEqual(
		expect.arrayContaining(options.map(({ value }) => value)),
	);
});

test('a list or dropdown that cannot be loaded says so in plain words', async () => {
	bench.sandbox.kwik.faults.add({ route: '*', kind: 'refused-ok' });
	await expect(list(await asked('kwik', 'searchCustomers'))).rejects.toThrow(
		/Kwik refused the request \(code 005\): Validation failed/,
	);
	const question = await asked('kwik', 'getCustomerStatuses');
	await expect(bench.client.call('POST', OPTIONS, question)).rejects.toThrow(/Kwik refused/);
	bench.sandbox.kwik.faults.clear();
});
