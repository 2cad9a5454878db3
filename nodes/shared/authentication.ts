// The door of the credentials. What every one does to a request: the secrets are added only where they may go.
import type { ICredentialTestRequest, IHttpRequestOptions } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { isSecureUrl } from './contract/address';

/**
 * The request with its secrets. It will not follow redirects, which could carry them elsewhere.
 * @throws UserError when the address is neither `https:` nor on this machine
 */
export function authenticateSafely(
	request: IHttpRequestOptions,
	{ auth, headers }: Pick<IHttpRequestOptions, 'auth' | 'headers'>,
): IHttpRequestOptions {
	if (!isSecureUrl(addressOf(request))) {
		throw new UserError(
			'The address must start with https:// (http:// only for localhost, 127.0.0.1 or [::1]), because it receives your API key',
		);
	}
	return {
		...request,
		...(auth ? { auth } : {}),
		headers: { ...request.headers, ...headers },
		disableFollowRedirect: true,
	};
}

/** Where a request goes: a complete `url` counts alone. n8n's HTTP Request node names it `uri`. */
function addressOf(request: IHttpRequestOptions & { uri?: string }): string {
	const url = request.url ?? request.uri ?? '';
	return request.baseURL && !URL.canParse(url) ? `${request.baseURL}${url}` : url;
}

/**
 * Rules of a credential's test: what a refused key says, and that only an answer with the documented content
 * is the provider's.
 * @param expected the field that every good answer has
 */
export function testRules(
	providerName: string,
	refused: string,
	expected: string,
	address: string,
): ICredentialTestRequest['rules'] {
	const rules = [
		...[401, 403].map((value) => ({
			type: 'responseCode',
			properties: { value, message: refused },
		})),
		// A refused key may be answered with HTTP 200; providers that do not do so have no such field.
		{ type: 'responseSuccessBody', properties: { key: 'status', value: false, message: refused } },
		{
			type: 'responseSuccessBody',
			properties: {
				key: expected,
				value: undefined,
				message: `The answer did not come from the ${providerName} API: check the ${address}.`,
			},
		},
	];
	// n8n's type wants one kind of rule in a list, n8n itself takes both.
	return rules as ICredentialTestRequest['rules'];
}
