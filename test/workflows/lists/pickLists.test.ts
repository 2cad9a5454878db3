// Lists to pick from, asked for as the editor does: labels, search, pages, and what it says when a list fails.
import { KWIK_LOOKUPS } from '../../../sandbox';
import { loadDropdown, searchList, type Placed } from '../support/contexts';
import { useSandbox, type ProviderName } from '../support/sandboxed';

const { sandbox } = useSandbox();
let credentialCount = 0;

/** A node with a credential no other test has used: lists are kept for 30 seconds under its id. */
const placed = (type: ProviderName): Placed => ({
	type,
	credentials: sandbox()[type].credentials,
	credentialId: `lookups-${++credentialCount}`,
});
const LINKS = 'searchPaymentLinks';

describe('Kwik customers', () => {
	test('are shown by name, reference and e-mail, and stand for their id', async () => {
		const [person, company] = sandbox().kwik.state.seedCustomers(2, (index) =>
			index === 0 ? {} : { company_name: 'Superior Meteor Corp', email: null },
		);
		const { results, paginationToken } = await searchList(placed('kwik'), 'searchCustomers');
		expect(results).toEqual([
			{
				name: `Sample Customer 1 · ${person!.reference} · ${person!.email}`,
				value: person!.id,
			},
			{ name: `Superior Meteor Corp · ${company!.reference}`, value: company!.id },
		]);
		expect(paginationToken).toBeUndefined();
	});

	test('10,000 of them: the first hundred on one call, and no further call while a person types and scrolls', async () => {
		const seeded = sandbox().kwik.state.seedCustomers(10_000);
		const node = placed('kwik');
		const first = await searchList(node, 'searchCustomers');
		expect(first.results.map(({ value }) => value)).toEqual(
			seeded.slice(0, 100).map(({ id }) => id),
		);
		for (const typed of ['c', 'cu', 'cus', 'customer9', 'customer9999@']) {
			await searchList(node, 'searchCustomers', typed);
		}
		const last = await searchList(node, 'searchCustomers', ' CUSTOMER9999@ ');
		expect(last.results).toEqual([expect.objectContaining({ value: seeded[9998]!.id })]);
		const second = await searchList(node, 'searchCustomers', undefined, first.paginationToken);
		expect(second.results[0]!.value).toBe(seeded[100]!.id);
		expect(sandbox().kwik.requests).toHaveLength(1);
	});

	test('scrolling to the end of a search gives every match once', async () => {
		sandbox().kwik.state.seedCustomers(1000);
		const node = placed('kwik');
		const values: unknown[] = [];
		let token: string | undefined;
		do {
			const page = await searchList(node, 'searchCustomers', '@example.com', token);
			values.push(...page.results.map(({ value }) => value));
			token = page.paginationToken;
		} while (token !== undefined);
		expect(new Set(values).size).toBe(1000);
		expect(values).toHaveLength(1000);
	});

	test('are found by reference and by id as well; what nobody has finds nothing', async () => {
		const [customer] = sandbox().kwik.state.seedCustomers(3);
		const node = placed('kwik');
		for (const filter of [customer!.reference, customer!.id]) {
			const { results } = await searchList(node, 'searchCustomers', filter);
			expect(results.map(({ value }) => value)).toEqual([customer!.id]);
		}
		expect(await searchList(node, 'searchCustomers', 'nobody')).toEqual({ results: [] });
	});

	test('of one credential are not shown under another', async () => {
		sandbox().kwik.state.seedCustomers(1);
		const node = placed('kwik');
		await searchList(node, 'searchCustomers');
		sandbox().kwik.state.seedCustomers(1);
		expect((await searchList(node, 'searchCustomers')).results).toHaveLength(1);
		expect((await searchList(placed('kwik'), 'searchCustomers')).results).toHaveLength(2);
	});

	test('are loaded anew after 30 seconds', async () => {
		sandbox().kwik.state.seedCustomers(1);
		// An account of its own: its pace must not take the clock of this test over into the others.
		const rootUrl = `${sandbox().kwik.credentials.rootUrl}/`;
		const node = { ...placed('kwik'), credentials: { ...sandbox().kwik.credentials, rootUrl } };
		await searchList(node, 'searchCustomers');
		const now = jest.spyOn(performance, 'now').mockReturnValue(performance.now() + 30_001);
		await searchList(node, 'searchCustomers');
		now.mockRestore();
		expect(sandbox().kwik.requests).toHaveLength(2);
	});
});

test.each([
	['getCustomerStatuses', 'customer_status', 'id', '1.0'],
	['getCustomerStatuses', 'customer_status', 'enum', '2.0'],
	['getIdTypes', 'id_type', 'id', '1.0'],
	['getIdTypes', 'id_type', 'enum', '2.0'],
	['getClientTypes', 'client_type', 'enum', '2.0'],
] as const)('the dropdown %s has every %s by its %s', async (method, type, key, version) => {
	const customerApi = version === '2.0' ? 'v2' : 'v1';
	const node = placed('kwik');
	const options = await loadDropdown(
		{ ...node, credentials: { ...node.credentials, customerApi } },
		method,
	);
	expect(options).toEqual(
		KWIK_LOOKUPS.filter((lookup) => lookup.type === type).map((lookup) => ({
			name: lookup.title,
			value: lookup[key],
		})),
	);
	expect(sandbox().kwik.requests.map(({ path }) => path)).toEqual([`/${version}/lookups/${type}`]);
});

describe('SmarterPay', () => {
	test('payment links are shown by description, pounds, day, status and id, the newest first', async () => {
		const terms = [{ amount: '2750', description: 'Payment Plan' }, { amount: '5' }];
		const seeded = sandbox().smarterPay.state.seedLinks(2, (index) => terms[index]!);
		seeded[1]!.endedByHand = true;
		const { results } = await searchList(placed('smarterPay'), LINKS);
		const day = new Date().toISOString().slice(0, 10);
		expect(results).toEqual([
			{
				name: expect.stringContaining(`£0.05 · ${day} · expired · ${seeded[1]!.id}`),
				value: seeded[1]!.id,
			},
			{ name: `Payment Plan · £27.50 · ${day} · active · ${seeded[0]!.id}`, value: seeded[0]!.id },
		]);
	});

	test('pages follow by their token, each on one call', async () => {
		sandbox().smarterPay.state.seedLinks(250);
		const node = placed('smarterPay');
		const sizes: number[] = [];
		let token: string | undefined;
		do {
			const page = await searchList(node, LINKS, undefined, token);
			sizes.push(page.results.length);
			token = page.paginationToken;
		} while (token !== undefined);
		expect(sizes).toEqual([100, 100, 50]);
		expect(sandbox().smarterPay.requests.map(({ query }) => query.page_no)).toEqual([
			...['1', '2', '3'],
		]);
	});

	test('a search goes on to the page that has a match, five pages at most for one answer', async () => {
		const seeded = sandbox().smarterPay.state.seedLinks(1000);
		const node = placed('smarterPay');
		const onThirdPage = await searchList(node, LINKS, seeded[750]!.id);
		expect(onThirdPage.results).toHaveLength(1);
		expect(sandbox().smarterPay.requests).toHaveLength(3);
		sandbox().smarterPay.requests.length = 0;
		const beyond = await searchList(node, LINKS, seeded[0]!.id);
		expect(beyond).toEqual({ results: [], paginationToken: '5' });
		expect(sandbox().smarterPay.requests).toHaveLength(5);
		const rest = await searchList(node, LINKS, seeded[0]!.id, '5');
		expect(rest.results.map(({ value }) => value)).toEqual([seeded[0]!.id]);
	});

	test('customer accounts are shown by name, company, e-mail, reference and ID, and found by each', async () => {
		const { state } = sandbox().smarterPay;
		state.customerAccounts.clear();
		const company_name = 'Example Ltd';
		const stored = state.addCustomerAccount({ company_name, custom_reference: 'XYZ' });
		const name = `Sample Customer · Example Ltd · customer@example.com · XYZ · ${stored.id}`;
		for (const text of [undefined, 'xyz', stored.id.toLowerCase()]) {
			const { results } = await searchList(placed('smarterPay'), 'searchCustomerAccounts', text);
			expect(results).toEqual([{ name, value: stored.id }]);
		}
	});
});

describe('MakePay', () => {
	test('customers are shown by name, e-mail and client id, or by their uid', async () => {
		const [full] = sandbox().makePay.state.seedCustomers(1);
		const bare = sandbox().makePay.state.addCustomer({});
		const { results } = await searchList(placed('makePay'), 'searchCustomers');
		expect(results).toEqual([
			{ name: 'Sample Buyer 1 · buyer1@example.com · client_1', value: full!.uid },
			{ name: bare.uid, value: bare.uid },
		]);
	});

	test('payment links are shown by title, amount, day, status and uid', async () => {
		const [link] = sandbox().makePay.state.seedLinks(1);
		const { results } = await searchList(placed('makePay'), LINKS);
		const day = new Date().toISOString().slice(0, 10);
		expect(results).toEqual([
			{ name: `Order #1 · 12.50 USD · ${day} · active · ${link!.uid}`, value: link!.uid },
		]);
	});
});

describe('a list that cannot be loaded', () => {
	const cases: Array<[ProviderName, string]> = [
		['kwik', 'searchCustomers'],
		['smarterPay', LINKS],
		['smarterPay', 'searchCustomerAccounts'],
		['makePay', 'searchCustomers'],
		['makePay', LINKS],
	];
	test.each(cases)('%s %s says so, and that the ID can be given by hand', async (type, method) => {
		sandbox()[type].faults.add({ route: '*', kind: 'refused-ok' });
		await expect(searchList(placed(type), method)).rejects.toMatchObject({
			message: expect.stringMatching(/refused the request/),
			description: expect.stringMatching(/give the ID by hand or with an expression/),
		});
	});

	test('of a dropdown says the same, and is not kept: the next opening tries again', async () => {
		const node = placed('kwik');
		sandbox().kwik.faults.add({ route: '*', kind: 'error-json', times: 2 });
		await expect(loadDropdown(node, 'getCustomerStatuses')).rejects.toMatchObject({
			description: expect.stringMatching(/by hand/),
		});
		expect(await loadDropdown(node, 'getCustomerStatuses')).toHaveLength(3);
	});

	test('for want of a key names the credential, and nothing is sent', async () => {
		const credentials = { ...sandbox().kwik.credentials, apiKey: '' };
		await expect(
			searchList({ ...placed('kwik'), credentials }, 'searchCustomers'),
		).rejects.toMatchObject({ message: 'The Kwik credential is incomplete' });
		expect(sandbox().kwik.requests).toEqual([]);
	});
});
