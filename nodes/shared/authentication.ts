// The door of the credentials. What every one does to a request: the secrets are added only where they may go.
import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { isSecureUrl } from './contract/address';
import { addressProblem, type Provider } from './contract/provider';

/**
 * Where n8n's own nodes may use a credential: nowhere, until its owner says so. n8n gives every credential these fields,
 * and allows everything. But its HTTP Request node puts the headers of a failed request into the error, where the next
 * step reads them: keys that are headers would be open to whoever may use the credential.
 */
export const ALLOWED_IN_HTTP_REQUEST: INodeProperties[] = [
	{
		displayName: 'Allowed HTTP Request Domains',
		name: 'allowedHttpRequestDomains',
		type: 'options',
		options: [
			{
				name: 'All',
				value: 'all',
				description: "All of the provider's own: this credential is never sent anywhere else",
			},
			{
				name: 'Specific Domains',
				value: 'domains',
				description: "Those of the provider's own that you name",
			},
			{
				name: 'None',
				value: 'none',
				description: "Only this package's nodes use the credential",
			},
		],
		default: 'none',
		description:
			"Where n8n's HTTP Request and GraphQL nodes may use this credential. With any but None, whoever builds workflows with it can read its keys: when a request fails, these nodes put its headers into the error.",
	},
	{
		displayName: 'Allowed Domains',
		name: 'allowedDomains',
		type: 'string',
		default: '',
		placeholder: 'e.g. www.example.com, *.example.com',
		description:
			'Names of hosts, with commas between them. A star stands for whatever comes before a dot.',
		displayOptions: { show: { allowedHttpRequestDomains: ['domains'] } },
	},
];

/** A request as a node makes it, or in the form of n8n's older helper: its HTTP Request node uses that. */
type AnyRequest = IHttpRequestOptions & { uri?: string };

/**
 * The request with its secrets. They go to the provider's own hosts only: a person who may use a credential, but not
 * see it, could else have them sent anywhere with n8n's HTTP Request node. The request follows no redirect, in neither
 * form, and its certificate is checked, by the authorities and through the proxy of this machine.
 * @throws UserError when the request goes anywhere else, by a way of its own, or to an address that is not secure
 */
export function authenticateSafely(
	request: AnyRequest,
	provider: Pick<Provider, 'name' | 'hosts' | 'typedUrl' | 'versions'>,
	credentials: ICredentialDataDecryptedObject,
	{ auth, headers }: Pick<IHttpRequestOptions, 'auth' | 'headers'>,
): IHttpRequestOptions {
	// The test of a credential says what every node would say.
	const problem = addressProblem(provider, credentials);
	if (problem) throw new UserError(problem.sentence);
	const origins = provider
		.hosts(credentials)
		.filter(isSecureUrl)
		.map((address) => new URL(address.trim()).origin);
	for (const target of targetsOf(request)) {
		if (!URL.canParse(target) || !origins.includes(new URL(target).origin)) {
			throw new UserError(
				`This credential is only for ${origins.join(' and ') || 'https:// addresses'}: its secrets are sent nowhere else`,
			);
		}
	}
	const detour = detourOf(request);
	if (detour) {
		throw new UserError(
			`This credential is not used with a ${detour} of the request: whoever chose it could read the secrets. Remove it there; a proxy for all of n8n is set in its environment.`,
		);
	}
	const bounded: AnyRequest & Record<string, unknown> = {
		...request,
		...(auth ? { auth } : {}),
		headers: { ...request.headers, ...headers },
		disableFollowRedirect: true,
		// The same for n8n's older helper.
		followRedirect: false,
		followAllRedirects: false,
		maxRedirects: 0,
		skipSslCertificateValidation: false,
		rejectUnauthorized: true,
	};
	return bounded;
}

/** Everywhere a request may go: a complete address counts alone, others follow `baseURL`. */
function targetsOf({ url, uri, baseURL }: AnyRequest): string[] {
	const given = [url, uri].filter((address) => address !== undefined).map(String);
	if (given.length === 0) return [baseURL ?? ''];
	return given.map((address) =>
		baseURL && !URL.canParse(address) ? `${baseURL}${address}` : address,
	);
}

/**
 * What in a request would let its author read along, though it goes to the right host: a proxy, certificates to believe
 * (both together open TLS), or another host's name behind the same front.
 */
function detourOf({ proxy, headers, ...request }: AnyRequest): string | undefined {
	if (proxy) return 'Proxy';
	if (Object.keys(request.agentOptions ?? {}).length > 0) return 'set of SSL Certificates';
	const names = Object.keys(headers ?? {}).map((name) => name.trim().toLowerCase());
	return names.includes('host') ? 'Host header' : undefined;
}

/**
 * Rules of a credential's test: what a refused key says, and that only an answer with the documented content
 * is the provider's.
 * @param expected the fields that every good answer has
 */
export function testRules(
	providerName: string,
	refused: string,
	expected: string[],
	address: string,
): ICredentialTestRequest['rules'] {
	const foreign = `The answer did not come from the ${providerName} API: check the ${address}.`;
	const rules = [
		...[401, 403].map((value) => ({
			type: 'responseCode',
			properties: { value, message: refused },
		})),
		// Without a rule n8n shows the text of the status, into which somebody may have written the key.
		...OTHER_STATUSES.map((value) => ({
			type: 'responseCode',
			properties: { value, message: statusInWords(providerName, value, address) },
		})),
		// A refused key may be answered with HTTP 200; providers that do not do so have no such fields.
		...REFUSALS.map(([key, value]) => bodyRule(key, value, refused)),
		...expected.flatMap((key) => [bodyRule(key, undefined, foreign), bodyRule(key, null, foreign)]),
	];
	// n8n's type wants one kind of rule in a list, n8n itself takes both.
	return rules as ICredentialTestRequest['rules'];
}

/** Every status of HTTP that is no success, besides those that say that the key is refused. */
const OTHER_STATUSES = Array.from({ length: 300 }, (_, index) => 300 + index).filter(
	(status) => status !== 401 && status !== 403,
);

function statusInWords(providerName: string, status: number, address: string): string {
	if (status === 429) {
		return `${providerName} takes no more requests for the moment (HTTP 429): try again in a minute.`;
	}
	return status >= 500
		? `${providerName} has a problem (HTTP ${status}): try again later, and check the ${address}.`
		: `${providerName} answered with HTTP ${status}: check the ${address}.`;
}

/** How an answer with HTTP 200 says that it is none. */
const REFUSALS: Array<[string, unknown]> = [
	['status', false],
	['status', 'false'],
	['ok', false],
];

/** What a test says when a field of the answer has a value. */
function bodyRule(key: string, value: unknown, message: string) {
	return { type: 'responseSuccessBody', properties: { key, value, message } };
}
