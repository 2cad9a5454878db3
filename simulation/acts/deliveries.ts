// MakePay's webhook deliveries: signed, repeated, replayed, forged.
import { WebhookTrigger } from '../n8n/webhooks';
import type { Stage } from '../stage';
import type { DeliveryAct } from '../scenario';

/** Plays the deliveries to one trigger. */
export async function playDeliveries(stage: Stage, act: DeliveryAct): Promise<void> {
	const trigger = new WebhookTrigger(stage, stage.merchants, act);
	stage.played.webhooks.push(trigger);
	await Promise.all(
		act.deliveries.map(async (delivery, number) => await deliver(stage, trigger, delivery, number)),
	);
}

async function deliver(
	{ host, merchants, time, history }: Stage,
	trigger: WebhookTrigger,
	{ type, status, attempts }: DeliveryAct['deliveries'][number],
	number: number,
): Promise<void> {
	const { makePay } = merchants.worlds[trigger.act.account.world];
	const event = `${trigger.act.workflow} event ${number}`;
	const rawBody = JSON.stringify({
		type: `makepay.payment.${type}`,
		deliveryId: event,
		event: { type, trigger: null },
		...(type === 'subscription_status_changed'
			? { subscription: { id: 'sub', status } }
			: { session: { id: `session ${number}`, status }, paymentLink: { uid: 'pay_123' } }),
	});
	let before: { headers: Record<string, string>; body: string } | undefined;
	let waited = 0;
	for (const [i, attempt] of attempts.entries()) {
		await time.sleep(Math.max(0, attempt.after - waited));
		waited = Math.max(waited, attempt.after);
		const same = attempt.signed === 'same' && before;
		const groupId =
			attempt.otherGroup && same ? `mpwhgrp_other_${number}_${i}` : `mpwhgrp_${event}`;
		const [fresh] = makePay.webhookAttempts({
			rawBody,
			groupId,
			firstAttempt: i + 1,
			...(attempt.signed === 'forged' ? { forge: 'signature' } : {}),
		});
		const sent = same
			? {
					body: same.body,
					headers: { ...same.headers, 'x-makepay-delivery-group-id': groupId },
				}
			: fresh!;
		if (attempt.signed !== 'forged') before = sent;
		history.rows++;
		const process = await host.process();
		await host
			.unlessCrashed(
				trigger.receive(process, sent.headers, sent.body, {
					event,
					genuine: attempt.signed !== 'forged',
					failsToStart: attempt.failsToStart,
				}),
			)
			.catch(() => {});
	}
}
