// What a webhook trigger makes of a delivery that it received before, or that n8n could not start.
import type { IDataObject, IWebhookFunctions } from 'n8n-workflow';
import { makePay } from '../../../nodes/MakePay/provider';
import { receive, type ReceiveRule } from '../../../nodes/shared/receive';

const rule: ReceiveRule = {
	secret: { field: 'webhookSecret', label: 'Webhook Secret' },
	setUp: { message: '', hint: '' },
	refuse: () => undefined,
	namesOf: ({ group, signature }) => [group, signature].filter((name) => typeof name === 'string'),
	wanted: ({ unwanted }) => unwanted !== true,
};

let nodes = 0;

/** A trigger in a process; n8n loads its static data anew for each delivery. */
function triggerOf() {
	const id = `node ${nodes++}`;
	let stored = '{}';
	/** Delivers once. @param startStatus what n8n answers when the trigger lets the delivery through */
	const deliver = async (headers: IDataObject, startStatus = 200, body: IDataObject = {}) => {
		const staticData = JSON.parse(stored) as IDataObject;
		const finished: Array<() => void> = [];
		const response = {
			statusCode: 200,
			status: (code: number) => {
				response.statusCode = code;
				return { json: () => finished.forEach((listener) => listener()) };
			},
			once: (_event: string, listener: () => void) => finished.push(listener),
		};
		const context = {
			getNode: () => ({ id }),
			getWorkflow: () => ({ id: 'w' }),
			getMode: () => 'webhook',
			getCredentials: async () => ({ webhookSecret: 'secret' }),
			getHeaderData: () => headers,
			getRequestObject: () => ({ rawBody: Buffer.from('{}') }),
			getResponseObject: () => response,
			getBodyData: () => body,
			getNodeParameter: () => [],
			getWorkflowStaticData: () => staticData,
			helpers: { returnJsonArray: (items: IDataObject[]) => items.map((json) => ({ json })) },
		} as unknown as IWebhookFunctions;
		const { workflowData } = await receive(context, makePay, rule);
		stored = JSON.stringify(staticData);
		if (workflowData) response.status(startStatus).json();
		return workflowData ? 'started' : response.statusCode;
	};
	return deliver;
}

test('an event starts once, whatever attempt of it comes again', async () => {
	const deliver = triggerOf();
	expect(await deliver({ group: 'g', signature: 's1' })).toBe('started');
	expect(await deliver({ group: 'g', signature: 's2' })).toBe(200);
	expect(await deliver({ group: 'other', signature: 's3' })).toBe('started');
});

test('what is signed starts once, whatever group is written on it', async () => {
	const deliver = triggerOf();
	expect(await deliver({ group: 'g', signature: 's' })).toBe('started');
	expect(await deliver({ group: 'forged', signature: 's' })).toBe(200);
});

test('a repetition is remembered by its own signature too, so that nobody passes it off as another event', async () => {
	const deliver = triggerOf();
	expect(await deliver({ group: 'g', signature: 's1' })).toBe('started');
	expect(await deliver({ group: 'g', signature: 's2' })).toBe(200);
	expect(await deliver({ group: 'forged', signature: 's2' })).toBe(200);
});

test('what n8n failed to start is new when it comes again', async () => {
	const deliver = triggerOf();
	expect(await deliver({ group: 'g', signature: 's1' }, 500)).toBe('started');
	expect(await deliver({ group: 'g', signature: 's2' })).toBe('started');
	expect(await deliver({ group: 'g', signature: 's3' })).toBe(200);
});

test('two triggers do not keep events from each other', async () => {
	const [one, other] = [triggerOf(), triggerOf()];
	expect([await one({ group: 'g' }), await other({ group: 'g' })]).toEqual(['started', 'started']);
});

test('what is not asked for is answered and not remembered', async () => {
	const deliver = triggerOf();
	expect(await deliver({ group: 'g' }, 200, { unwanted: true })).toBe(200);
	expect(await deliver({ group: 'g' })).toBe('started');
});
