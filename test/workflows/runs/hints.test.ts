// What a run tells about itself in the node's output panel.
import type { INodeParameters } from 'n8n-workflow';
import { createLinks, customerRows, FAST, hintsOf, orderRows, ownPace } from '../support/rows';
import { useSandbox, type ProviderName } from '../support/sandboxed';

jest.setTimeout(20_000);

const { sandbox, run } = useSandbox();
const credentials = (type: ProviderName) => ownPace(sandbox()[type].credentials);

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
			'4 payment links: 519.96 USD in total.',
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
