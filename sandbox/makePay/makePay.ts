// The MakePay stand-in (docs/providers/makepay.md).
import type { FastifyRequest } from 'fastify';
import { sameText } from '../shared/ids';
import { Provider, type ProviderSpec } from '../shared/provider';
import { Refusal, type RefusalReason } from '../shared/refusal';
import { sentenceOf } from '../shared/schema';
import { refusal } from './errors';
import { MakePayState } from './state';
import { appendBounded } from '../shared/apiRequest';
import { anonymousSecret } from './anonymousLink';
import { MAKE_PAY_SWITCHES, type MakePaySwitches } from './switches';
import type { WebhookSubject } from './webhookBodies';
import type { WebhookOptions } from './webhookOptions';
import { attemptsOf, sendAttempts, type WebhookAnswer, type WebhookAttempt } from './webhooks';

export interface MakePayCredentials {
	baseUrl: string;
	keyId: string;
	keySecret: string;
	webhookSecret: string;
}

const BASE_PATH = '/api/partner/v1/makepay';
const KEY_ID = 'mk_makepay_demo';
const KEY_SECRET = 'mksec_demo_secret';
const WEBHOOK_SECRET = 'makepay_demo_webhook_secret';

const TEXTS: Record<RefusalReason, [status: number, error: string, errorCode?: string]> = {
	'bad-json': [400, 'Request body is not valid JSON'],
	'bad-url': [400, 'Invalid URL'],
	'unknown-path': [404, 'not_found'],
	'too-large': [413, 'Request body too large'],
	'media-type': [400, 'Invalid Content-Type'],
	'rate-limited': [429, 'Too many requests'],
	internal: [500, 'Internal server error'],
	'idempotency-key-invalid': [400, 'Invalid Idempotency-Key'],
	// "MakePay rejects a key reused with another method, path or body" (section 6); the status is not known,
	// section 4 lists key misuse under 409.
	'idempotency-key-reused': [
		409,
		'Idempotency-Key was used with another request',
		'idempotency_key_reused',
	],
};

const keyOf = (request: FastifyRequest, name: 'id' | 'secret') =>
	String(request.headers[`x-makecrypto-key-${name}`] ?? '').trim();

// A blank key header is as good as none: this is how a client falls into the trap of 3.3.
const isAnonymous = (request: FastifyRequest) =>
	keyOf(request, 'id') === '' || keyOf(request, 'secret') === '';

const spec: ProviderSpec<MakePayCredentials, MakePayState, MakePaySwitches> = {
	name: 'MakePay',
	bodyLimit: 1_000_000,
	state: (clock, origin) => new MakePayState(clock, origin),
	switches: MAKE_PAY_SWITCHES,
	credentials: (origin) => ({
		baseUrl: origin,
		keyId: KEY_ID,
		keySecret: KEY_SECRET,
		webhookSecret: WEBHOOK_SECRET,
	}),
	apiPath: (path) => (path.startsWith('/api/') ? path.replace(BASE_PATH, '') : undefined),

	authorize: (request) => {
		if (request.headers.authorization !== undefined && !isAnonymous(request)) {
			throw refusal(400, 'Mixed API key and OAuth authentication');
		}
		const createsLink = request.method === 'POST' && request.exchange?.apiPath === '/payment-links';
		if (createsLink && isAnonymous(request)) return;
		if (
			!sameText(keyOf(request, 'id'), KEY_ID) ||
			!sameText(keyOf(request, 'secret'), KEY_SECRET)
		) {
			throw refusal(401, 'Invalid API key');
		}
	},
	refuse(reason, switches): Refusal {
		const [status, error, errorCode] = TEXTS[reason];
		const reused = reason === 'idempotency-key-reused';
		return refusal(reused ? switches.keyReuseStatus : status, error, errorCode);
	},
	refuseSchema: (failed) =>
		refusal(400, failed.validation.map((error) => sentenceOf(error)).join('; ')),
	refusedOk: () => ({ ok: false, error: 'The request was refused' }),
	idempotency: {
		keyForm: /^[A-Za-z0-9._~:+/=-]{8,200}$/,
		replayHeader: 'idempotent-replayed',
		// The lifetime of a payment-link key is unknown; a day is longer than any client may rely on.
		lifetimeMs: 24 * 3_600_000,
		saves: (status) => status < 300,
		// "First create 201, replay 200 with the same body" (section 6). The mock marks "other replays" with the
		// header; we mark all.
		replayStatus: () => 200,
	},
	prepareAjv: (ajv) => {
		const decimal = (amount: string | number) => /^\d+(\.\d+)?$/.test(String(amount));
		const keyword = (name: string, validate: (amount: string | number) => boolean) =>
			ajv.addKeyword({
				keyword: name,
				type: ['string', 'number'],
				schemaType: 'boolean',
				errors: false,
				validate: (_on: boolean, amount: string | number) => validate(amount),
			});
		keyword('decimalText', decimal);
		keyword('decimalAmount', (amount) => decimal(amount) && Number(amount) > 0);
	},
};

/** The MakePay stand-in with its webhooks, without its routes. */
export class MakePaySandbox extends Provider<MakePayCredentials, MakePayState, MakePaySwitches> {
	/** Where payments made on the checkout page are reported to; empty for nowhere. */
	webhookUrl = '';
	/** The bodies of the genuine attempts to deliver, oldest first, whether they arrived or not (3.7). */
	readonly webhookRequests: unknown[] = [];

	constructor() {
		super(spec);
	}

	/** `{origin}`: all paths start `/api/partner/v1/makepay/`. */
	get baseUrl(): string {
		return this.url;
	}

	/** Whether a request comes without key headers. */
	isAnonymous(request: FastifyRequest): boolean {
		return isAnonymous(request);
	}

	/** Where MakePay would send an event: to the address of the link, else of the company; empty: nowhere (3.3). */
	webhookAddress(options: WebhookOptions): string {
		const { link } = this.subjectOf(options);
		return link?.payload.webhookUrl ?? (link?.anonymous ? '' : this.webhookUrl);
	}

	/** Sends an event to a receiver, signed with the demo webhook secret unless told otherwise (makepay.md 5). */
	async sendWebhook(url: string, options: WebhookOptions = {}): Promise<WebhookAnswer[]> {
		const attempts = this.webhookAttempts(options);
		const { subscription } = this.subjectOf(options);
		if (subscription) subscription.status = options.subscriptionStatus ?? 'overdue';
		const genuine = !options.forge && !options.secret && options.rawBody === undefined;
		for (const { body } of genuine ? attempts : []) {
			appendBounded(this.webhookRequests, JSON.parse(body) as unknown, 1000);
		}
		return await sendAttempts(url, attempts, options.timeoutMs);
	}

	/** What `sendWebhook` sends, attempt by attempt; nothing is sent. */
	webhookAttempts(options: WebhookOptions = {}): WebhookAttempt[] {
		const subject = this.subjectOf(options);
		const secret = subject.link?.anonymous ? anonymousSecret(subject.link) : WEBHOOK_SECRET;
		return attemptsOf(secret, subject, options);
	}

	// The link of a subscription's cycle is only named; the event goes to the company.
	private subjectOf({ event, linkUid, subscriptionUid }: WebhookOptions): WebhookSubject {
		if (event !== 'subscription_status_changed') {
			return { link: linkUid === undefined ? undefined : this.state.link(linkUid) };
		}
		const { subscriptions } = this.state;
		return { subscription: subscriptions.find(({ uid }) => uid === subscriptionUid) };
	}

	override reset(): void {
		super.reset();
		this.webhookUrl = '';
		this.webhookRequests.length = 0;
	}
}
