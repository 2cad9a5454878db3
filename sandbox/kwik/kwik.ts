// The Kwik stand-in: V1 and V2 over one base of live customers, and V2 over test data (docs/providers/kwik.md).
import type { FastifyRequest } from 'fastify';
import { sameText } from '../shared/ids';
import { Provider, type ProviderSpec } from '../shared/provider';
import { Refusal, type RefusalReason } from '../shared/refusal';
import type { KwikData } from './data';
import { failure, schemaFailure } from './errors';
import type { DataKind } from './lookups';
import { addKwikKeywords } from './schemas';
import { KwikState } from './state';
import { KWIK_SWITCHES, type KwikSwitches } from './switches';

export interface KwikCredentials {
	environment: 'custom';
	rootUrl: string;
	apiKey: string;
	apiSecret: string;
}

const KEYS: Record<DataKind, Pick<KwikCredentials, 'apiKey' | 'apiSecret'>> = {
	live: { apiKey: 'kwik_demo_key', apiSecret: 'kwik_demo_secret' },
	test: { apiKey: 'kwik_test_key', apiSecret: 'kwik_test_secret' },
};

const credentialsOf = (kind: DataKind, origin: string): KwikCredentials => ({
	environment: 'custom',
	rootUrl: origin,
	...KEYS[kind],
});

/** Whose keys a request carries (section 1: Basic, key and secret). */
function keysOf(request: FastifyRequest): DataKind | undefined {
	const [scheme, encoded = ''] = (request.headers.authorization ?? '').split(' ');
	const given = Buffer.from(encoded, 'base64').toString('utf8');
	if (scheme?.toLowerCase() !== 'basic') return undefined;
	return (['live', 'test'] as const).find((kind) =>
		sameText(given, `${KEYS[kind].apiKey}:${KEYS[kind].apiSecret}`),
	);
}

const spec: ProviderSpec<KwikCredentials, KwikState, KwikSwitches> = {
	name: 'Kwik',
	bodyLimit: 100_000_000,
	state: (clock, origin) => new KwikState(clock, origin),
	switches: KWIK_SWITCHES,
	credentials: (origin) => credentialsOf('live', origin),
	apiPath: (path) => /^\/[12]\.0(\/.*)?$/.exec(path)?.[1] ?? undefined,

	// kwik.md 1: wrong or missing is code 001, and so is a test key in V1 live, whose staging is another host.
	authorize: (request, switches) => {
		const keys = keysOf(request);
		if (keys === 'live' || (keys === 'test' && !request.url.startsWith('/1.0'))) return;
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

	/** The demo keys of the test data, which V2 takes and V1 does not. */
	get testCredentials(): KwikCredentials {
		return credentialsOf('test', this.url);
	}

	/** The data a request is about: its keys decide (section 1). */
	dataOf(request: FastifyRequest): KwikData {
		return keysOf(request) === 'test' ? this.state.test : this.state;
	}
}
