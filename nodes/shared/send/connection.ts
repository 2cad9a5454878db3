// The connection of one run to its provider's account: credentials, base URL, one HTTP request.
import type {
	ICredentialDataDecryptedObject,
	IExecuteFunctions,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	IPollFunctions,
} from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { failed, ownFailure, succeeded, type Failure, type Outcome } from '../contract/failure';
import { addressProblem, type Provider } from '../contract/provider';
import type { ProviderRequest, ProviderResponse, RunOptions } from '../contract/request';
import { responseFailure, tooLarge } from './answers';
import { longestAnswer, readBody } from './body';
import { networkFailure, timeoutFailure } from './network';
import { formsOf, maskDeep, withoutEcho, withoutFields } from './secrets';

/** A connection to one account of a provider. */
export interface Connection {
	provider: Provider;
	/** The account, for the pacer all its requests share. */
	account: string;
	/** The version of the API that the credential asks for; empty where there is only one. */
	apiVersion: string;
	/** Where a request goes, as it may be shown: host and path. */
	addressOf: (request: ProviderRequest) => string;
	/** A copy of a value without anything secret in it. */
	mask: <Value>(value: Value) => Value;
	/** Sends one request once. Never throws for what the provider or the network does. */
	send: (request: ProviderRequest) => Promise<Outcome<ProviderResponse>>;
}

/** What of n8n a connection needs: nodes, list searches and triggers all have it. */
export type RequestContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Opens the connection for the credentials of the running node. */
export async function connect(
	context: RequestContext,
	provider: Provider,
	settings: Pick<RunOptions, 'timeout'>,
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
	const problem = addressProblem(provider, credentials);
	if (problem) {
		const { sentence, ...field } = problem;
		return failed(credentialFailure(sentence, [field]));
	}
	const secrets = formsOf(provider.secrets(credentials));
	const account = JSON.stringify([provider.id, provider.account(credentials)]);
	return succeeded({
		provider,
		account,
		apiVersion: provider.versions?.of(credentials) ?? '',
		addressOf: ({ path }) => provider.baseUrl(credentials, path) + path,
		// Parts of it may be the user's own rows.
		mask: (value) => maskDeep(copyOf(value), secrets),
		send: async (request) =>
			await send(context, provider, credentials, secrets, { ...settings, account }, request),
	});
}

/** A copy as JSON tells it. */
function copyOf<Value>(value: Value): Value {
	return JSON.parse(JSON.stringify(value)) as Value;
}

function credentialFailure(message: string, fields: Failure['fields']): Failure {
	return ownFailure(message, {
		hint: 'Open the credential, complete it and test it there.',
		fields,
	});
}

async function send(
	context: RequestContext,
	provider: Provider,
	credentials: ICredentialDataDecryptedObject,
	secrets: string[],
	settings: Pick<RunOptions, 'timeout'> & Pick<Connection, 'account'>,
	request: ProviderRequest,
): Promise<Outcome<ProviderResponse>> {
	const { idempotency } = provider;
	const options: IHttpRequestOptions = {
		method: request.method,
		url: provider.baseUrl(credentials, request.path) + request.path,
		headers: {
			...provider.headers,
			...(request.body ? { 'Content-Type': 'application/json' } : {}),
			...(idempotency && request.idempotencyKey
				? { [idempotency.header]: request.idempotencyKey }
				: {}),
		},
		json: true,
		// Read here: n8n's helper would read an answer of any length.
		encoding: 'stream',
		returnFullResponse: true,
		ignoreHttpStatusErrors: true,
		// A redirect would carry the credentials to another place.
		disableFollowRedirect: true,
		timeout: settings.timeout,
	};
	if (request.query) options.qs = request.query;
	// As text: of an object n8n's helper leaves out names such as "constructor", and of an empty one everything.
	if (request.body) options.body = JSON.stringify(request.body);
	try {
		const answer = await withDeadline(context, settings.timeout, async (bounded) => {
			const given: unknown = await context.helpers.httpRequestWithAuthentication.call(
				bounded,
				provider.credentialType,
				options,
			);
			const { body, ...head } = given as ProviderResponse;
			return { ...head, read: await readBody(body, longestAnswer(request), settings.account) };
		});
		if (answer === undefined) return failed(timeoutFailure(provider, settings.timeout));
		const { read, ...head } = answer;
		if (!read) return failed(tooLarge(provider, request, head.statusCode));
		const body = withoutFields(read.value, provider.secretFields ?? []);
		const response: ProviderResponse = { ...head, body };
		const failure = responseFailure(provider, response, secrets);
		if (failure) return failed(failure);
		return succeeded({ ...response, body: withoutEcho(response.body, secrets) });
	} catch (error) {
		return failed(networkFailure(provider, error, secrets, settings.timeout));
	}
}

/**
 * Does a request within a time from its first byte to the last of its answer; n8n's own `timeout` begins anew with
 * each byte. @returns undefined when the time is over
 */
async function withDeadline<Answer>(
	context: RequestContext,
	milliseconds: number,
	work: (bounded: RequestContext) => Promise<Answer>,
): Promise<Answer | undefined> {
	const over = new AbortController();
	const ended = new AbortController();
	const forget = whenCancelled(context, over);
	// n8n takes the signal of a request from its context.
	const bounded = Object.create(context, {
		getExecutionCancelSignal: { value: () => over.signal },
	}) as RequestContext;
	const nothing = () => undefined;
	try {
		return await Promise.race([
			work(bounded),
			// It throws when it is woken up, because the request has ended: nobody waits for it any more.
			sleep(milliseconds, ended.signal).then(nothing, nothing),
		]);
	} finally {
		forget();
		ended.abort();
		// After its answer this does nothing; before, it closes the connection.
		over.abort();
	}
}

/** Requests under way of each execution, by the signal that says it was cancelled. */
const underWay = new WeakMap<AbortSignal, Set<AbortController>>();

/** Ends a request when its execution is cancelled; one listener serves all requests of an execution. */
function whenCancelled(context: RequestContext, over: AbortController): () => void {
	const signal =
		'getExecutionCancelSignal' in context ? context.getExecutionCancelSignal() : undefined;
	if (!signal) return () => {};
	let requests = underWay.get(signal);
	if (!requests) {
		const all = new Set<AbortController>();
		underWay.set(signal, (requests = all));
		signal.addEventListener('abort', () => all.forEach((request) => request.abort()));
	}
	if (signal.aborted) over.abort();
	requests.add(over);
	return () => requests.delete(over);
}
