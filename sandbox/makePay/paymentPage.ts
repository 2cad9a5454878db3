// The hosted checkout page of a payment link (makepay.md 1, "Hosted pages"; 3.3).
import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { escapeHtml, htmlPage, sendNotice, sendPage } from '../shared/page';
import type { MakePaySandbox } from './makePay';
import { linkStatus, type MakePayLink } from './records';

const GONE: Record<string, string> = {
	archived: 'This payment link was archived.',
	expired: 'This payment link has expired.',
	paused: 'This payment link is paused.',
};

/** Adds the page: it shows the link, and its button pays it. */
export function addPaymentPage(makePay: MakePaySandbox): void {
	const { app, state } = makePay;
	const linkOf = (uid: string, reply: FastifyReply): MakePayLink | undefined => {
		const link = state.links.get(uid);
		const reason = link ? GONE[linkStatus(link, state.now())] : 'There is no such payment link.';
		if (link && !reason) return link;
		sendNotice(reply, !link ? 404 : link.status === 'paused' ? 409 : 410, reason ?? '');
		return undefined;
	};

	app.get<{ Params: { uid: string } }>('/payment/:uid', async (request, reply) => {
		const link = linkOf(request.params.uid, reply);
		if (!link) return reply;
		const { title, description, amount, fiatCurrency = 'USD' } = link.payload;
		const paid = link.latestSession?.status === 'complete';
		const button = paid
			? '<p>Paid.</p>'
			: '<form method="post"><button type="submit">Pay</button></form>';
		return sendPage(
			reply,
			200,
			htmlPage(
				title ?? 'Payment',
				`<p>${escapeHtml(description)}</p><p id="amount">${escapeHtml(amount)} ${escapeHtml(fiatCurrency)}</p>${button}`,
			),
		);
	});

	app.post<{ Params: { uid: string } }>('/payment/:uid', async (request, reply) => {
		const link = linkOf(request.params.uid, reply);
		if (!link) return reply;
		const previousStatus = link.latestSession?.status;
		link.latestSession = {
			id: link.latestSession?.id ?? `session_${randomUUID()}`,
			status: 'complete',
		};
		link.timelineEvents.push({ type: 'session_complete' });
		const event = { linkUid: link.uid, ...(previousStatus && { previousStatus }) };
		const address = makePay.webhookAddress(event);
		// A receiver that is down is its own problem, as with the real provider.
		if (address) await makePay.sendWebhook(address, event).catch(() => []);
		return sendPage(reply, 200, htmlPage('Payment complete', '<p>Thank you.</p>'));
	});
}
