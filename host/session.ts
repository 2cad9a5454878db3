// A signed-in session at n8n's own endpoints, as a browser holds one.
import { randomUUID } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';

export interface Owner {
	email: string;
	password: string;
	firstName: string;
	lastName: string;
}

/** What makes a session: to be handed to another process that takes it up. */
export interface Identity {
	browserId: string;
	cookie?: string;
}

export class Session {
	protected readonly http: AxiosInstance;

	constructor(
		readonly url: string,
		readonly identity: Identity = { browserId: randomUUID() },
	) {
		const { browserId, cookie } = identity;
		this.http = axios.create({
			baseURL: url,
			proxy: false,
			// A connection that is kept may be ended by n8n just when it is used again.
			httpAgent: new Agent({ keepAlive: false }),
			timeout: 60_000,
			maxRedirects: 0,
			validateStatus: () => true,
			// n8n ties a session to the browser it was opened in.
			headers: { 'browser-id': browserId, ...(cookie && { cookie }) },
		});
	}

	/** Makes the owner's account, or signs in where there is one already. */
	async signIn(owner: Owner): Promise<void> {
		const { email, password } = owner;
		let answer = await this.http.post('/rest/owner/setup', owner);
		if (answer.status === 400) {
			answer = await this.http.post('/rest/login', { emailOrLdapLoginId: email, password });
		}
		if (answer.status !== 200) throw refusal('POST', '/rest/login', answer);
		const cookies = (answer.headers['set-cookie'] ?? []).map((cookie) => cookie.split(';')[0]);
		this.identity.cookie = cookies.join('; ');
		this.http.defaults.headers.cookie = this.identity.cookie;
	}

	/**
	 * Calls an endpoint of the editor (`/rest/…`) and gives the `data` of the answer.
	 * @throws Error with n8n's own message when it refuses
	 */
	async call<Result>(method: string, path: string, data?: unknown): Promise<Result> {
		const ask = async () =>
			await this.http.request<{ data?: Result; message?: string }>({ method, url: path, data });
		let answer = await ask();
		// On a busy machine n8n takes its database for lost for a moment, and does nothing meanwhile.
		for (let i = 0; answer.status === 503 && /^Database/.test(answer.data?.message ?? ''); i++) {
			if (i === 100) break;
			await pause(200);
			answer = await ask();
		}
		if (answer.status < 200 || answer.status > 299) throw refusal(method, path, answer);
		return answer.data?.data as Result;
	}

	/** A file n8n serves, such as a node's icon; no status throws. */
	async file<Content = unknown>(path: string): Promise<AxiosResponse<Content>> {
		return await this.http.get<Content>(path);
	}
}

function refusal(method: string, path: string, answer: AxiosResponse<unknown>): Error {
	const { message } = (answer.data ?? {}) as { message?: string };
	const reason = message ?? JSON.stringify(answer.data)?.slice(0, 300);
	return new Error(`n8n answered ${method} ${path} with ${answer.status}: ${reason}`);
}
