// The Kwik stand-in: V1 and V2 over one base of customers (docs/providers/kwik.md).
import { sameText } from '../shared/ids';
import { Provider, type ProviderSpec } from '../shared/provider';
import { Refusal, type RefusalReason } from '../shared/refusal';
import { failure, schemaFailure } from './errors';
import { addKwikKeywords } from './schemas';
import { KwikState } from './state';
import { KWIK_SWITCHES, type KwikSwitches } from './switches';

export interface KwikCredentials {
	environment: 'custom';
	rootUrl: string;
	apiKey: string;
	apiSecret: string;
}

const API_KEY = 'kwik_demo_key';
const API_SECRET = 'kwik_demo_secret';

const spec: ProviderSpec<KwikCredentials, KwikState, KwikSwitches> = {
	name: 'Kwik',
	bodyLimit: 100_000_000,
	state: (clock, origin) => new KwikState(clock, origin),
	switches: KWIK_SWITCHES,
	credentials: (origin) => ({
		environment: 'custom',
		rootUrl: origin,
		apiKey: API_KEY,
		apiSecret: API_SECRET,
	}),
	apiPath: (path) => /^\/[12]\.0(\/.*)?$/.exec(path)?.[1] ?? undefined,

	// kwik.md 1: Basic, key and secret; wrong or missing is code 001.
	authorize: (request, switches) => {
		const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ');
		const given = Buffer.from(encoded, 'base64').toString('utf8');
		if (scheme?.toLowerCase() === 'basic' && sameText(given, `${API_KEY}:${API_SECRET}`)) return;
		throw failure('001', switches);
	},

	refuse(reason: RefusalReason, switches): Refusal {
		switch (reason) {
			case 'rate-limited':
				// Neither status nor body are documented (section 1); 429 is what clients are told to expect.
				return new Refusal(429, { status: false, error_message: 'Too many requests' });
			case 'internal':
				return new Refusal(500, { status: false, error_message: 'Internal server error' });
			case 'too-large':
				return new Refusal(
					413,
					'<html><head><title>413 Request Entity Too Large</title></head></html>',
				);
			case 'unknown-path': {
				const { status, body } = failure('006', switches);
				return new Refusal(status === 200 ? 200 : 404, body);
			}
			case 'bad-url':
				return failure('006', switches);
			default:
				return failure('002', switches);
		}
	},
	refuseSchema: (failed, request, switches) =>
		schemaFailure(failed, request.body, request.url.includes('/customers/'), switches),
	refusedOk: () => ({ status: false, error_code: '005', error_message: 'Validation failed' }),
	prepareAjv: addKwikKeywords,
};

/** The Kwik stand-in, without its routes. */
export class KwikSandbox extends Provider<KwikCredentials, KwikState, KwikSwitches> {
	constructor() {
		super(spec);
	}
}
