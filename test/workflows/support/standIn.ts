// A stand-in of any provider that a test writes itself: a bare HTTP server, which shares nothing with the sandbox.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request as it came. */
export interface Received {
	method: string;
	/** Path without the query. */
	path: string;
	query: URLSearchParams;
	headers: IncomingMessage['headers'];
	/** The JSON of the body; undefined where there is none. */
	body: unknown;
	/** When it came, in milliseconds of the monotonic clock. */
	at: number;
}

/** What a test does with a request: gives an answer as JSON, or writes one itself and gives nothing. */
export type Answering = (request: Received, response: ServerResponse) => unknown;

/** A stand-in on a free port of this machine. */
export class StandIn {
	readonly requests: Received[] = [];
	private readonly sockets = new Set<Socket>();
	private server: Server | undefined;
	answering: Answering = () => ({});
	url = '';

	async start(): Promise<void> {
		const server = createServer((request, response) => void this.take(request, response));
		server.on('connection', (socket: Socket) => {
			this.sockets.add(socket);
			socket.once('close', () => this.sockets.delete(socket));
		});
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		this.server = server;
		this.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	}

	/** Connections that are open. */
	get connections(): number {
		return this.sockets.size;
	}

	async stop(): Promise<void> {
		for (const socket of this.sockets) socket.destroy();
		await new Promise((resolve) => this.server?.close(resolve));
	}

	/** Credentials of a provider whose API is here; the account is another one for each call. */
	credentials(type: 'kwik' | 'smarterPay' | 'makePay'): object {
		const key = `key-${++accounts}`;
		return {
			kwik: { environment: 'custom', rootUrl: this.url, apiKey: key, apiSecret: 'secret-of-kwik' },
			smarterPay: { baseUrl: `${this.url}/service.svc`, accessToken: key },
			makePay: {
				baseUrl: this.url,
				keyId: key,
				keySecret: 'secret-of-makepay',
				webhookSecret: 'whsec',
			},
		}[type];
	}

	private async take(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const chunks: Buffer[] = [];
		try {
			for await (const chunk of request) chunks.push(chunk as Buffer);
		} catch {
			// Whoever asked has gone.
			return;
		}
		const text = Buffer.concat(chunks).toString('utf8');
		const { pathname, searchParams } = new URL(request.url!, this.url);
		const received: Received = {
			method: request.method!,
			path: pathname,
			query: searchParams,
			headers: request.headers,
			body: text === '' ? undefined : (JSON.parse(text) as unknown),
			at: performance.now(),
		};
		this.requests.push(received);
		const answer = (await this.answering(received, response)) as object | undefined;
		if (answer === undefined || response.writableEnded) return;
		if (!response.headersSent) response.setHeader('content-type', 'application/json');
		response.end(JSON.stringify(answer));
	}
}

let accounts = 0;

/** A stand-in for the tests of one file. */
export function useStandIn(): StandIn {
	const standIn = new StandIn();
	beforeAll(async () => await standIn.start());
	beforeEach(() => {
		standIn.requests.length = 0;
		standIn.answering = () => ({});
	});
	afterAll(async () => await standIn.stop());
	return standIn;
}

/** An answer with a status and headers of its own. */
export function write(
	response: ServerResponse,
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): void {
	response.writeHead(status, { 'content-type': 'application/json', ...headers });
	response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Cuts the connection without an answer. */
export function reset(response: ServerResponse): void {
	response.socket?.resetAndDestroy();
}
