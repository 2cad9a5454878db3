// Sending webhooks over the control routes, for tests and demos in another process.
import { Refusal } from '../shared/refusal';
import type { MakePaySandbox } from './makePay';
import type { WebhookOptions } from './webhooks';

/** `POST /__sandbox/webhook {url, …WebhookOptions}` sends; `POST /__sandbox/webhook-url {url}` sets the callback. */
export function addWebhookControl(makePay: MakePaySandbox): void {
	const { app } = makePay;
	const addressed = (body: unknown): WebhookOptions & { url: string } => {
		const { url } = (body ?? {}) as { url?: unknown };
		if (typeof url === 'string' && /^https?:\/\//.test(url))
			return body as WebhookOptions & { url: string };
		throw new Refusal(400, { error: '"url" must be an http or https address.' });
	};

	app.post('/__sandbox/webhook', async (request) => {
		const { url, ...options } = addressed(request.body);
		try {
			return await makePay.sendWebhook(url, options);
		} catch (error) {
			throw new Refusal(502, {
				error: `The receiver was not reached: ${(error as Error).message}`,
			});
		}
	});
	app.post('/__sandbox/webhook-url', async (request) => {
		const { body } = request;
		const off = (body as { url?: unknown } | undefined)?.url === '';
		makePay.webhookUrl = off ? '' : addressed(body).url;
		return { webhookUrl: makePay.webhookUrl };
	});
}
