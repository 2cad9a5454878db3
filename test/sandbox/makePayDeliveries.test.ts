// What MakePay's deliveries tell, against makepay.md 5.
import { fieldsOf, names, startClients, type Clients } from './clients';
import { ISO_MS } from './documents';
import { signedBy, startReceiver, type Receiver } from './receiver';

let clients: Clients;
let receiver: Receiver;
beforeAll(async () => {
	[clients, receiver] = await Promise.all([startClients(), startReceiver()]);
});
afterAll(async () => {
	receiver.stop();
	await clients.sandbox.stop();
});
beforeEach(() => {
	clients.sandbox.reset();
	receiver.received.length = 0;
});

const makePay = () => clients.sandbox.makePay;
const fire = (options: object) =>
	clients.visitor.post(`${makePay().url}/__sandbox/webhook`, options);

describe('a delivery about a payment', () => {
	const PAYLOAD = {
		amount: '129.99',
		currency: 'USDT',
		asset: 'ETH.USDT-0xabc',
		title: 'Order #1042',
		label: 'Website order #1042',
		description: 'Checkout',
		orderId: 'order_1042',
		clientId: 'client_1042',
		receiptEmail: 'buyer@example.com',
		expirationTime: '12h',
	};

	test('tells of the link and its session in the documented fields', async () => {
		const link = makePay().state.addLink(PAYLOAD);
		await fire({
			url: receiver.origin,
			linkUid: link.uid,
			status: 'failed',
			previousStatus: 'sending',
		});
		const body = receiver.bodies()[0];
		expect(fieldsOf(body)).toEqual(
			names('type deliveryId createdAt event paymentLink session data'),
		);
		expect(body.type).toBe('makepay.payment.status_changed');
		expect(body.event).toEqual({ type: 'status_changed', trigger: null });
		expect(body.paymentLink).toEqual({
			id: link.id,
			uid: link.uid,
			publicUrl: link.publicUrl,
			status: 'active',
			amount: '129.99',
			currency: 'USDT',
			asset: 'ETH.USDT-0xabc',
			label: 'Website order #1042',
			description: 'Checkout',
			merchantOrderId: 'order_1042',
			clientEmail: 'buyer@example.com',
			clientId: 'client_1042',
			expiresAt: expect.stringMatching(ISO_MS),
		});
		expect(body.session).toEqual({
			id: expect.any(String),
			status: 'failed',
			previousStatus: 'sending',
			invoiceAsset: 'USDT',
			invoiceAmount: '129.99',
		});
	});

	test('has null where the link has nothing', async () => {
		const { uid } = makePay().state.addLink({ amount: '1', expirationTime: 'never' });
		await fire({ url: receiver.origin, linkUid: uid });
		const { paymentLink, session } = receiver.bodies()[0];
		const without = names(
			'currency asset label description merchantOrderId clientEmail clientId expiresAt',
		);
		for (const name of without) expect([name, paymentLink[name]]).toEqual([name, null]);
		expect(session).toMatchObject({ previousStatus: null, invoiceAsset: null });
	});

	test('carries its id in the header too, another one for each attempt', async () => {
		await fire({ url: receiver.origin, attempts: 2, trigger: 'session_watcher' });
		const ids = receiver.bodies().map(({ deliveryId }) => deliveryId);
		expect(ids).toEqual(receiver.received.map(({ headers }) => headers['x-makepay-delivery-id']));
		expect(new Set(ids).size).toBe(2);
		expect(receiver.bodies()[0].event.trigger).toBe('session_watcher');
	});
});

describe('a delivery about a subscription', () => {
	const SUBSCRIPTION =
		names(`id uid status previousStatus customerEmail label amountUsd cadence billingIntervalUnit
		billingIntervalCount metadata`);

	test('tells of a stored one, which then has the new status', async () => {
		const [stored] = makePay().state.seedSubscriptions(1, 'buyer@example.com');
		const { uid, id } = stored!;
		makePay().webhookUrl = `${receiver.origin}/company`;
		const event = 'subscription_status_changed';
		await fire({ event, subscriptionUid: uid, subscriptionStatus: 'paused', linkUid: 'pay_9' });
		await fire({ event, subscriptionUid: uid, subscriptionStatus: 'cancelled' });
		const [first, second] = receiver.bodies();
		expect(receiver.received.map(({ path }) => path)).toEqual(['/company', '/company']);
		expect(receiver.received[0]!.headers['x-makepay-event']).toBe(event);
		expect(signedBy(makePay().credentials.webhookSecret, receiver.received[0]!)).toBe(true);
		expect(fieldsOf(first)).toEqual(
			names('type deliveryId createdAt event subscription cycle data'),
		);
		expect(first.type).toBe('makepay.subscription.status_changed');
		expect(first.event).toEqual({ type: event, trigger: 'subscription_scheduler' });
		expect(fieldsOf(first.subscription)).toEqual(SUBSCRIPTION);
		expect(first.subscription).toMatchObject({
			...{ id, uid, status: 'paused', previousStatus: 'active' },
			...{ customerEmail: 'buyer@example.com', amountUsd: '29.00', cadence: 'monthly' },
		});
		expect(fieldsOf(first.cycle)).toEqual(names('dueAt amountUsd paymentLinkUid status'));
		expect(first.cycle).toMatchObject({ amountUsd: '29.00', paymentLinkUid: 'pay_9' });
		expect(second.subscription).toMatchObject({ status: 'cancelled', previousStatus: 'paused' });
		const { subscriptions } = (await clients.makePay.get('/subscriptions')).data;
		expect(subscriptions[0].status).toBe('cancelled');
	});

	test('tells of a sample without one, and of none that is not there', async () => {
		await fire({ url: receiver.origin, event: 'subscription_status_changed' });
		expect(fieldsOf(receiver.bodies()[0].subscription)).toEqual(SUBSCRIPTION);
		const event = 'subscription_status_changed';
		expect((await fire({ url: receiver.origin, event, subscriptionUid: 'sub_x' })).status).toBe(
			400,
		);
		const subscriptionStatus = 'unknown';
		expect((await fire({ url: receiver.origin, event, subscriptionStatus })).status).toBe(400);
	});
});
