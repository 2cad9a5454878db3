// HTTP as n8n's helper does it: a request from its options, an answer or an error back.
import { NodeApiError, type IDataObject, type IHttpRequestOptions, type INode } from 'n8n-workflow';
import type { Answer, NetworkError } from './shown';

/** A request as it goes over the wire. */
export interface WireRequest {
	method: string;
	origin: string;
	path: string;
	query: string;
	headers: Record<string, string>;
	payload: string | undefined;
	body: IDataObject | undefined;
}

/** What n8n's helper makes of a node's options. */
export function requestOf(options: IHttpRequestOptions): WireRequest {
	const { origin, pathname } = new URL(options.url);
	const headers: Record<string, string> = { accept: 'application/json' };
	for (const [name, value] of Object.entries(options.headers ?? {})) {
		headers[name.toLowerCase()] = String(value);
	}
	if (options.auth) {
		const { username, password } = options.auth;
		headers.authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
	}
	const { body } = options as { body?: IDataObject | string };
	const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
	if (payload !== undefined) headers['content-type'] ??= 'application/json';
	const query = Object.entries(options.qs ?? {})
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
	return {
		method: options.method ?? 'GET',
		origin,
		path: pathname,
		query: query.length > 0 ? `?${query.join('&')}` : '',
		headers,
		payload,
		body: payload === undefined ? undefined : (JSON.parse(payload) as IDataObject),
	};
}

/** An answer as n8n gives it to a node that asks for a stream. */
export function responseOf({ status, headers, body }: Answer): object {
	const stream = (async function* () {
		yield Buffer.from(body);
	})();
	return { statusCode: status, statusMessage: 'Simulated', headers, body: stream };
}

/** The error of n8n's HTTP client; like the real one it holds the whole request, secrets included. */
class AxiosError extends Error {
	override name = 'AxiosError';
	readonly isAxiosError = true;
	readonly config: object;
	override readonly cause: Error;

	constructor(
		message: string,
		readonly code: string,
		headers: object,
		cause: Error,
	) {
		super(message);
		this.config = { headers };
		this.cause = cause;
	}
}

const MESSAGES: Record<string, string> = {
	ECONNABORTED: 'timeout exceeded',
	ERR_CANCELED: 'canceled',
	ECONNRESET: 'socket hang up',
};

/** What n8n's helper throws. */
export function thrownBy(
	node: INode,
	{ code, syscall }: NetworkError,
	{ headers }: WireRequest,
): NodeApiError {
	const message = MESSAGES[code] ?? `${syscall ?? 'request'} ${code}`;
	const cause = Object.assign(new Error(message), { code, ...(syscall ? { syscall } : {}) });
	return new NodeApiError(node, new AxiosError(message, code, headers, cause) as never);
}
