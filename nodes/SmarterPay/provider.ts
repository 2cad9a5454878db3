// What is peculiar to SmarterPay (UK). smarterpay.md 1 and 4.
import type { IDataObject } from 'n8n-workflow';
import { trimBaseUrl } from '../shared/contract/address';
import { isObject } from '../shared/contract/json';
import type { Provider, Refusal } from '../shared/contract/provider';
import type { ProviderResponse } from '../shared/contract/request';
import { excerpt, toSnakeCase } from '../shared/contract/text';

/** The SmarterPay Cloud API. Paths follow `…/service.svc`. */
export const smarterPay: Provider = {
	id: 'smarterPay',
	name: 'SmarterPay',
	credentialType: 'smarterPayApi',
	requiredCredentials: { baseUrl: 'Base URL', accessToken: 'Access Token' },
	secrets: ({ accessToken }) => [String(accessToken).trim()],
	// D17: the key of an ecommerce page is shown nowhere.
	secretFields: ['encryption_key'],
	quotable: withoutEncryptionKey,
	account: ({ baseUrl, accessToken }) => JSON.stringify([baseUrl, accessToken]),
	typedUrl: ({ baseUrl }) => ({ field: 'baseUrl', url: String(baseUrl), originOnly: false }),
	hosts: ({ baseUrl }) => [String(baseUrl)],
	baseUrl: ({ baseUrl }) => trimBaseUrl(String(baseUrl)),
	headers: { 'Accept-Charset': 'utf-8' },
	wireName: toSnakeCase,
	// No limit is documented.
	requestsPerSecond: 20,
	// smarterpay.md 1 and 6.
	idempotency: {
		header: 'Idempotency-Key',
		replayHeader: 'idempotency-replay',
	},
	refusal,
};

/** smarterpay.md 4: a success has no flag of its own; the form of an error is not documented. */
function refusal({ statusCode, body }: ProviderResponse): Refusal | undefined {
	const success = statusCode >= 200 && statusCode < 300;
	if (success && !(isObject(body) && (body.error || body.errors))) return undefined;
	const hint = HINTS[statusCode];
	const said = errorText(body);
	return {
		message: said ?? excerpt(withoutEncryptionKey(quoted(body))),
		...(said === undefined ? {} : { verdict: 'judged' }),
		...(hint ? { hint } : {}),
	};
}

const HINTS: Record<number, string> = {
	400: 'Check the values, that the ecommerce page expects this kind of linked record, and that its set-up allows these overrides.',
	401: 'The token was refused: check token and base URL in the SmarterPay credential.',
	403: 'The token was refused: check token and base URL in the SmarterPay credential.',
	404: 'There is no record with this ID in this SmarterPay instance.',
};

/** The first text in any of the places where errors of such APIs are found. */
function errorText(body: unknown): string | undefined {
	if (!isObject(body)) return undefined;
	const { error } = body;
	const errors = Array.isArray(body.errors) ? (body.errors as IDataObject[]) : [];
	const candidates: unknown[] = [
		isObject(error) ? error.message : error,
		...errors.flatMap((entry) => [entry?.message, entry?.detail]),
		body.message,
		body.Message,
		body.title,
		body.detail,
	];
	const text = candidates.find((candidate) => typeof candidate === 'string' && candidate !== '');
	return text === undefined ? undefined : excerpt(withoutEncryptionKey(quoted(text)), 500);
}

function quoted(body: unknown): string {
	return typeof body === 'string' ? body : JSON.stringify(body ?? '');
}

/** D17: nor in what is quoted of an answer. */
function withoutEncryptionKey(text: string): string {
	return text.replace(/(encryption_key\\?"?\s*[:=>]\s*\\?"?)[^"\\<>,&}\s]+/gi, '$1***');
}
