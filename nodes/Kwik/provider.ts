// What is peculiar to Kwik (South Africa). kwik.md 1 and 4.
import type { IDataObject } from 'n8n-workflow';
import { trimBaseUrl } from '../shared/contract/address';
import { entryOf, isObject } from '../shared/contract/json';
import type { Provider, Refusal, RejectedRecord } from '../shared/contract/provider';
import type { ProviderResponse } from '../shared/contract/request';
import { toSnakeCase } from '../shared/contract/text';

const LIVE = 'https://api.kwik.co.za';
const STAGING_V1 = 'https://staging.app.kwik.co.za';

/** kwik.md 4.2: what a user can do about each documented code. */
const CODE_HINTS: Record<string, string> = {
	'001':
		'Check API key and secret in the Kwik credential, that its Customer API is V2 where the keys are test keys, and that the access token covers this section and, to change anything, has write permission.',
	'002': 'The layout of the request was refused. Please report this as a bug of the node.',
	'003': 'Correct the fields named above.',
	'004': 'A lookup value does not exist at Kwik: choose it again from its list.',
	'005': 'Correct the fields named above.',
	'006': 'Check the filters and ids of the operation.',
	'007': 'Check the id: it must exist in the environment of this credential.',
};

/** 001 concerns every request alike; 002 may be Kwik's answer to a batch that is too large. */
const CODE_SCOPES: Record<string, Refusal['scope']> = { '001': 'account', '002': 'batchSize' };

/** The Kwik Payments API, V1 and V2. Paths begin with the version: `/1.0/…` or `/2.0/…`. */
export const kwik: Provider = {
	id: 'kwik',
	name: 'Kwik',
	credentialType: 'kwikApi',
	requiredCredentials: { apiKey: 'API Key', apiSecret: 'API Secret' },
	secrets: ({ apiKey, apiSecret }) => {
		const [key, secret] = [String(apiKey).trim(), String(apiSecret).trim()];
		return [secret, key, Buffer.from(`${key}:${secret}`).toString('base64')];
	},
	account: ({ environment, rootUrl, apiKey }) => JSON.stringify([environment, rootUrl, apiKey]),
	typedUrl: ({ environment, rootUrl }) =>
		environment === 'custom'
			? { field: 'rootUrl', url: String(rootUrl ?? ''), originOnly: false }
			: undefined,
	hosts: ({ environment, rootUrl }) => {
		if (environment === 'custom') return [String(rootUrl ?? '')];
		return environment === 'staging' ? [LIVE, STAGING_V1] : [LIVE];
	},
	// D1: V1 has a host for staging; in V2 the key decides which data is touched.
	baseUrl: ({ environment, rootUrl }, path) => {
		if (environment === 'custom') return trimBaseUrl(String(rootUrl ?? ''));
		return environment === 'staging' && path.startsWith('/1.0/') ? STAGING_V1 : LIVE;
	},
	// D3: the key may know one of them only, and what one calls by an id the other calls by a name.
	versions: {
		of: ({ customerApi }) => (customerApi === 'v2' ? '2.0' : '1.0'),
		setting: 'Customer API',
		names: { '1.0': 'V1', '2.0': 'V2' },
	},
	wireName: toSnakeCase,
	requestsPerSecond: 100,
	refusal,
};

/** D8: a success is HTTP 2xx and `status: true`; failures may come with HTTP 200, but say so. */
function refusal({ statusCode, body }: ProviderResponse): Refusal | undefined {
	const answer: IDataObject = isObject(body) ? body : {};
	const success = statusCode >= 200 && statusCode < 300;
	if (success && answer.status === true) return undefined;
	const isRefused = answer.status === false || isText(answer.error_code);
	const code = isText(answer.error_code) ? answer.error_code : undefined;
	const rejected = rejectedRecords(answer.error_details);
	const scope = entryOf(CODE_SCOPES, code ?? '');
	const message = answer.error_message ?? answer.error_messages ?? '';
	const hint = rejected.some(lacksReference) ? REFERENCE_HINT : entryOf(CODE_HINTS, code ?? '');
	return {
		message: typeof message === 'string' ? message : JSON.stringify(message),
		...(isRefused ? { verdict: 'judged' } : success ? { verdict: 'unclear' } : {}),
		...(code === undefined ? {} : { code }),
		fields: rejected.flatMap(({ fields }) => fields),
		records: rejected,
		...(scope ? { scope } : {}),
		...(hint ? { hint } : {}),
	};
}

function isText(value: unknown): value is string {
	return typeof value === 'string';
}

/** D4: Kwik's page asks for the reference on update in one place and not in another. */
const REFERENCE_HINT =
	'Kwik wants the reference with every change of a customer: name the customer By Reference or By E-Mail, which sends it along, or set Reference among the fields.';

function lacksReference({ record, fields }: RejectedRecord): boolean {
	return (
		record.id !== undefined &&
		record.reference === undefined &&
		fields.some(({ field }) => field === 'reference')
	);
}

/** kwik.md 4.1: the refused records of a batch, as sent, with the problems of their fields. */
function rejectedRecords(details: unknown): RejectedRecord[] {
	if (!Array.isArray(details)) return [];
	return details.filter(isObject).map(({ record, errors }) => ({
		record: isObject(record) ? record : {},
		fields: Object.entries(isObject(errors) ? errors : {}).map(([field, error]) => {
			const { message, rule } = isObject(error) ? error : { message: error, rule: undefined };
			return {
				field,
				message: `${String(message ?? 'is not valid')}${rule ? ` (${String(rule)})` : ''}`,
			};
		}),
	}));
}
