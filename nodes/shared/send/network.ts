// Failures without an answer: what n8n's HTTP helper throws.
import { providerFailure, type Failure } from '../contract/failure';
import { isObject } from '../contract/json';
import type { Provider } from '../contract/provider';
import { maskSecrets } from './secrets';

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

/** The failure of a request that got no answer. */
export function networkFailure(
	provider: Provider,
	error: unknown,
	secrets: string[],
	timeout: number,
): Failure {
	const code = networkCode(error);
	const [, text] = NETWORK_TEXTS.find(([pattern]) => pattern.test(code)) ?? [];
	const nothingSent = NOTHING_SENT.test(code);
	return providerFailure(`${provider.name} ${text ?? 'could not be reached'}`, {
		hint: text?.includes('in time')
			? `Waited ${timeout / 1000} s. Try again later, or raise the Timeout option.`
			: `Check the address in the credential and this machine's network (${maskSecrets(code || errorText(error), secrets)}).`,
		...(code ? { code } : {}),
		retriable: true,
		effect: nothingSent ? 'none' : 'unknown',
	});
}

/** Finds the network's error code in what n8n's helper throws: an error around an error. */
function networkCode(error: unknown): string {
	for (let level = error, depth = 0; isObject(level) && depth < 5; level = level.cause, depth++) {
		for (const candidate of [level.code, level.httpCode]) {
			if (typeof candidate === 'string' && /^[A-Z][A-Z0-9_]{3,}$/.test(candidate)) return candidate;
		}
	}
	return /\b(E[A-Z]{4,}|[A-Z]+(?:_[A-Z]+)+)\b/.exec(errorText(error))?.[1] ?? '';
}

function errorText(error: unknown): string {
	if (!isObject(error)) return String(error);
	const texts = [
		error.message,
		...(Array.isArray(error.messages) ? (error.messages as unknown[]) : []),
		error.description,
	];
	return texts.filter((text) => typeof text === 'string').join(' ');
}
