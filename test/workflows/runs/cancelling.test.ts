// A user cancels a run: nothing more is sent, whatever the node was doing.
import type { INodeParameters } from 'n8n-workflow';
import { createCustomers, createLinks, customerRows, orderRows, ownPace } from '../support/rows';
import { useSandbox, type ProviderName } from '../support/sandboxed';

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
