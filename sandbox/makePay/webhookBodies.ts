// What MakePay's deliveries tell of a payment and of a subscription (makepay.md 5).
import type { MakePayLink, MakePaySubscription } from './records';
import type { WebhookOptions } from './webhookOptions';

/** What a delivery is about: a stored link or subscription, else a sample is told of. */
export interface WebhookSubject {
	link?: MakePayLink | undefined;
	subscription?: MakePaySubscription | undefined;
}

/** The fields of an event in the order they are sent. */
export function bodyOf(
	subject: WebhookSubject,
	options: WebhookOptions,
	deliveryId: string,
	now: number,
): string {
	const type = options.event ?? 'status_changed';
	const about = type === 'subscription_status_changed' ? 'subscription' : 'payment';
	// The third party's sample has this trigger for subscriptions, the vendor's has null for payments.
	const trigger = about === 'subscription' ? 'subscription_scheduler' : null;
	return JSON.stringify({
		type:
			about === 'subscription' ? 'makepay.subscription.status_changed' : `makepay.payment.${type}`,
		deliveryId,
		createdAt: new Date(now).toISOString(),
		event: { type, trigger: options.trigger ?? trigger },
		...(about === 'subscription'
			? subscriptionOf(subject.subscription, options)
			: paymentOf(subject.link, options)),
		data: {},
	});
}

function paymentOf(link: MakePayLink | undefined, options: WebhookOptions): object {
	const amount = String(link?.payload.amount ?? '12.34');
	const currency = link ? (link.payload.currency ?? null) : 'USDT';
	const orderId = link?.payload.merchantOrderId ?? link?.payload.orderId;
	const payload: Partial<MakePayLink['payload']> = link?.payload ?? {};
	return {
		paymentLink: {
			id: link?.id ?? '4d2a248a-4636-4c98-8c68-87db803a2f7e',
			uid: link?.uid ?? 'pay_123',
			publicUrl: link?.publicUrl ?? 'https://www.makepay.io/payment/pay_123',
			status: link?.status ?? 'active',
			amount,
			currency,
			asset: payload.asset ?? null,
			label: payload.label ?? payload.title ?? null,
			description: payload.description ?? null,
			merchantOrderId: link ? (orderId ?? null) : 'order_1042',
			clientEmail: payload.receiptEmail ?? payload.customerEmail ?? null,
			clientId: payload.clientId ?? null,
			expiresAt: link?.expiresAt ? new Date(link.expiresAt).toISOString() : null,
		},
		session: {
			id: link?.latestSession?.id ?? 'session_123',
			status: options.status ?? 'complete',
			previousStatus: options.previousStatus ?? null,
			invoiceAsset: currency,
			invoiceAmount: amount,
		},
	};
}

const SAMPLE: MakePaySubscription = {
	id: 'b834dd77-69b8-41a9-a4b6-95bc9dd14c2d',
	uid: 'sub_01hzy4k6p4w9y2x7e2z7n8a2xm',
	status: 'active',
	customerEmail: 'buyer@example.com',
	amountUsd: '12.34',
	cadence: 'monthly',
	billingIntervalUnit: 'month',
	billingIntervalCount: 1,
	nextBillingAt: '2026-04-20T10:00:00.000Z',
	metadata: {},
};

// In place of payment link and session. The documents show no other status of a cycle than `overdue`.
function subscriptionOf(stored = SAMPLE, options: WebhookOptions): object {
	const { nextBillingAt, status, ...subscription } = stored;
	return {
		subscription: {
			...subscription,
			status: options.subscriptionStatus ?? 'overdue',
			previousStatus: status,
			label: 'Monthly plan',
		},
		cycle: {
			dueAt: nextBillingAt,
			amountUsd: subscription.amountUsd,
			paymentLinkUid: options.linkUid ?? 'pay_123',
			status: 'overdue',
		},
	};
}
