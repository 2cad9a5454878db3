// A poll that hangs: it fails after its time, so that its owner hears of it, and does not silence the trigger.
import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { customers } from '../../../nodes/Kwik/events';
import { kwik } from '../../../nodes/Kwik/provider';
import { pollChanges } from '../../../nodes/shared/poll';

beforeEach(() => jest.useFakeTimers({ now: 1_000_000 }));
afterEach(() => jest.useRealTimers());

const MINUTE = 60_000;

/** A trigger whose lists come as `list` says. */
function triggerOf(list: () => Promise<unknown>) {
	const staticData: IDataObject = {};
	const context = {
		getNode: () => ({ id: 'n', name: 'Kwik Trigger', type: 'kwikTrigger', parameters: {} }),
		getWorkflow: () => ({ id: 'w' }),
		getMode: () => 'trigger',
		getCredentials: async () => ({ environment: 'live', apiKey: 'key-1', apiSecret: 'secret-1' }),
		getNodeParameter: () => ['customerCreated'],
		getWorkflowStaticData: () => staticData,
		helpers: { httpRequestWithAuthentication: list },
	} as unknown as IPollFunctions;
	return async () => (await pollChanges(context, kwik, customers))?.[0]?.map(({ json }) => json.id);
}

const answer = (...ids: string[]) => ({
	statusCode: 200,
	headers: {},
	body: { status: true, results: ids.map((id) => ({ id })) },
});
const never = async () => await new Promise<never>(() => {});

test('its requests have deadlines, and the poll has one: it fails, and the next one catches up', async () => {
	let list: () => Promise<unknown> = async () => answer('cus_1');
	const poll = triggerOf(async () => await list());
	expect(await poll()).toBeUndefined();
	list = never;
	const hanging = poll().catch((error: Error) => error.message);
	await jest.advanceTimersByTimeAsync(MINUTE);
	list = async () => answer('cus_1', 'cus_2');
	expect(await poll()).toBeUndefined();
	list = never;
	await jest.advanceTimersByTimeAsync(6 * MINUTE);
	expect(await hanging).toMatch(/did not answer in time|did not give its whole list in time/);
	list = async () => answer('cus_1', 'cus_2');
	expect(await poll()).toEqual(['cus_2']);
});

test('one that is stuck all the same is given up, and writes over nothing when it wakes up', async () => {
	let release: (value: unknown) => void = () => {};
	const credentials = new Promise((resolve) => (release = resolve));
	let stuck = false;
	const staticData: IDataObject = {};
	let ids = ['cus_1'];
	const context = {
		getNode: () => ({ id: 'stuck', name: 'Kwik Trigger', type: 'kwikTrigger', parameters: {} }),
		getWorkflow: () => ({ id: 'w' }),
		getMode: () => 'trigger',
		getCredentials: async () => {
			if (stuck) await credentials;
			return { environment: 'live', apiKey: 'key-2', apiSecret: 'secret-2' };
		},
		getNodeParameter: () => ['customerCreated'],
		getWorkflowStaticData: () => staticData,
		helpers: { httpRequestWithAuthentication: async () => answer(...ids) },
	} as unknown as IPollFunctions;
	const poll = async () =>
		(await pollChanges(context, kwik, customers))?.[0]?.map(({ json }) => json.id);
	expect(await poll()).toBeUndefined();
	stuck = true;
	const first = poll();
	stuck = false;
	await jest.advanceTimersByTimeAsync(9 * MINUTE);
	expect(await poll()).toBeUndefined();
	await jest.advanceTimersByTimeAsync(2 * MINUTE);
	ids = ['cus_1', 'cus_2'];
	expect(await poll()).toEqual(['cus_2']);
	const seen = JSON.stringify(staticData);
	ids = ['cus_1'];
	release(undefined);
	const woken = expect(first).rejects.toThrow(/in time/);
	await jest.advanceTimersByTimeAsync(1000);
	await woken;
	expect(JSON.stringify(staticData)).toBe(seen);
});
