// A receiver of webhooks for the tests: it keeps what comes and answers 200.
import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
	path: string;
	headers: Record<string, unknown>;
	raw: string;
}

export interface Receiver {
	origin: string;
	received: Received[];
	/** The parsed bodies, oldest first. */
	bodies(): Array<ReturnType<typeof JSON.parse>>;
	stop(): void;
}

/** Starts a receiver on a free port. */
export async function startReceiver(): Promise<Receiver> {
	const received: Received[] = [];
	const server = createServer((request, response) => {
		let raw = '';
		request.on('data', (chunk) => (raw += String(chunk)));
		request.on('end', () => {
			received.push({ path: request.url ?? '', headers: request.headers, raw });
			response.writeHead(200).end();
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	return {
		origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		received,
		bodies: () => received.map(({ raw }) => JSON.parse(raw)),
		stop: () => void server.close(),
	};
}

/** Whether a delivery is signed with a secret as makepay.md 5 says. */
export function signedBy(secret: string, { headers, raw }: Received): boolean {
	const [t, v1] = String(headers['x-makepay-signature']).split(',');
	const hex = createHmac('sha256', secret)
		.update(`${t?.slice(2)}.${raw}`)
		.digest('hex');
	return v1 === `v1=${hex}`;
}
