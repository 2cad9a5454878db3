// The connection of one run to its provider's account: credentials, base URL, one HTTP request.
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { isObject } from './checks';
import type { Failure, Outcome } from './failures';
import { excerpt, failed, maskSecrets, succeeded } from './failures';
import type { Provider, ProviderRequest, ProviderResponse } from './operation';

/** Network errors that happen before anything is sent: the provider cannot have done anything. */
const NOTHING_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_TLS)/;

const NETWORK_TEXTS: Array<[RegExp, string]> = [
	[/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH)/, 'refused the connection'],
	[/^(ENOTFOUND|EAI_AGAIN)/, 'could not be found: its host name is unknown'],
	[/^(ECONNRESET|EPIPE|ERR_BAD_RESPONSE)/, 'closed the connection before it answered'],
	[/^(ECONNABORTED|ETIMEDOUT|ESOCKETTIMEDOUT)/, 'did not answer in time'],
	[/^(CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_TLS)/, 'has a certificate that is not trusted'],
];

/** A connection to one account of a provider. */
export interface Connection {
	provider: Provider;
	/** Sends one request once. Never throws for what the provider or the network does. */
	send: (request: ProviderRequest) => Promise<Outcome<ProviderResponse>>;
}

/** Settings of a connection's requests. */
export interface RequestSettings {
	/** Milliseconds until a request without an answer is given up. */
	timeout: number;
}

/** Opens the connection for the credentials of the running node. */
export async function connect(
	context: IExecuteFunctions,
	provider: Provider,
	settings: RequestSettings,
): Promise<Outcome<Connection>> {
	const credentials = await context.getCredentials(provider.credentialType);
	const missing = Object.keys(provider.requiredCredentials).filter(
		(name) => String(credentials[name] ?? '').trim() === '',
	);
	if (missing.length > 0) {
		return failed(
			credentialFailure(
				`The ${provider.name} credential is incomplete`,
				missing.map((name) => ({ field: name, message: 'is required in the credential' })),
			),
		);
	}
	const secrets = provider.secrets(credentials).filter((secret) => secret.length > 3);
	return succeeded({
		provider,
		send: async (request) => await send(context, provider, credentials, secrets, settings, request),
	});
}

function credentialFailure(message: string, fields: Failure['fields']): Failure {
	return {
		source: 'input',
		message,
		hint: 'Open the credential, complete it and test it there.',
		fields,
		retriable: false,
		effect: 'none',
	};
}

async function send(
	context: IExecuteFunctions,
	provider: Provider,
	credentials: ICredentialDataDecryptedObject,
	secrets: string[],
	settings: RequestSettings,
	request: ProviderRequest,
): Promise<Outcome<ProviderResponse>> {
	const options: IHttpRequestOptions = {
		method: request.method,
		url: provider.baseUrl(credentials, request.path) + request.path,
		headers: { ...provider.headers },
		json: true,
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the credentials to another place.
		disableFollowRedirect: true,
		timeout: settings.timeout,
	};
	if (request.query) options.qs = request.query;
	if (request.body) options.body = request.body;
	let response: ProviderResponse;
	try {
		response = (await context.helpers.httpRequestWithAuthentication.call(
			context,
			provider.credentialType,
			options,
		)) as ProviderResponse;
	} catch (error) {
		return failed(networkFailure(provider, error, secrets, settings.timeout));
	}
	const failure = responseFailure(provider, response, secrets);
	return failure ? failed(failure) : succeeded(response);
}

function networkFailure(
	provider: Provider,
	error: unknown,
	secrets: string[],
	timeout: number,
): Failure {
	const code = networkCode(error);
	const [, text] = NETWORK_TEXTS.find(([pattern]) => pattern.test(code)) ?? [];
	const nothingSent = NOTHING_SENT.test(code);
	return {
		source: 'provider',
		message: text ? `${provider.name} ${text}` : `${provider.name} could not be reached`,
		hint: text?.includes('in time')
			? `Waited ${timeout / 1000} s. Try again later, or raise the Timeout option.`
			: `Check the address in the credential and this machine's network (${maskSecrets(code || errorText(error), secrets)}).`,
		...(code ? { code } : {}),
		fields: [],
		retriable: true,
		effect: nothingSent ? 'none' : 'unknown',
	};
}

/** Finds the network's error code in what n8n's helper throws: an error around an error. */
function networkCode(error: unknown): string {
	for (let level = error, depth = 0; isRecord(level) && depth < 5; level = level.cause, depth++) {
		for (const candidate of [level.code, level.httpCode]) {
			if (typeof candidate === 'string' && /^[A-Z][A-Z0-9_]{3,}$/.test(candidate)) return candidate;
		}
	}
	return /\b(E[A-Z]{4,}|[A-Z]+(?:_[A-Z]+)+)\b/.exec(errorText(error))?.[1] ?? '';
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function errorText(error: unknown): string {
	if (!isRecord(error)) return String(error);
	const texts = [
		error.message,
		...(Array.isArray(error.messages) ? error.messages : []),
		error.description,
	];
	return texts.filter((text) => typeof text === 'string').join(' ');
}

function responseFailure(
	provider: Provider,
	response: ProviderResponse,
	secrets: string[],
): Failure | undefined {
	const { statusCode, body } = response;
	const success = statusCode >= 200 && statusCode < 300;
	const transient = statusCode === 408 || statusCode === 429 || statusCode >= 500;
	if (success && !isObject(body)) return unreadable(provider, response, secrets);
	const refusal = provider.refusal(response);
	if (success && !refusal) return undefined;
	const said = refusal?.message ?? excerpt(body);
	const code = refusal?.code;
	return {
		source: 'provider',
		message: maskSecrets(
			`${provider.name} ${transient ? 'could not process' : 'refused'} the request: ` +
				`${said || `HTTP status ${statusCode}`}${code ? ` (code ${code})` : ''}`,
			secrets,
		),
		hint: refusal?.hint ?? statusHint(provider, statusCode),
		httpCode: statusCode,
		...(code ? { code } : {}),
		fields: (refusal?.fields ?? []).map(({ field, message }) => ({
			field,
			message: maskSecrets(message, secrets),
		})),
		retriable: transient,
		// A server error may come after the effect; every other refusal comes before it.
		effect: statusCode === 408 || statusCode >= 500 ? 'unknown' : 'none',
	};
}

function unreadable(provider: Provider, response: ProviderResponse, secrets: string[]): Failure {
	const start = excerpt(response.body);
	return {
		source: 'provider',
		message: `${provider.name} gave an answer that is not JSON`,
		hint:
			'Check the address in the credential: a proxy or a web page may have answered in its place.' +
			(start ? ` The answer begins: ${maskSecrets(start, secrets)}` : ' The answer is empty.'),
		httpCode: response.statusCode,
		fields: [],
		retriable: true,
		effect: 'unknown',
	};
}

/** The failure of an answer that is JSON and no refusal, but not what the provider documents. */
export function unexpectedAnswer(
	provider: Provider,
	request: ProviderRequest,
	statusCode: number,
): Failure {
	return {
		source: 'provider',
		message: `${provider.name} gave an answer without the documented content`,
		hint: `The answer to ${request.method} ${request.path} (HTTP status ${statusCode}) lacks what its documentation promises.`,
		httpCode: statusCode,
		fields: [],
		retriable: false,
		effect: request.method === 'GET' ? 'none' : 'unknown',
	};
}

function statusHint(provider: Provider, statusCode: number): string {
	if (statusCode >= 300 && statusCode < 400) {
		return 'The answer was a redirect, which is not followed because it would carry your API key along. Check the address in the credential.';
	}
	if (statusCode === 401 || statusCode === 403)
		return `Check the keys in the ${provider.name} credential.`;
	if (statusCode === 404)
		return 'Check the id, and that it belongs to this account and environment.';
	if (statusCode === 429) return 'Too many requests in a short time: try again later.';
	if (statusCode >= 500) return `${provider.name} has a problem of its own: try again later.`;
	return 'Correct the fields in the node or in the incoming data.';
}
