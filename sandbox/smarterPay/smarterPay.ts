// The SmarterPay stand-in (docs/providers/smarterpay.md). The vendor refuses plain HTTP with `TLS_Required`; a
// sandbox on loopback cannot.
import { sameText } from '../shared/ids';
import { Provider, type ProviderSpec } from '../shared/provider';
import { Refusal, type RefusalReason } from '../shared/refusal';
import { sentenceOf } from '../shared/schema';
import { refusal } from './errors';
import { SmarterPayState } from './state';
import { SMARTER_PAY_SWITCHES, type SmarterPaySwitches } from './switches';

export interface SmarterPayCredentials {
	baseUrl: string;
	accessToken: string;
}

const BASE_PATH = '/service.svc';
const ACCESS_TOKEN = 'smarterpay_demo_token';
const JSON_TYPES = /^application\/(vnd\.api\+)?json\s*(;|$)/i;

// Letters, digits, space and the signs of smarterpay.md 1; at most 255 (section 6).
const KEY_FORM = /^[A-Za-z0-9 _:;.,\\/"'?!(){}[\]@<>=\-+*#$&`|~^%]{1,255}$/;

const TEXTS: Record<RefusalReason, [status: number, message: string]> = {
	'bad-json': [400, 'The body is not JSON'],
	'bad-url': [400, 'The address is not valid'],
	'unknown-path': [404, 'Endpoint not found'],
	'too-large': [413, 'The body is too large'],
	'media-type': [415, 'Content-Type must be application/json or application/vnd.api+json'],
	'rate-limited': [429, 'Too many requests'],
	internal: [500, 'Internal server error'],
	'idempotency-key-invalid': [400, 'Idempotency-Key has 1 to 255 of the allowed characters'],
	// The documents are silent on a key with another body. 422 is what the IETF draft on the header advises for
	// it; 409 would say that the first request is still under way.
	'idempotency-key-reused': [422, 'Idempotency-Key was used with another request'],
};

const spec: ProviderSpec<SmarterPayCredentials, SmarterPayState, SmarterPaySwitches> = {
	name: 'SmarterPay',
	bodyLimit: 10_000_000,
	state: (clock, origin) => new SmarterPayState(clock, origin),
	switches: SMARTER_PAY_SWITCHES,
	credentials: (origin) => ({ baseUrl: `${origin}${BASE_PATH}`, accessToken: ACCESS_TOKEN }),
	apiPath: (path) =>
		path === BASE_PATH || path.startsWith(`${BASE_PATH}/`)
			? path.slice(BASE_PATH.length)
			: undefined,

	// smarterpay.md 1, "Path case": base path and resource in any case, ids as they are.
	rewriteUrl: (request) =>
		(request.url ?? '/').replace(/^\/service\.svc(\/[^/?]*)?/i, (start) => start.toLowerCase()),

	authorize: (request, switches) => {
		// Exactly one space between scheme and token (section 1).
		const given = request.headers.authorization ?? '';
		if (!sameText(given, `Bearer ${ACCESS_TOKEN}`)) throw refusal(401, 'Unauthorised', switches);
		const writes = request.method === 'POST' || request.method === 'PUT';
		if (writes && !JSON_TYPES.test(request.headers['content-type'] ?? '')) {
			throw refusal(...TEXTS['media-type'], switches);
		}
	},
	refuse(reason, switches): Refusal {
		const [status, message] = TEXTS[reason];
		return refusal(
			reason === 'idempotency-key-reused' ? switches.keyReuseStatus : status,
			message,
			switches,
		);
	},
	refuseSchema: (failed, _request, switches) =>
		refusal(400, failed.validation.map((error) => sentenceOf(error)).join('; '), switches),
	refusedOk: () => ({ error: { message: 'The request was refused' } }),
	idempotency: {
		keyForm: KEY_FORM,
		replayHeader: 'idempotency-replay',
		lifetimeMs: 24 * 3_600_000,
		// "Resulting status code and body" are saved (section 6): refusals as well.
		saves: () => true,
		replayStatus: (status) => status,
	},
};

/** The SmarterPay stand-in, without its routes. */
export class SmarterPaySandbox extends Provider<
	SmarterPayCredentials,
	SmarterPayState,
	SmarterPaySwitches
> {
	constructor() {
		super(spec);
	}

	/** `{origin}/service.svc`. */
	get baseUrl(): string {
		return `${this.url}${BASE_PATH}`;
	}
}
