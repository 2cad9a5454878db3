// The pace of an account: evenly below the limit, shared by everything that uses the account, paused by a 429.
import type { INodeParameters } from 'n8n-workflow';
import { createCustomers, customerRows, expectOneForEach, ownPace } from '../support/rows';
import { byId, useSandbox } from '../support/sandboxed';

jest.setTimeout(30_000);
// What is measured here is time: a machine that stood still for a moment gets another chance.
jest.retryTimes(2, { logErrorsBeforeRetry: true });

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

/** The most requests that arrived in any second. */
function peak(times: number[]): number {
	return Math.max(
		...times.map((start) => times.filter((t) => t >= start && t < start + 1000).length),
	);
}

let lag = 0;
let watch: NodeJS.Timeout;
beforeEach(() => {
	let last = performance.now();
	lag = 0;
	watch = setInterval(() => {
		const now = performance.now();
		lag = Math.max(lag, now - last - 5);
		last = now;
	}, 5);
});
afterEach(() => clearInterval(watch));

/**
 * How many requests may arrive in a second with this limit: all that were due while this process stood still
 * arrive when it goes on, later than they were sent for.
 */
function allowed(limit: number): number {
	return Math.ceil(limit * (1 + (2 * lag) / 1000));
}

test('500 portal links under a limit of 100 per second: never more than 105 in one, at most 1% refused, none lost', async () => {
	kwik().rateLimit = 100;
	kwik().latencyMs = 50;
	const rows = customers(500);
	const result = await run('kwik', portal(), rows, { credentials: ownPace(kwik().credentials) });
	expectOneForEach(result, rows);
	expect(kwik().state.portalLinks.size).toBe(500);
	const refused = kwik().requests.filter(({ status }) => status === 429).length;
	expect(refused).toBeLessThanOrEqual(5 + allowed(100) - 100);
	expect(peak(arrivals())).toBeLessThanOrEqual(allowed(105));
});

test('requests are evenly spaced, also at the start', async () => {
	const rows = customers(40);
	const credentials = ownPace(kwik().credentials);
	await run('kwik', portal({ requestsPerSecond: 40 }), rows, { credentials });
	const gaps = arrivals()
		.map((t, i, all) => t - (all[i - 1] ?? t))
		.slice(1)
		.sort((a, b) => a - b);
	// 26 ms each; timers are a little late and the next one makes up for it.
	expect(gaps[Math.floor(gaps.length / 2)]).toBeGreaterThanOrEqual(22);
	expect(peak(arrivals())).toBeLessThanOrEqual(allowed(40));
});

test('two executions with the same account share its pace, another account has its own', async () => {
	const rows = customers(60);
	const shared = ownPace(kwik().credentials);
	const parameters = portal({ requestsPerSecond: 50 });
	const started = Date.now();
	await Promise.all([
		run('kwik', parameters, rows, { credentials: shared }),
		run('kwik', parameters, rows, { credentials: shared }),
	]);
	expect(peak(arrivals())).toBeLessThanOrEqual(allowed(50));
	expect(Date.now() - started).toBeGreaterThanOrEqual(2400);
	kwik().requests.length = 0;
	await Promise.all([
		run('kwik', parameters, rows, { credentials: ownPace(shared) }),
		run('kwik', parameters, rows, { credentials: ownPace(shared) }),
	]);
	expect(peak(arrivals())).toBeGreaterThan(50);
});

test.each([1, 4])(
	'never more than %i requests at once, also while lost answers are looked up and slow ones waited for',
	async (maxConcurrentRequests) => {
		kwik().faults.add({ route: 'POST *', kind: 'reset-before', every: 3, times: 5 });
		kwik().faults.add({ route: '*', kind: 'slow', latencyMs: 30, every: 2 });
		const rows = customerRows(30);
		const parameters = createCustomers({ batchSize: 2, maxConcurrentRequests });
		const result = await run('kwik', parameters, rows);
		expectOneForEach(result, rows);
		const most = Math.max(...kwik().requests.map(({ inFlight }) => inFlight));
		expect(most).toBeLessThanOrEqual(maxConcurrentRequests);
		// Whether all places are ever taken at once is up to the machine; that there is more than one is not.
		expect(most).toBeGreaterThanOrEqual(Math.min(maxConcurrentRequests, 2));
	},
);
