// Failures that an answer brings: refusals, server errors, answers that are not what is documented.
import { providerFailure, type Failure } from '../contract/failure';
import { problemsInModeration } from '../contract/field';
import { isObject } from '../contract/json';
import type { Provider, Refusal } from '../contract/provider';
import type { ProviderRequest, ProviderResponse } from '../contract/request';
import { excerpt, shorten } from '../contract/text';
import { longestAnswer } from './body';
import { maskDeep, maskSecrets } from './secrets';

/** Characters of the provider's words that are told. */
const LONGEST_MESSAGE = 500;
const LONGEST_NAME = 100;

/** The failure in an answer, or nothing when the provider's rule calls it a success. */
export function responseFailure(
	provider: Provider,
	response: ProviderResponse,
	secrets: string[],
): Failure | undefined {
	const { statusCode, body } = response;
	const success = statusCode >= 200 && statusCode < 300;
	const transient = isTransient(statusCode);
	if (success && isObject(body) && !provider.refusal(response)) return undefined;
	// Before anything is cut off: half a secret would not be known as one.
	const statusMessage = maskSecrets(response.statusMessage ?? '', secrets);
	const masked = { ...response, statusMessage, body: maskDeep(body, secrets) };
	if (success && !isObject(body)) return unreadable(provider, masked);
	const refusal = provider.refusal(masked);
	if (refusal?.verdict === 'unclear') return unclear(provider, statusCode);
	const said = shorten(refusal?.message ?? excerpt(masked.body), LONGEST_MESSAGE);
	const code = refusal?.code === undefined ? undefined : shorten(refusal.code, LONGEST_NAME);
	const message =
		`${provider.name} ${transient ? 'could not process' : 'refused'} the request` +
		`${code ? ` (code ${code})` : ''}: ${said || statusText(masked)}`;
	return providerFailure(message, {
		hint: refusal?.hint ?? statusHint(provider, statusCode),
		httpCode: statusCode,
		...(code ? { code } : {}),
		fields: problemsInModeration(refusal?.fields ?? []),
		retriable: transient,
		// A server error may come after the effect, as may a redirect; every other refusal comes before it.
		effect: transient && statusCode !== 429 ? 'unknown' : 'none',
		...(isJudgement(masked, refusal) ? { judged: true } : {}),
		...batchRefusal(provider, response, refusal),
	});
}

/** Whether a status tells of something passing. A redirect is not followed, but may lead to a maintenance page. */
function isTransient(statusCode: number): boolean {
	const isRedirect = statusCode >= 300 && statusCode < 400;
	return statusCode === 408 || statusCode === 429 || statusCode >= 500 || isRedirect;
}

/** Whether the provider itself, and not something on the way, says that the request is wrong, and not its key. */
function isJudgement({ statusCode }: ProviderResponse, refusal: Refusal | undefined): boolean {
	if (statusCode !== 400 && statusCode !== 422) return false;
	return refusal?.verdict === 'judged' && !/idempoten/i.test(refusal.message);
}

/** What the engine needs to know of a refusal to go on with the rest. */
function batchRefusal(
	provider: Provider,
	{ statusCode, headers }: ProviderResponse,
	refusal: Refusal | undefined,
): Pick<Failure, 'retryAfter' | 'replayed' | 'scope' | 'records'> {
	// A date is held against the provider's own clock: this machine's may be wrong.
	const retryAfter = retryAfterOf(headers['retry-after'], clockOf(headers.date));
	const scope =
		statusCode === 413
			? 'batchSize'
			: statusCode === 401 || statusCode === 403
				? 'account'
				: refusal?.scope;
	return {
		...(retryAfter === undefined ? {} : { retryAfter }),
		...(provider.idempotency && headers[provider.idempotency.replayHeader] === 'true'
			? { replayed: true }
			: {}),
		...(scope ? { scope } : {}),
		...(refusal?.records ? { records: refusal.records } : {}),
	};
}

/** What the provider's clock showed when it answered, in epoch milliseconds; undefined where the answer does not tell. */
export function clockOf(date: string | string[] | undefined): number | undefined {
	const theirs = typeof date === 'string' ? Date.parse(date) : NaN;
	return Number.isNaN(theirs) ? undefined : theirs;
}

/** `Retry-After` in seconds or as an HTTP date → milliseconds from now; undefined when absent or unreadable. */
export function retryAfterOf(
	header: string | string[] | undefined,
	now = Date.now(),
): number | undefined {
	if (typeof header !== 'string' || header.trim() === '') return undefined;
	const seconds = Number(header);
	const milliseconds = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now;
	return Number.isNaN(milliseconds) ? undefined : Math.max(0, milliseconds);
}

/** Nothing in such an answer says that the request was not carried out. */
function unclear(provider: Provider, statusCode: number): Failure {
	return providerFailure(`${provider.name} gave an answer that says neither success nor refusal`, {
		httpCode: statusCode,
		effect: 'unknown',
	});
}

function unreadable(provider: Provider, response: ProviderResponse): Failure {
	const { body } = response;
	const text = typeof body === 'string' ? body : '';
	const start = beginning(provider.quotable?.(text) ?? text);
	return providerFailure(`${provider.name} gave an answer that is not JSON`, {
		hint:
			'Check the address in the credential: a proxy or a web page may have answered in its place.' +
			start,
		httpCode: response.statusCode,
		retriable: true,
		effect: 'unknown',
	});
}

/** How an answer begins that should have been JSON. Of broken JSON nothing is quoted: it holds people's data. */
function beginning(body: string): string {
	const text = body.trim();
	if (text === '') return ' The answer is empty.';
	return /^[{["]/.test(text) ? ' The answer breaks off.' : ` The answer begins: ${excerpt(text)}`;
}

function statusText({ statusCode, statusMessage }: ProviderResponse): string {
	return ['HTTP status', statusCode, shorten(statusMessage ?? '', LONGEST_NAME)]
		.filter(Boolean)
		.join(' ');
}

/** The failure of an answer that is JSON and no refusal, but not what the provider documents. */
export function unexpectedAnswer(
	provider: Provider,
	request: ProviderRequest,
	statusCode: number,
): Failure {
	return providerFailure(`${provider.name} gave an answer without the documented content`, {
		hint: `The answer to ${request.method} ${request.path} (HTTP status ${statusCode}) lacks what its documentation promises.`,
		httpCode: statusCode,
		...(request.method === 'GET' ? {} : { effect: 'unknown', claimed: true }),
	});
}

/** The failure of an answer that was not read to its end. */
export function tooLarge(
	provider: Provider,
	request: ProviderRequest,
	statusCode: number,
): Failure {
	const reads = request.method === 'GET';
	const isRefusal = statusCode >= 400 && !isTransient(statusCode);
	return providerFailure(`${provider.name} gave an answer that is too large`, {
		hint:
			`An answer of more than ${longestAnswer(request)} MB, or of very many values, is not read.` +
			(request.isList ? ' Narrow the list with filters, or read it in parts.' : ''),
		httpCode: statusCode,
		...(reads || isRefusal ? {} : { effect: 'unknown' }),
	});
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
