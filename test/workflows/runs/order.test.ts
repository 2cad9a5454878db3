// Many items: in input order, never more at once than allowed, and an end when the execution is cancelled.
import type { INodeParameters } from 'n8n-workflow';
import { byId, jsonOf, pairs, useSandbox, type ProviderName } from '../support/sandboxed';

// Other tests may keep the machine busy.
jest.setTimeout(30_000);

const { sandbox, run } = useSandbox();
const fast = { maxConcurrentRequests: 100, requestsPerSecond: 1000 };
const portal: INodeParameters = {
	resource: 'customerPortal',
	operation: 'createLink',
	customerId: byId('={{ $json.id }}'),
	options: fast,
};

/** Answers take from 0 to 30 ms, each another time. */
function randomLatency(type: ProviderName): void {
	for (const latencyMs of [5, 12, 30]) {
		sandbox()[type].faults.add({
			route: '*',
			kind: 'slow',
			latencyMs,
			when: () => Math.random() < 0.4,
		});
	}
}

/** The customer ids in the order in which the requests came. */
function arrivals() {
	return sandbox().makePay.requests.map(({ path }) => path.split('/').at(-2));
}

test('1,000 links come out in input order, whatever the order of their answers', async () => {
	const customers = sandbox().makePay.state.seedCustomers(1000);
	randomLatency('makePay');
	const { main } = await run(
		'makePay',
		portal,
		customers.map(({ uid }) => ({ id: uid })),
	);
	expect(jsonOf(main).map(({ customerId }) => customerId)).toEqual(customers.map(({ uid }) => uid));
	expect(pairs(main)).toEqual(customers.map((_, item) => ({ item })));
	const requests = arrivals();
	expect(new Set(requests).size).toBe(1000);
	expect(requests).toHaveLength(1000);
});

test('1,000 Kwik customers go out in ten requests and come back in input order', async () => {
	sandbox().kwik.switches.shuffleResults = true;
	randomLatency('kwik');
	const rows = Array.from({ length: 1000 }, (_, index) => ({ ref: `CLN${index}` }));
	const { main } = await run(
		'kwik',
		{
			resource: 'customer',
			operation: 'create',
			reference: '={{ $json.ref }}',
			personName: 'Sample',
			personSurname: 'Customer',
		},
		rows,
	);
	expect(jsonOf(main).map(({ reference }) => reference)).toEqual(rows.map(({ ref }) => ref));
	expect(pairs(main)).toEqual(rows.map((_, item) => ({ item })));
	expect(sandbox().kwik.requests).toHaveLength(10);
});

test('failed items keep their place among 300 others', async () => {
	const customers = sandbox().makePay.state.seedCustomers(300);
	randomLatency('makePay');
	const rows = customers.map(({ uid }, index) => ({ id: index % 7 === 3 ? 'cus_unknown' : uid }));
	const { main } = await run('makePay', portal, rows, { onError: 'continueRegularOutput' });
	expect(main).toHaveLength(300);
	main.forEach(({ json, pairedItem }, item) => {
		expect(pairedItem).toEqual({ item });
		if (rows[item]!.id === 'cus_unknown') expect(json.details).toMatchObject({ httpCode: 404 });
		else expect(json.customerId).toBe(rows[item]!.id);
	});
});

test.each([1, 7])('with a limit of %i there are never more requests under way', async (limit) => {
	const customers = sandbox().makePay.state.seedCustomers(40);
	sandbox().makePay.latencyMs = 15;
	const parameters = { ...portal, options: { ...fast, maxConcurrentRequests: limit } };
	await run(
		'makePay',
		parameters,
		customers.map(({ uid }) => ({ id: uid })),
	);
	const most = Math.max(...sandbox().makePay.requests.map(({ inFlight }) => inFlight));
	expect(most).toBe(limit);
});

test('a cancelled execution sends nothing more', async () => {
	const customers = sandbox().makePay.state.seedCustomers(200);
	sandbox().makePay.latencyMs = 50;
	const parameters = { ...portal, options: { ...fast, maxConcurrentRequests: 5 } };
	let cancelled = 0;
	await run(
		'makePay',
		parameters,
		customers.map(({ uid }) => ({ id: uid })),
		{
			whenStarted: (cancel) => {
				const timer = setInterval(() => {
					if (sandbox().makePay.requests.length < 10) return;
					clearInterval(timer);
					cancel();
					cancelled = sandbox().makePay.requests.length;
				}, 5);
			},
		},
	);
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(cancelled).toBeGreaterThanOrEqual(10);
	// Five may have been on their way to the sandbox.
	expect(sandbox().makePay.requests.length).toBeLessThanOrEqual(cancelled + 5);
});
