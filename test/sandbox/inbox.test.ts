// The mail server and the inbox page of `npm start`.
import { createConnection } from 'node:net';
import axios from 'axios';
import { startInbox } from '../../demo/inbox';
import { MailServer } from '../../demo/mailServer';

const message = (subject: string, html: string, to = 'Naledi <naledi@example.com>') =>
	Buffer.from(
		[
			'From: Billing <billing@example.com>',
			`To: ${to}`,
			`Subject: ${subject}`,
			'Date: Mon, 04 May 2026 08:00:00 +0000',
			'Content-Type: multipart/alternative; boundary="part"',
			'',
			'--part',
			'Content-Type: text/plain; charset=utf-8',
			'',
			'Your page: https://example.com/portal?a=1&b=2 <b>',
			'--part',
			'Content-Type: text/html; charset=utf-8',
			'',
			html,
			'--part--',
			'',
		].join('\r\n'),
	);

describe('the inbox page', () => {
	const mailServer = new MailServer();
	let inbox: Awaited<ReturnType<typeof startInbox>>;
	beforeAll(async () => {
		inbox = await startInbox(mailServer);
	});
	afterAll(async () => await inbox.stop());
	const get = async (path: string, host = '127.0.0.1:4013') =>
		await axios.get<string>(`${inbox.url}${path}`, {
			headers: { host },
			proxy: false,
			validateStatus: () => true,
		});
	beforeEach(() => {
		mailServer.emails.length = 0;
	});

	test('says where e-mails come from while there is none', async () => {
		expect((await get('/')).data).toContain('SMTP demo');
	});

	test('lists the e-mails, the latest first, nothing in them taken for HTML', async () => {
		await mailServer.receive(message('First', ''));
		await mailServer.receive(message('<script>alert(1)</script>', ''));
		const { data: body } = await get('/');
		expect(body).not.toContain('<script');
		expect(body).toContain('&#60;script&#62;');
		expect(body.indexOf('script')).toBeLessThan(body.indexOf('First'));
		expect(body).toContain('Naledi &#60;naledi@example.com&#62;');
	});

	test('shows an e-mail in a frame that runs no script and opens links in a new tab', async () => {
		const html = '<a href="https://example.com/portal">Open</a><script>alert(1)</script>';
		await mailServer.receive(message('A link', html));
		const { number } = mailServer.emails[0]!;
		const whole = await get(`/emails/${number}`);
		expect(whole.data).toMatch(
			new RegExp(
				`<iframe [^>]*sandbox="allow-popups allow-popups-to-escape-sandbox" src="/emails/${number}/html"`,
			),
		);
		expect(whole.data).toContain('href="https://example.com/portal?a=1&#38;b=2"');
		const frame = await get(`/emails/${number}/html`);
		expect(frame.data).toContain('<base target="_blank"><a href="https://example.com/portal">');
		expect(frame.headers['content-security-policy']).toMatch(/^sandbox allow-popups/);
		expect(frame.headers['content-security-policy']).toContain("default-src 'none'");
		expect(frame.headers['content-security-policy']).not.toMatch(/allow-scripts|script-src/);
	});

	test('has no page for an e-mail that is not there', async () => {
		expect((await get('/emails/1')).status).toBe(404);
		expect((await get('/emails/x/html')).status).toBe(404);
	});

	test('answers under the names of this machine only', async () => {
		expect((await get('/', 'localhost:4013')).status).toBe(200);
		expect((await get('/', 'inbox.example.com:4013')).status).toBe(403);
	});
});

test('keeps the last 200 e-mails', async () => {
	const mailServer = new MailServer();
	for (let index = 1; index <= 203; index++) await mailServer.receive(message(`No. ${index}`, ''));
	expect(mailServer.emails).toHaveLength(200);
	expect(mailServer.emails.map(({ subject }) => subject).slice(0, 1)).toEqual(['No. 4']);
	expect(mailServer.emails.at(-1)).toMatchObject({ number: 203, subject: 'No. 203' });
});

describe('over SMTP', () => {
	const mailServer = new MailServer();
	beforeAll(async () => await mailServer.start());
	afterAll(async () => await mailServer.stop());

	/** Sends one e-mail as a client does, and gives the answer to its content. */
	async function deliver(content: string): Promise<string> {
		const socket = createConnection(mailServer.credential.port, '127.0.0.1');
		socket.setEncoding('utf8');
		const steps = [
			...['EHLO client\r\n', 'MAIL FROM:<a@example.com>\r\n', 'RCPT TO:<b@example.com>\r\n'],
			...['DATA\r\n', `${content}\r\n.\r\n`],
		];
		let answer = '';
		for await (const chunk of socket) {
			answer = String(chunk);
			if (!/^\d{3} [^\n]*\n$/m.test(answer)) continue;
			const step = steps.shift();
			if (step === undefined) break;
			socket.write(step);
		}
		socket.destroy();
		return answer;
	}

	test('takes an e-mail, and refuses one that is too large', async () => {
		const small = message('Over the wire', '<p>Hello</p>').toString();
		expect(await deliver(small)).toMatch(/^250/);
		expect(mailServer.emails).toMatchObject([
			{ subject: 'Over the wire', html: expect.stringContaining('Hello') },
		]);
		expect(
			await deliver(`Subject: Large\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(30_000)}`),
		).toMatch(/^552/);
		expect(mailServer.emails).toHaveLength(1);
	});

	test('refuses a port that is taken', async () => {
		await expect(new MailServer().start(mailServer.credential.port)).rejects.toThrow('EADDRINUSE');
	});
});
