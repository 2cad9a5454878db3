// Ports on loopback: a free one, or the assurance that a wanted one is free.
import { createServer, type AddressInfo } from 'node:net';
import { Refusal } from './steps';

/** Opens and closes `port` on 127.0.0.1 (0: any) and gives its number; rejects where it is taken. */
const probe = async (port: number) =>
	await new Promise<number>((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
			const { port: found } = server.address() as AddressInfo;
			server.close(() => resolve(found));
		});
	});

/** A port that is free at this moment. */
export const freePort = async () => await probe(0);

/**
 * Checks ports that must be free before anything is started.
 * @throws Refusal naming the port and what it was wanted for
 */
export async function requirePorts(wanted: Record<string, number>): Promise<void> {
	for (const [purpose, port] of Object.entries(wanted)) {
		try {
			await probe(port);
		} catch {
			throw new Refusal(
				`Port ${port}, needed for ${purpose}, is taken by another program; end that program and start again.`,
			);
		}
	}
}
