// A sandbox per test file and HTTP clients that carry the demo keys.
import axios, { type AxiosInstance, type AxiosRequestHeaders } from 'axios';
import { startSandbox, type Sandbox } from '../../sandbox';

/** Never throws for a status, never follows a redirect: the answer itself is what is tested. */
export const ANY_STATUS = {
	validateStatus: () => true,
	maxRedirects: 0,
	timeout: 5000,
	// Objects go as JSON; texts go byte for byte, which axios would otherwise quote when the type is JSON.
	transformRequest: (data: unknown, headers: AxiosRequestHeaders) => {
		if (typeof data !== 'object' || data === null) return data;
		headers.setContentType('application/json', false);
		return JSON.stringify(data);
	},
};

export interface Clients {
	sandbox: Sandbox;
	/** Root of the Kwik host: paths start `/1.0` or `/2.0`. */
	kwik: AxiosInstance;
	/** The same with the keys of Kwik's test data. */
	kwikTest: AxiosInstance;
	/** Below `/service.svc`. */
	smarterPay: AxiosInstance;
	/** Below `/api/partner/v1/makepay`. */
	makePay: AxiosInstance;
	/** Without keys, for pages and control routes. */
	visitor: AxiosInstance;
}

/** Starts a sandbox and clients for it. */
export async function startClients(): Promise<Clients> {
	const sandbox = await startSandbox();
	const { kwik, smarterPay, makePay } = sandbox;
	const kwikWith = ({ apiKey, apiSecret }: { apiKey: string; apiSecret: string }) =>
		axios.create({
			...ANY_STATUS,
			baseURL: kwik.url,
			auth: { username: apiKey, password: apiSecret },
		});
	return {
		sandbox,
		kwik: kwikWith(kwik.credentials),
		kwikTest: kwikWith(kwik.testCredentials),
		smarterPay: axios.create({
			...ANY_STATUS,
			baseURL: smarterPay.baseUrl,
			headers: { Authorization: `Bearer ${smarterPay.credentials.accessToken}` },
		}),
		makePay: axios.create({
			...ANY_STATUS,
			baseURL: `${makePay.url}/api/partner/v1/makepay`,
			headers: {
				'x-makecrypto-key-id': makePay.credentials.keyId,
				'x-makecrypto-key-secret': makePay.credentials.keySecret,
				Accept: 'application/json',
			},
		}),
		visitor: axios.create(ANY_STATUS),
	};
}

/** The names of an object's fields, sorted. */
export function fieldsOf(value: unknown): string[] {
	return Object.keys(value as object).sort();
}

/** Names as written in a document, sorted the same way. */
export function names(text: string): string[] {
	return text.trim().split(/\s+/).sort();
}
