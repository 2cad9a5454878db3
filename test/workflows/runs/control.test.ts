// What a user does to a run: cancels it, sets options that make no sense, reads the hints.
import type { INodeParameters } from 'n8n-workflow';
import { byId, useSandbox, type ProviderName } from '../support/sandboxed';
import {
	createCustomers,
	createLinks,
	customerRows,
	FAST,
	hintsOf,
	orderRows,
	ownPace,
} from '../support/rows';

jest.setTimeout(20_000);

const { sandbox, run } = useSandbox();
const wait = async (ms: number) => await new Promise((resolve) => setTimeout(resolve, ms));
const credentials = (type: ProviderName) => ownPace(sandbox()[type].credentials);

/** Cancels once the provider has had so many requests; says when, and how many there were. */
function cancelAfter(type: ProviderName, count: number) {
	const at = { time: 0, requests: 0 };
	const whenStarted = (cancel: () => void) => {
		const timer = setInterval(() => {
			if (sandbox()[type].requests.length < count) return;
			clearInterval(timer);
			cancel();
			Object.assign(at, { time: Date.now(), requests: sandbox()[type].requests.length });
		}, 2);
	};
	return { at, whenStarted };
}

describe('cancelling', () => {
	const once: INodeParameters = { batchSize: 1, maxConcurrentRequests: 3 };
	test.each([
		['while requests are under way', { kind: 'slow', latencyMs: 100 }, 6, 3],
		['while a 429 pauses the account', { kind: 'rate-limited', retryAfter: 60, at: [3] }, 4, 2],
		['while a lost answer is looked up', { kind: 'reset-after', every: 1 }, 4, 3],
		['while the node waits to try again', { kind: 'unavailable-html', every: 1 }, 4, 3],
	] as const)('%s: nothing new is sent within one request', async (_, fault, count, underWay) => {
		sandbox().kwik.faults.add({
			route: 'POST *',
			...fault,
			at: 'at' in fault ? [...fault.at] : undefined,
		});
		const { at, whenStarted } = cancelAfter('kwik', count);
		await run('kwik', createCustomers(once), customerRows(60, 'cancel'), {
			whenStarted,
			credentials: credentials('kwik'),
		});
		// The run itself ends soon: it does not sit out a pause.
		expect(Date.now() - at.time).toBeLessThan(3000);
		await wait(700);
		expect(at.requests).toBeGreaterThanOrEqual(count);
		expect(sandbox().kwik.requests.length).toBeLessThanOrEqual(at.requests + underWay);
	});

	test('with Retry On Fail the node is not started again', async () => {
		sandbox().makePay.latencyMs = 60;
		const { at, whenStarted } = cancelAfter('makePay', 4);
		await run('makePay', createLinks('makePay', { maxConcurrentRequests: 2 }), orderRows(50, 'c'), {
			whenStarted,
			settings: { retryOnFail: true, maxTries: 5, waitBetweenTries: 1 },
			onError: 'continueErrorOutput',
		});
		await wait(500);
		expect(sandbox().makePay.requests.length).toBeLessThanOrEqual(at.requests + 2);
	});
});

describe('an option out of its range is refused with its name and limits, and nothing is sent', () => {
	const limits: Array<[string, string, number, number]> = [
		['batchSize', 'Batch Size', 1, 1000],
		['maxConcurrentRequests', 'Max Concurrent Requests', 1, 100],
		['maxRetries', 'Max Retries', 0, 10],
		['requestsPerSecond', 'Requests per Second', 1, 1000],
		['timeout', 'Timeout', 1000, 300_000],
	];
	const cases = limits.flatMap(([name, label, least, most]) =>
		[least - 1, most + 1, least + 0.5, 'many'].map((value) => [name, value, label, least, most]),
	) as Array<[string, number | string, string, number, number]>;

	test.each(cases)('%s = %s', async (name, value, label, least, most) => {
		const parameters = { ...createCustomers(), options: { [name]: value } };
		const stopped = await run('kwik', parameters, customerRows(2));
		const message = `'${name}' (${label}) must be a whole number from ${least} to ${most}`;
		expect(stopped.executionError?.message).toBe(message);
		const { error } = await run('kwik', parameters, customerRows(2), {
			onError: 'continueErrorOutput',
		});
		expect(error.map(({ json }) => json.error)).toEqual([message, message]);
		expect(sandbox().kwik.requests).toEqual([]);
	});

	test.each(['smarterPay', 'makePay'] as const)('%s', async (type) => {
		const parameters = { ...createLinks(type), options: { timeout: 1, maxRetries: 11 } };
		const { executionError } = await run(type, parameters, orderRows(1));
		expect(executionError?.message).toMatch(/2 fields are not valid: maxRetries, timeout/);
		expect(executionError?.description).toMatch(/from 0 to 10[^]*from 1000 to 300000/);
		expect(sandbox()[type].requests).toEqual([]);
	});

	test('the limits themselves are taken', async () => {
		for (const index of [2, 3] as const) {
			const options = Object.fromEntries(limits.map((limit) => [limit[0], limit[index]]));
			const parameters = { ...createCustomers(), options } as INodeParameters;
			const { executionError } = await run('kwik', parameters, customerRows(1, `limit${index}`), {
				credentials: credentials('kwik'),
			});
			expect(executionError).toBeUndefined();
		}
	});
});

describe('what was noteworthy is told in one sentence each', () => {
	const mapped: INodeParameters = {
		resource: 'customer',
		operation: 'create',
		dataMode: 'autoMapInputData',
		options: { ...FAST, batchSize: 10, maxConcurrentRequests: 1 },
	};
	const rows = (bad: number[] = []) =>
		customerRows(20).map(({ first, last, ...row }, i) => ({
			...row,
			person_name: first,
			person_surname: last,
			...(bad.includes(i) ? { email: 'a@b' } : {}),
		}));
	const hints = async (items = rows()) =>
		hintsOf(
			await run('kwik', mapped, items, {
				onError: 'continueErrorOutput',
				credentials: credentials('kwik'),
			}),
		);

	test('nothing, where nothing was', async () => {
		expect(await hints()).toEqual([]);
	});

	test('repeated', async () => {
		sandbox().kwik.faults.add({ route: 'POST *', kind: 'unavailable-html', at: [0, 2] });
		expect(await hints()).toEqual([
			'2 requests to Kwik had to be sent again after a temporary failure.',
		]);
	});

	test('throttled', async () => {
		sandbox().kwik.faults.add({ route: 'POST *', kind: 'rate-limited', retryAfter: 0, times: 1 });
		expect(await hints()).toContainEqual(
			'Kwik slowed the run down: it refused 1 request for its rate limit; they were sent again later.',
		);
	});

	test('rejected', async () => {
		expect(await hints(rows([3, 4]))).toEqual([
			'Kwik refused 2 records of a batch; the others were sent again without.',
		]);
	});

	test('reconciled', async () => {
		sandbox().kwik.faults.add({ route: 'POST *', kind: 'reset-after', times: 1 });
		expect(await hints()).toEqual([
			'An answer of Kwik was lost: 10 records had been created all the same and were found again.',
		]);
	});

	test('remembered', async () => {
		sandbox().makePay.faults.add({ route: 'POST *', kind: 'error-json', times: 1 });
		const parameters = createLinks('makePay', { maxRetries: 0 });
		const settings = { retryOnFail: true, maxTries: 2, waitBetweenTries: 1 };
		const result = await run('makePay', parameters, orderRows(4, 'memo'), { settings });
		expect(hintsOf(result)).toEqual([
			'3 items had been completed by an earlier try of this node and were not sent again.',
		]);
	});

	test('unknown columns, ten of them by name', async () => {
		const more = Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`column ${i}`, i]));
		const names = Array.from({ length: 10 }, (_, i) => `"column ${i}"`).join(', ');
		expect(await hints(rows().map((row) => ({ ...row, ...more })))).toEqual([
			`These input columns are not fields of Kwik and were ignored: ${names} and 2 more.`,
		]);
	});

	test('several at once', async () => {
		sandbox().kwik.faults.add({ route: 'POST *', kind: 'reset-after', times: 1 });
		expect((await hints(rows([15]).map((row) => ({ ...row, x: 1 })))).length).toBe(3);
	});
});

test('a portal link that had to be asked for twice is one output', async () => {
	const [customer] = sandbox().kwik.state.seedCustomers(1);
	sandbox().kwik.faults.add({ route: '*', kind: 'reset-after', times: 1 });
	const { main } = await run('kwik', {
		resource: 'customerPortal',
		operation: 'createLink',
		customerId: byId(customer!.id),
	});
	expect(main).toHaveLength(1);
});
