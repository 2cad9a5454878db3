// Webhooks over HTTP: the log of them, and sending them for tests and demos in another process.
import { Refusal } from '../shared/refusal';
import type { MakePaySandbox } from './makePay';
import { LIST_WEBHOOK_REQUESTS_SCHEMA } from './schemas';
import { SUBSCRIPTION_STATUSES, type WebhookOptions } from './webhookOptions';

const refused = (error: string) => new Refusal(400, { error });

/** Adds `GET webhook-requests`: the attempts, newest first; an entry is the body that was sent (makepay.md 3.7). */
export function addWebhookRequestRoutes({ app, switches, webhookRequests }: MakePaySandbox): void {
	app.get<{ Querystring: { limit?: string } }>(
		'/api/partner/v1/makepay/webhook-requests',
		{ schema: { querystring: LIST_WEBHOOK_REQUESTS_SCHEMA } },
		async (request) => {
			const { limit = webhookRequests.length } = request.query;
			return {
				[switches.webhookRequestsKey]: webhookRequests.toReversed().slice(0, Number(limit)),
			};
		},
	);
}

/**
 * `POST /__sandbox/webhook {url?, …WebhookOptions}` sends, without `url` to where MakePay would;
 * `POST /__sandbox/webhook-url {url}` sets the callback of the company.
 */
export function addWebhookControl(makePay: MakePaySandbox): void {
	const { app, state } = makePay;
	const addressed = (body: unknown, url: unknown): WebhookOptions & { url: string } => {
		if (typeof url !== 'string' || !/^https?:\/\//.test(url)) {
			throw refused('"url" must be an http or https address.');
		}
		return { ...(body as WebhookOptions), url };
	};
	const check = ({ subscriptionUid, subscriptionStatus }: WebhookOptions) => {
		const known = state.subscriptions.some(({ uid }) => uid === subscriptionUid);
		if (subscriptionUid !== undefined && !known) throw refused('There is no such subscription.');
		if (subscriptionStatus && !SUBSCRIPTION_STATUSES.includes(subscriptionStatus)) {
			throw refused(`"subscriptionStatus" is one of ${SUBSCRIPTION_STATUSES.join(', ')}.`);
		}
	};

	app.post('/__sandbox/webhook', async (request) => {
		const body = (request.body ?? {}) as WebhookOptions & { url?: unknown };
		check(body);
		const { url, ...options } = addressed(body, body.url ?? makePay.webhookAddress(body));
		try {
			return await makePay.sendWebhook(url, options);
		} catch (error) {
			throw new Refusal(502, {
				error: `The receiver was not reached: ${(error as Error).message}`,
			});
		}
	});
	app.post('/__sandbox/webhook-url', async (request) => {
		const { url } = (request.body ?? {}) as { url?: unknown };
		makePay.webhookUrl = url === '' ? '' : addressed({}, url).url;
		return { webhookUrl: makePay.webhookUrl };
	});
}
