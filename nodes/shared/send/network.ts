// Failures without an answer: what n8n's HTTP helper throws.
import type { IDataObject } from 'n8n-workflow';
import { providerFailure, type Failure } from '../contract/failure';
import { isObject } from '../contract/json';
import type { Provider } from '../contract/provider';
import { maskSecrets } from './secrets';

/** How much of an error's text is looked at. */
const LONGEST_TEXT = 2000;

/** Network errors that happen before anything is sent: the provider cannot have done anything. */
const NOTHING_SENT =
	/^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO|ERR_TLS)/;
/** These too, where they come while the connection is made; one that is up can break in the same way. */
const NOT_CONNECTED = /^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ECONNRESET)/;

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
	const levels = levelsOf(error);
	const code = networkCode(levels);
	const connecting = levels.some(({ syscall }) => syscall === 'connect');
	const [, text] = NETWORK_TEXTS.find(([pattern]) => pattern.test(code)) ?? [];
	if (text?.includes('in time') && !connecting) return timeoutFailure(provider, timeout, code);
	const told = maskSecrets((code || errorText(error)).slice(0, LONGEST_TEXT), secrets);
	return providerFailure(`${provider.name} ${text ?? 'could not be reached'}`, {
		hint: `Check the address in the credential and this machine's network (${told}).`,
		...(code ? { code } : {}),
		retriable: true,
		effect:
			NOTHING_SENT.test(code) || (connecting && NOT_CONNECTED.test(code)) ? 'none' : 'unknown',
	});
}

/** The failure of a request whose answer did not come, or not to its end, in so many milliseconds. */
export function timeoutFailure(provider: Provider, timeout: number, code = 'ETIMEDOUT'): Failure {
	return providerFailure(`${provider.name} did not answer in time`, {
		hint: `Waited ${timeout / 1000} s. Try again later, or raise the Timeout option.`,
		code,
		retriable: true,
		effect: 'unknown',
	});
}

/** What n8n's helper throws: an error around an error. */
function levelsOf(error: unknown): IDataObject[] {
	const levels: IDataObject[] = [];
	for (let level = error; isObject(level) && levels.length < 5; level = level.cause)
		levels.push(level);
	return levels;
}

/** The network's error code, wherever it stands. */
function networkCode(levels: IDataObject[]): string {
	for (const level of levels) {
		for (const candidate of [level.code, level.httpCode]) {
			if (typeof candidate === 'string' && /^[A-Z][A-Z0-9_]{3,40}$/.test(candidate))
				return candidate;
		}
	}
	const text = errorText(levels[0]).slice(0, LONGEST_TEXT);
	return /\b(E[A-Z]{4,40}|[A-Z]{1,20}(?:_[A-Z]{1,20}){1,5})\b/.exec(text)?.[1] ?? '';
}

function errorText(error: unknown): string {
	if (!isObject(error)) return String(error ?? '');
	const texts = [
		error.message,
		...(Array.isArray(error.messages) ? (error.messages as unknown[]) : []),
		error.description,
	];
	return texts.filter((text) => typeof text === 'string').join(' ');
}
