// Options that make no sense, and those that just still do.
import type { INodeParameters } from 'n8n-workflow';
import { createCustomers, createLinks, customerRows, orderRows, ownPace } from '../support/rows';
import { useSandbox, type ProviderName } from '../support/sandboxed';

jest.setTimeout(20_000);

const { sandbox, run } = useSandbox();
const credentials = (type: ProviderName) => ownPace(sandbox()[type].credentials);

describe('an option out of its range is refused with its name and limits, and nothing is sent', () => {
	const limits: Array<[string, string, number, number]> = [
		['batchSize', 'Batch Size', 1, 1000],
		['maxConcurrentRequests', 'Max Concurrent Requests', 0, 200],
		['maxRetries', 'Max Retries', 0, 10],
		['requestsPerSecond', 'Requests per Second', 1, 1000],
		['timeout', 'Timeout', 1000, 300_000],
		['workers', 'Workers', 1, 100],
	];
	const cases = limits.flatMap(([name, label, least, most]) =>
		[least - 1, most + 1, least + 0.5, 'many'].map((value) => [name, value, label, least, most]),
	) as Array<[string, number | string, string, number, number]>;

	test.each(cases)('%s = %s', async (name, value, label, least, most) => {
		const parameters = { ...createCustomers(), options: { [name]: value } };
		const stopped = await run('kwik', parameters, customerRows(2));
		const message = `${label} "${value}" is not a whole number from ${least} to ${most}`;
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
		expect(executionError?.message).toMatch(
			/^Max Retries "11" is not .* 0 to 10, and 1 more field is not valid$/,
		);
		expect(executionError?.description).toMatch(
			/Timeout "1" is not a whole number from 1000 to 300000/,
		);
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
