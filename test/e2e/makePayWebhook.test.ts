// The MakePay Trigger in the real n8n: genuine deliveries start the workflow, everything else is turned away.
import { randomBytes, randomUUID } from 'node:crypto';
import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';
import type { WebhookOptions } from '../../sandbox';
import { chain, emitted, node, startedExecutions, until } from './chain';
import { openWorkbench, type Workbench } from './shared';

jest.setTimeout(120_000);

let bench: Workbench;
beforeAll(async () => {
	bench = await openWorkbench();
});
afterAll(async () => await bench?.close());

const TRIGGER = 'makePayTrigger';
const LARGE = JSON.stringify({ text: 'x'.repeat(65_536) });

/** A published workflow that begins with the trigger, and deliveries to its address. */
async function listening(parameters = {}) {
	const webhookId = randomUUID();
	const trigger = node(TRIGGER, parameters, { webhookId });
	const file = chain('MakePay', trigger, node('n8n-nodes-base.noOp'));
	const { id } = await bench.client.importWorkflow(file);
	await bench.client.activate(id);
	const url = `${bench.url}/webhook/${webhookId}/makepay`;
	const deliver = async (options: WebhookOptions = {}) =>
		await bench.sandbox.makePay.sendWebhook(url, options);
	const items = async () => await emitted(bench.client, id, TRIGGER);
	return {
		id,
		url,
		deliver,
		/** The items so far, once a last genuine delivery has come through: nothing is still on its way. */
		received: async () => {
			const paymentLink = { uid: `last_${randomUUID()}` };
			const last = { session: { status: 'complete' }, paymentLink };
			await deliver({ rawBody: JSON.stringify(last) });
			const all = await until(async () => {
				const found = await items();
				return found.some(({ paymentLink: link }) => uidOf(link) === last.paymentLink.uid) && found;
			}, 'the last delivery');
			return all.filter(({ paymentLink: link }) => uidOf(link) !== last.paymentLink.uid);
		},
	};
}

const uidOf = (link: unknown) => (link as IDataObject | undefined)?.uid;
const statusOf = ({ session }: IDataObject) => (session as IDataObject).status;

test('a genuine delivery starts the workflow with the body MakePay sent, and the group of the delivery', async () => {
	const [link] = bench.sandbox.makePay.state.seedLinks(1);
	const { deliver, received } = await listening();
	const [answer] = await deliver({ linkUid: link!.uid, status: 'underpaid' });
	expect(answer!.status).toBe(200);
	const body = JSON.parse(answer!.body) as IDataObject;
	expect(await received()).toEqual([{ ...body, deliveryGroupId: expect.any(String) }]);
});

test('a payment on the checkout page of a link starts the workflow', async () => {
	const { makePay } = bench.sandbox;
	const [link] = makePay.state.seedLinks(1);
	const webhookId = randomUUID();
	const file = chain('Paid', node(TRIGGER, {}, { webhookId }), node('n8n-nodes-base.noOp'));
	const { id } = await bench.client.importWorkflow(file);
	await bench.client.activate(id);
	makePay.webhookUrl = `${bench.url}/webhook/${webhookId}/makepay`;
	await axios.post(link!.publicUrl, undefined, { proxy: false });
	const [item] = await until(async () => {
		const items = await emitted(bench.client, id, TRIGGER);
		return items.length > 0 && items;
	}, 'the payment');
	expect(item).toMatchObject({ paymentLink: { uid: link!.uid }, session: { status: 'complete' } });
});

test.each([
	['forged', { forge: 'signature' }, 401],
	['changed after signing', { forge: 'body' }, 401],
	['unsigned', { forge: 'unsigned' }, 401],
	['signed without the form', { forge: 'malformed' }, 401],
	['given another time after signing', { forge: 'timestamp' }, 401],
	['signed with another secret', { secret: 'another' }, 401],
	['six minutes old', { ageSeconds: 360 }, 401],
	['six minutes in the future', { ageSeconds: -360 }, 401],
	['larger than 64 KB', { rawBody: LARGE }, 413],
	['larger than 64 KB and forged', { rawBody: LARGE, forge: 'signature' }, 413],
] as Array<[string, WebhookOptions, number]>)(
	'a delivery that is %s starts nothing',
	async (_what, options, status) => {
		const { deliver, received } = await listening();
		const [answer] = await deliver(options);
		expect(answer!.status).toBe(status);
		expect(answer!.data).toEqual({ error: expect.any(String) });
		expect(await received()).toEqual([]);
	},
);

test('all attempts of one event start the workflow once, and each is answered 200', async () => {
	const { deliver, received } = await listening();
	const groupId = randomUUID();
	const answers = await deliver({ groupId, attempts: 4 });
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
	expect(await received()).toEqual([expect.objectContaining({ deliveryGroupId: groupId })]);
});

test('attempts of one event that arrive at the very same time start the workflow once', async () => {
	const { deliver, received } = await listening();
	const groupId = randomUUID();
	const answers = await Promise.all(
		Array.from({ length: 10 }, async () => (await deliver({ groupId }))[0]!),
	);
	expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
	expect(await received()).toHaveLength(1);
});

test('events that arrive at the same time all start the workflow', async () => {
	const { deliver, received } = await listening();
	await Promise.all(Array.from({ length: 10 }, async () => await deliver()));
	expect(await received()).toHaveLength(10);
});

test('the same event may go to two workflows: each starts once', async () => {
	const [one, other] = [await listening(), await listening()];
	const groupId = randomUUID();
	await one.deliver({ groupId });
	await other.deliver({ groupId });
	expect(await one.received()).toHaveLength(1);
	expect(await other.received()).toHaveLength(1);
});

test('a forged delivery does not keep the genuine one of the same event out', async () => {
	const { deliver, received } = await listening();
	const groupId = randomUUID();
	await deliver({ groupId, forge: 'signature' });
	const [answer] = await deliver({ groupId });
	expect(answer!.status).toBe(200);
	expect(await received()).toHaveLength(1);
});

test('only the chosen statuses start the workflow; the others are answered 200', async () => {
	const { deliver, received } = await listening({ statuses: ['complete', 'failed'] });
	for (const status of ['pending', 'complete', 'quoted', 'failed', 'cancelled'] as const) {
		const [answer] = await deliver({ status });
		expect(answer!.status).toBe(200);
	}
	expect((await received()).map(statusOf).sort()).toEqual(['complete', 'failed']);
});

test('the chosen events start the workflow, and statuses narrow down changes of status alone', async () => {
	const all = await listening({ statuses: ['complete'] });
	const some = await listening({ events: ['quoteCreated', 'subscriptionStatusChanged'] });
	const sent: WebhookOptions[] = [
		{ status: 'pending' },
		{ event: 'payment_request_expired' },
		{ event: 'quote_created' },
		{ event: 'payment_cancelled_by_payer' },
		{ event: 'subscription_status_changed' },
	];
	for (const options of sent) {
		for (const { deliver } of [all, some]) expect((await deliver(options))[0]!.status).toBe(200);
	}
	const kinds = (items: IDataObject[]) =>
		items.map(({ event }) => (event as IDataObject).type).sort();
	expect(kinds(await all.received())).toEqual([
		...['payment_cancelled_by_payer', 'payment_request_expired', 'quote_created'],
		'subscription_status_changed',
	]);
	// The last delivery, by which `received` knows the end, is a change of status.
	await some.deliver({ event: 'quote_created', rawBody: JSON.stringify(LAST) });
	const items = await until(async () => {
		const found = await emitted(bench.client, some.id, TRIGGER);
		return found.some(({ last }) => last === true) && found;
	}, 'the last event');
	expect(kinds(items.filter(({ last }) => !last))).toEqual([
		...['quote_created', 'subscription_status_changed'],
	]);
});

const LAST = { event: { type: 'quote_created' }, last: true };

test('n8n saves every event it received, one after the other or at once: a restart forgets none', async () => {
	const { deliver, id } = await listening();
	for (let i = 0; i < 4; i++) await deliver();
	await Promise.all(Array.from({ length: 4 }, async () => await deliver()));
	const { staticData } = (await bench.client.workflow(id)) as unknown as {
		staticData: Record<string, { seen: object }>;
	};
	// An event has two names: its group, and what is signed.
	expect(Object.values(staticData).map(({ seen }) => Object.keys(seen).length)).toEqual([16]);
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/vnd.api+json'])(
	'a genuine delivery called %s is read as JSON, and what is none starts nothing',
	async (type) => {
		const { url, received } = await listening({ statuses: ['complete'] });
		const send = async (rawBody: string) => {
			const elsewhere = `${bench.sandbox.makePay.url}/nowhere`;
			const [genuine] = await bench.sandbox.makePay.sendWebhook(elsewhere, { rawBody });
			const headers = { ...genuine!.headers, 'content-type': type };
			const raw = { proxy: false as const, transformRequest: (data: unknown) => data };
			return (await axios.post(url, rawBody, { ...raw, headers, validateStatus: null })).status;
		};
		const body = (status: string) =>
			JSON.stringify({ event: { type: 'status_changed' }, session: { status } });
		const statuses = [];
		for (const rawBody of [body('complete'), body('pending'), 'null', '[]'])
			statuses.push(await send(rawBody));
		expect(statuses).toEqual([200, 200, 400, 400]);
		expect((await received()).map(statusOf)).toEqual(['complete']);
	},
);

test('a delivery that is sent again under another group starts nothing', async () => {
	const { deliver, received, url } = await listening();
	const [answer] = await deliver();
	const headers = { ...answer!.headers, 'x-makepay-delivery-group-id': randomUUID() };
	const again = await axios.post<unknown>(url, answer!.body, {
		headers,
		proxy: false,
		transformRequest: (data: unknown) => data,
	});
	expect([again.status, again.data]).toEqual([200, { received: true, repeated: true }]);
	expect(await received()).toHaveLength(1);
});

test('a recorded delivery with junk beside its signature, under ever new groups, starts nothing and leaves nothing behind', async () => {
	const { deliver, received, url, id } = await listening();
	const [answer] = await deliver();
	const { 'x-makepay-signature': signature, ...others } = answer!.headers;
	const kept = async () => {
		const { staticData } = (await bench.client.workflow(id)) as { staticData?: unknown };
		return JSON.stringify(staticData);
	};
	const before = await until(async () => (await kept())?.includes('seen') && (await kept()), 'it');
	for (let i = 0; i < 5; i++) {
		const junk = Array.from({ length: 58 }, () => `v1=${randomBytes(32).toString('hex')}`);
		const headers = {
			...others,
			'x-makepay-signature': [signature, ...junk].join(),
			'x-makepay-delivery-group-id': randomUUID(),
		};
		const raw = { proxy: false as const, transformRequest: (data: unknown) => data };
		const again = await axios.post<unknown>(url, answer!.body, { headers, ...raw });
		expect([again.status, again.data]).toEqual([200, { received: true, repeated: true }]);
	}
	expect(await kept()).toBe(before);
	expect(await received()).toHaveLength(1);
});

test.each([
	[
		'in the other order, in capitals and with blanks',
		(t: string, v1: string) => `${v1.replace(/=.*/, (hex) => hex.toUpperCase())} , ${t}`,
	],
	['beside a scheme to come', (t: string, v1: string) => `${t},${v1},v2=abc`],
])('a signature %s is genuine', async (_what, written) => {
	const { deliver, received, url } = await listening();
	const [sample] = await deliver({ secret: 'another' });
	expect(sample!.status).toBe(401);
	const [genuine] = await bench.sandbox.makePay.sendWebhook(`${bench.sandbox.makePay.url}/nowhere`);
	const [t, v1] = genuine!.headers['x-makepay-signature']!.split(',') as [string, string];
	const headers = { ...genuine!.headers, 'x-makepay-signature': written(t, v1) };
	const answer = await axios.post(url, genuine!.body, {
		headers,
		proxy: false,
		transformRequest: (data: unknown) => data,
	});
	expect(answer.status).toBe(200);
	expect(await received()).toHaveLength(1);
});

test.each([
	['odd whitespace', '{ "session" :\n\t{ "status":"complete" } ,  "paymentLink":{"uid":"x"}}\r\n'],
	['characters beyond ASCII', '{"session":{"status":"complete"},"name":"Zoë 🎉 \u2028 日本"}'],
	['escapes and numbers as no serializer writes them', '{"name":"Zo\\u00eb","n":1.0,"e":1e2}'],
])('the raw body is what is verified: %s', async (_what, rawBody) => {
	const { deliver, received } = await listening();
	const [answer] = await deliver({ rawBody });
	expect(answer!.status).toBe(200);
	const body = JSON.parse(rawBody) as IDataObject;
	expect(await received()).toEqual([{ ...body, deliveryGroupId: expect.any(String) }]);
});

test('a trigger without the Webhook Secret cannot be published, and says where to set it', async () => {
	const name = 'MakePay without secret';
	const fields = { ...bench.sandbox.makePay.credentials, webhookSecret: '' };
	const { type } = bench.credentials.makePayPartnerApi;
	await bench.client.createCredential(type, name, fields);
	const trigger = node(TRIGGER, {}, { webhookId: randomUUID() });
	trigger.credentials = { [type]: { id: null, name } };
	const { id } = await bench.client.importWorkflow(chain('No secret', trigger));
	await expect(bench.client.activate(id)).rejects.toThrow(/no Webhook Secret/);
	expect(await startedExecutions(bench.client, id)).toEqual([]);
	await bench.client.deactivate(id).catch(() => undefined);
});
