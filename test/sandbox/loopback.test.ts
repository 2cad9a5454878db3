// What this repository starts serves this machine alone: nobody finds it under another of the machine's addresses.
import { connect, createServer, type AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { startInbox } from '../../demo/inbox';
import { MailServer } from '../../demo/mailServer';
import { startSandbox } from '../../sandbox';

/** Other addresses of this machine: those of its network, and on Linux every other one of its loopback. */
const others = [
	...Object.values(networkInterfaces())
		.flatMap((addresses) => addresses ?? [])
		.filter(({ internal, family }) => !internal && family === 'IPv4')
		.map(({ address }) => address),
	...(process.platform === 'linux' ? ['127.0.0.2'] : []),
];

const isOpen = async (host: string, port: number) =>
	await new Promise<boolean>((resolve) => {
		const socket = connect({ host, port, timeout: 5000 });
		const over = (open: boolean) => () => {
			socket.destroy();
			resolve(open);
		};
		socket.once('connect', over(true)).once('error', over(false)).once('timeout', over(false));
	});
const openAt = async (port: number) => {
	const open = await Promise.all(others.map(async (host) => await isOpen(host, port)));
	return others.filter((_, i) => open[i]);
};

test('the sandbox, the inbox and the mail server', async () => {
	const sandbox = await startSandbox();
	const mailServer = await new MailServer().start();
	const inbox = await startInbox(mailServer);
	const { kwik, smarterPay, makePay } = sandbox;
	const urls = [kwik, smarterPay, makePay, inbox].map(({ url }) => Number(new URL(url).port));
	try {
		for (const port of [...urls, mailServer.credential.port]) {
			expect(await isOpen('127.0.0.1', port)).toBe(true);
			expect(await openAt(port)).toEqual([]);
		}
	} finally {
		await Promise.all([sandbox.stop(), inbox.stop(), mailServer.stop()]);
	}
});

test('a server that listens everywhere would be found', async () => {
	const server = createServer((socket) => socket.destroy());
	await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
	expect(await openAt((server.address() as AddressInfo).port)).toEqual(others);
	expect(others.length > 0 || process.platform !== 'linux').toBe(true);
	server.close();
});
