// A poll holds no more records than can be watched, whatever a list gives.
import type { IDataObject, IHttpRequestOptions, IPollFunctions } from 'n8n-workflow';
import { pollChanges } from '../../../nodes/shared/poll';
import { paymentLinks } from '../../../nodes/SmarterPay/events';
import { smarterPay } from '../../../nodes/SmarterPay/provider';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

/** Polls a list without an end whose pages have so many records for each that was asked for. */
async function pollEndless(factor: number): Promise<{ failure: unknown; pages: number }> {
	let pages = 0;
	const list = async (_type: string, { qs }: IHttpRequestOptions) => {
		const page = ++pages;
		const count = Number(qs!.limit) * factor;
		const record = (_: unknown, i: number) => ({ id: `PL${page}_${i}`, created_at: '2026-11-22' });
		const body = { payment_links: Array.from({ length: count }, record) };
		return { statusCode: 200, headers: {}, body };
	};
	const parameters: IDataObject = { events: ['linkCreated'], lookBackDays: 30 };
	const context = {
		getNode: () => ({ id: 'n', name: 'Trigger', type: 'smarterPayTrigger', parameters: {} }),
		getWorkflow: () => ({ id: 'w' }),
		getMode: () => 'trigger',
		getCredentials: async () => ({ baseUrl: 'https://pay.example', accessToken: `t-${factor}` }),
		getNodeParameter: (name: string) => parameters[name],
		getWorkflowStaticData: () => ({}),
		helpers: { httpRequestWithAuthentication: list },
	} as unknown as IPollFunctions;
	const failure = pollChanges(context, smarterPay, paymentLinks).catch((error: unknown) => error);
	await jest.advanceTimersByTimeAsync(4 * 60_000);
	return { failure: await failure, pages };
}

test('a list without an end is read until there are too many records, and no further', async () => {
	const { failure, pages } = await pollEndless(1);
	expect(failure).toMatchObject({
		message: 'There are more than 100000 records at SmarterPay to watch',
	});
	expect(pages).toBe(201);
});

test('a page with more records than were asked for is the last one', async () => {
	const { failure, pages } = await pollEndless(3);
	expect(failure).toMatchObject({
		message: 'SmarterPay gave an answer without the documented content',
	});
	expect(pages).toBe(1);
});
