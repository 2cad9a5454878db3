// What a webhook trigger makes of a delivery: one that it received before, that n8n could not start, that cannot be
// checked, or that is no JSON object.
import { ObservableObject, type IDataObject, type IWebhookFunctions } from 'n8n-workflow';
import { makePay } from '../../../nodes/MakePay/provider';
import type { ReceiveRule } from '../../../nodes/shared/receive';

const rule: ReceiveRule = {
	secret: { field: 'webhookSecret', label: 'Webhook Secret' },
	setUp: { message: '', hint: '' },
	check: (_rawBody, { group, signature }) => ({
		signature: String(signature ?? `of ${String(group)}`),
	}),
	groupOf: ({ group }) => group as string | undefined,
	wanted: ({ unwanted }) => unwanted !== true,
	output: (delivery) => delivery,
};
const credential = async (): Promise<IDataObject> => ({ webhookSecret: 'secret' });

const loaded = async () => (await import('../../../nodes/shared/receive')).receive;
/** A process of n8n of its own: what the package kept in memory is gone. */
async function restarted() {
	jest.resetModules();
	return await loaded();
}

const later = async (milliseconds: number) =>
	await new Promise((resolve) => setTimeout(resolve, milliseconds));
/** What n8n 2.41.1 does with static data: it watches them for changes. */
const observe = (data: IDataObject) =>
	ObservableObject.create(data, undefined, { ignoreEmptyOnFirstChild: true });

interface Delivered {
	/** What n8n answers when the trigger lets the delivery through. */
	startStatus?: number;
	body?: IDataObject;
	/** What was sent, where it is not the body as JSON. */
	rawBody?: string;
	/** How long n8n takes to start the workflow, in milliseconds. */
	takes?: number;
}

let nodes = 0;

/** A trigger in n8n, which loads its static data anew for each delivery and saves all of it before it answers. */
function triggerOf(credentials = credential) {
	const id = `node ${nodes++}`;
	const database = { stored: '{"node:t":{}}' };
	const items: IDataObject[] = [];
	let receive = loaded();
	const deliver = async (
		headers: IDataObject,
		{ startStatus = 200, body = {}, rawBody = JSON.stringify(body), takes = 10 }: Delivered = {},
	) => {
		const staticData = JSON.parse(database.stored) as IDataObject;
		const observed = observe(staticData);
		const finished: Array<() => void> = [];
		const response = {
			statusCode: 200,
			writableEnded: false,
			status: (code: number) => {
				response.statusCode = code;
				const json = () => {
					response.writableEnded = true;
					finished.forEach((listener) => listener());
				};
				return { json };
			},
			once: (_event: string, listener: () => void) => finished.push(listener),
		};
		const save = () => {
			if (staticData.__dataChanged === true) database.stored = JSON.stringify(staticData);
		};
		const context = {
			getNode: () => ({ id }),
			getWorkflow: () => ({ id: 'w' }),
			getMode: () => 'webhook',
			getCredentials: credentials,
			getHeaderData: () => headers,
			getRequestObject: () => ({ rawBody: Buffer.from(rawBody) }),
			getResponseObject: () => response,
			// n8n reads it by the header that says what it is.
			getBodyData: () => rawBody,
			getNodeParameter: () => [],
			getWorkflowStaticData: () => observed['node:t'],
			helpers: { returnJsonArray: (items: IDataObject[]) => items.map((json) => ({ json })) },
		} as unknown as IWebhookFunctions;
		const { workflowData } = await (await receive)(context, makePay, rule);
		if (!workflowData) {
			save();
			return response.statusCode;
		}
		items.push(...workflowData[0]!.map(({ json }) => json));
		// n8n makes another workflow of the same static data when it starts it: then nothing has changed.
		observe(staticData);
		await later(takes);
		if (startStatus < 400) save();
		response.status(startStatus).json();
		return 'started';
	};
	return {
		deliver,
		items,
		database,
		restart: () => {
			receive = restarted();
		},
		names: () =>
			Object.keys((JSON.parse(database.stored) as { 'node:t': { seen?: object } })['node:t'].seen!),
	};
}

test('an event starts once, whatever attempt of it comes again', async () => {
	const { deliver } = triggerOf();
	expect(await deliver({ group: 'g', signature: 's1' })).toBe('started');
	expect(await deliver({ group: 'g', signature: 's2' })).toBe(200);
	expect(await deliver({ group: 'other', signature: 's3' })).toBe('started');
});

test('what is signed starts once, whatever group is written on it', async () => {
	const { deliver } = triggerOf();
	expect(await deliver({ group: 'g', signature: 's' })).toBe('started');
	expect(await deliver({ group: 'forged', signature: 's' })).toBe(200);
});

test('a repetition is remembered by its own signature too, so that nobody passes it off as another event', async () => {
	const { deliver } = triggerOf();
	expect(await deliver({ group: 'g', signature: 's1' })).toBe('started');
	expect(await deliver({ group: 'g', signature: 's2' })).toBe(200);
	expect(await deliver({ group: 'forged', signature: 's2' })).toBe(200);
});

test('what is recorded and sent again under ever new groups leaves nothing behind, and stays known', async () => {
	const { deliver, restart, database } = triggerOf();
	expect(await deliver({ group: 'g', signature: 's' })).toBe('started');
	const { stored } = database;
	for (let i = 0; i < 100; i++) {
		expect(await deliver({ group: `forged ${i}`, signature: 's' })).toBe(200);
	}
	expect(database.stored).toBe(stored);
	restart();
	expect(await deliver({ group: 'g', signature: 'anew' })).toBe(200);
});

test('what n8n failed to start is new when it comes again', async () => {
	const { deliver } = triggerOf();
	expect(await deliver({ group: 'g', signature: 's1' }, { startStatus: 500 })).toBe('started');
	expect(await deliver({ group: 'g', signature: 's2' })).toBe('started');
	expect(await deliver({ group: 'g', signature: 's3' })).toBe(200);
});

test('two triggers do not keep events from each other', async () => {
	const [one, other] = [triggerOf(), triggerOf()];
	expect([await one.deliver({ group: 'g' }), await other.deliver({ group: 'g' })]).toEqual([
		'started',
		'started',
	]);
});

test('a signed delivery that repeats the keys of the credential comes out without them, and else as it is', async () => {
	const keys = {
		keyId: 'mk_makepay_0123456789',
		keySecret: 'mksec_01/23+456789==',
		webhookSecret: 'whsec_0123456789abc',
	};
	const { deliver, items } = triggerOf(async () => keys);
	const told = Object.values(keys).join(' and ');
	const body = { note: `your keys: ${told}`, session: { [told]: [told, 'complete'], amount: 1.5 } };
	expect(await deliver({ group: 'g' }, { body })).toBe('started');
	expect(await deliver({ group: 'h' }, { body: { note: 'no key' } })).toBe('started');
	const stars = '*** and *** and ***';
	expect(items).toEqual([
		{ note: `your keys: ${stars}`, session: { [stars]: [stars, 'complete'], amount: 1.5 } },
		{ note: 'no key' },
	]);
});

test('what is not asked for is answered and not remembered', async () => {
	const { deliver } = triggerOf();
	expect(await deliver({ group: 'g' }, { body: { unwanted: true } })).toBe(200);
	expect(await deliver({ group: 'g' })).toBe('started');
});

describe('what n8n keeps across a restart', () => {
	const groups = ['a', 'b', 'c', 'd'].map((group) => ({ group }));

	test('every event that came one after the other', async () => {
		const { deliver, restart } = triggerOf();
		for (const headers of groups) expect(await deliver(headers)).toBe('started');
		restart();
		for (const headers of groups) expect(await deliver(headers)).toBe(200);
	});

	test('every event that came at once, whichever was saved last', async () => {
		const { deliver, restart } = triggerOf();
		const starts = groups.map(async (headers, i) => await deliver(headers, { takes: 40 - 10 * i }));
		expect(await Promise.all(starts)).toEqual(groups.map(() => 'started'));
		restart();
		for (const headers of groups) expect(await deliver(headers)).toBe(200);
	});

	test('an event that another node wrote over is written again when it is repeated', async () => {
		const { deliver, restart, database } = triggerOf();
		await deliver({ group: 'a' });
		database.stored = '{"node:t":{}}';
		expect(await deliver({ group: 'a' })).toBe(200);
		restart();
		expect(await deliver({ group: 'a' })).toBe(200);
	});

	test('not what failed to start beside another one', async () => {
		// An event has two names.
		const { deliver, names } = triggerOf();
		const failing = deliver({ group: 'a' }, { startStatus: 500, takes: 5 });
		await Promise.all([failing, deliver({ group: 'b' }, { takes: 400 })]);
		expect(names()).toHaveLength(2);
		expect(await deliver({ group: 'a' })).toBe('started');
		expect(names()).toHaveLength(4);
	});
});

describe('what cannot be checked', () => {
	test.each<[string, () => Promise<IDataObject>, number]>([
		['a credential that was deleted', async () => await Promise.reject(new Error('gone')), 503],
		['a credential without the secret', async () => ({ webhookSecret: ' ' }), 401],
	])('%s: nothing starts and nothing is thrown', async (_what, credentials, status) => {
		expect(await triggerOf(credentials).deliver({ group: 'g' })).toBe(status);
	});
});

test.each(['null', '', '[]', '"text"', '7', 'a=b&c=d', '{"a":'])(
	'a body that is no JSON object starts nothing and is a bad request: %j',
	async (rawBody) => {
		expect(await triggerOf().deliver({ group: 'g' }, { rawBody })).toBe(400);
	},
);

test('the body is read as JSON, whatever its header calls it', async () => {
	const { deliver } = triggerOf();
	expect(await deliver({ group: 'g' }, { rawBody: '{"unwanted":true}' })).toBe(200);
	expect(await deliver({ group: 'g' }, { rawBody: ' {"unwanted":false}\n' })).toBe('started');
});
