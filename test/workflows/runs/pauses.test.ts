// A 429 pauses the whole account for as long as the provider asks; nobody waits for an hour.
import type { INodeParameters } from 'n8n-workflow';
import {
	createCustomers,
	createLinks,
	customerRows,
	expectOneForEach,
	hintsOf,
	itemOf,
	orderRows,
	ownPace,
} from '../support/rows';
import { byId, useSandbox } from '../support/sandboxed';

jest.setTimeout(20_000);

const { sandbox, run } = useSandbox();
const kwik = () => sandbox().kwik;
const portal = (options: INodeParameters = {}): INodeParameters => ({
	resource: 'customerPortal',
	operation: 'createLink',
	customerId: byId('={{ $json.id }}'),
	options,
});
const customers = (count: number) =>
	kwik()
		.state.seedCustomers(count)
		.map(({ id }) => ({ id }));
const arrivals = () => kwik().requests.map(({ receivedAt }) => receivedAt);

describe('a 429 pauses everything that uses the account', () => {
	test.each([
		['Retry-After in seconds', { retryAfter: 1 }],
		['Retry-After as an HTTP date', { retryAfterDate: 1 }],
		['no Retry-After', {}],
	])('%s', async (_, header) => {
		kwik().faults.add({ route: '*', kind: 'rate-limited', at: [10], ...header });
		const rows = customers(40);
		const credentials = ownPace(kwik().credentials);
		const parameters = portal({ requestsPerSecond: 200, maxConcurrentRequests: 5 });
		const results = await Promise.all([
			run('kwik', parameters, rows.slice(0, 20), { credentials }),
			run('kwik', parameters, rows.slice(20), { credentials }),
		]);
		for (const result of results) expectOneForEach(result, rows.slice(20));
		const refused = kwik().requests.find(({ status }) => status === 429)!.receivedAt;
		// Nine others may have been on their way when the answer came; without a pause all the rest would follow.
		const during = arrivals().filter((t) => t > refused && t < refused + 980);
		expect(during.length).toBeLessThanOrEqual(9);
		expect(kwik().requests).toHaveLength(41);
		expect(results.flatMap(hintsOf)).toContainEqual(expect.stringMatching(/slowed the run down/));
	});
});

describe("an hour's Retry-After does not hang the workflow", () => {
	const hour = { retryAfter: 3600 };
	const soon = { whenStarted: (cancel: () => void) => void setTimeout(cancel, 8000).unref() };
	const inAnHour = (hint: unknown) => {
		const [, time] = /Try again after (\S+Z)\./.exec(String(hint)) ?? [];
		return Math.abs(Date.parse(time!) - Date.now() - 3_600_000);
	};

	test('429: the item and all that follow fail at once, saying when to try again, and nothing more is sent', async () => {
		kwik().faults.add({ route: '*', kind: 'rate-limited', at: [3], ...hour });
		const rows = customers(20);
		const credentials = ownPace(kwik().credentials);
		const parameters = portal({ maxConcurrentRequests: 1 });
		const more = { credentials, onError: 'continueErrorOutput', ...soon } as const;
		const result = await run('kwik', parameters, rows, more);
		expect(result.main.map(itemOf)).toEqual([0, 1, 2]);
		expect(result.error).toHaveLength(17);
		for (const { json } of result.error) {
			expect(json.details).toMatchObject({ httpCode: 429, retriable: true });
			expect(inAnHour((json.details as { hint: string }).hint)).toBeLessThan(30_000);
		}
		expect(kwik().requests).toHaveLength(4);
		const next = await run('kwik', parameters, rows, more);
		expect(next.error).toHaveLength(20);
		expect(kwik().requests).toHaveLength(4);
	});

	test('503 on something that may be repeated: the item fails at once', async () => {
		kwik().faults.add({ route: '*', kind: 'unavailable-html', ...hour });
		const credentials = ownPace(kwik().credentials);
		const more = { credentials, onError: 'continueErrorOutput', ...soon } as const;
		const result = await run('kwik', portal(), customers(1), more);
		expect(inAnHour((result.error[0]?.json.details as { hint: string })?.hint)).toBeLessThan(
			30_000,
		);
		expect(kwik().requests).toHaveLength(1);
	});

	test('503 on a creation that is looked up first: the items fail at once', async () => {
		kwik().faults.add({ route: 'POST *', kind: 'unavailable-html', ...hour });
		const credentials = ownPace(kwik().credentials);
		const more = { credentials, onError: 'continueErrorOutput', ...soon } as const;
		const result = await run('kwik', createCustomers(), customerRows(3), more);
		expect(result.error).toHaveLength(3);
		expect(inAnHour((result.error[0]?.json.details as { hint: string })?.hint)).toBeLessThan(
			30_000,
		);
	});
});

test('an answer lost before a long pause leaves the outcome open, and the error says so', async () => {
	sandbox().smarterPay.faults.add({ route: '*', kind: 'reset-after', at: [0] });
	sandbox().smarterPay.faults.add({ route: '*', kind: 'rate-limited', retryAfter: 3600, at: [1] });
	const result = await run('smarterPay', createLinks('smarterPay'), orderRows(1), {
		credentials: ownPace(sandbox().smarterPay.credentials),
		onError: 'continueErrorOutput',
	});
	const details = result.error[0]!.json.details as { hint: string };
	expect(sandbox().smarterPay.state.links.size).toBe(1);
	expect(details.hint).toMatch(/Try again after/);
	expect(details.hint).toMatch(/Whether SmarterPay carried it out is not known/);
});
