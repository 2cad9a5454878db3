// A mail server on loopback that delivers nothing: it keeps every e-mail sent to it over SMTP, for the inbox page and the
// end-to-end tests.
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** How many e-mails are kept, and how large one may be. */
const KEPT = 200;
const MAX_BYTES = 2_000_000;

/** An e-mail and the number it is shown under, from 1 on. */
export type ReceivedEmail = Email & { number: number };

export class MailServer {
	/** The last 200 e-mails, oldest first. */
	readonly emails: ReceivedEmail[] = [];
	private received = 0;
	private readonly server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		size: MAX_BYTES,
		onData: (stream, _session, done) => {
			collect(stream)
				.then(async (message) => {
					if (stream.sizeExceeded) throw tooLarge();
					await this.receive(message);
				})
				.then(() => done(), done);
		},
	});

	/**
	 * Starts to listen on 127.0.0.1.
	 * @param port 0 takes a free one
	 * @throws when the port is taken
	 */
	async start(port = 0): Promise<this> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(port, '127.0.0.1', () => {
				this.server.off('error', reject);
				// Such as a client that hangs up; nobody waits for it.
				this.server.on('error', () => undefined);
				resolve();
			});
		});
		return this;
	}

	/** Keeps an e-mail. @param message as it goes over the wire, MIME */
	async receive(message: Buffer): Promise<void> {
		const email = await PostalMime.parse(message);
		this.emails.push(Object.assign(email, { number: ++this.received }));
		if (this.emails.length > KEPT) this.emails.shift();
	}

	/** The fields of n8n's SMTP credential for this server. */
	get credential() {
		const { port } = this.server.server.address() as AddressInfo;
		return { host: '127.0.0.1', port, secure: false, disableStartTls: true };
	}

	async stop(): Promise<void> {
		await new Promise<void>((resolve) => this.server.close(resolve));
	}
}

/** The whole of a message; of one that is too large only its beginning, the rest is read and dropped. */
async function collect(stream: Readable): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of stream as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes <= MAX_BYTES) chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** SMTP's own code for it. */
function tooLarge(): Error {
	return Object.assign(new Error(`An e-mail may have ${MAX_BYTES} bytes`), { responseCode: 552 });
}
