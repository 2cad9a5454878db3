// The inbox page of `npm start`: a list of the e-mails that the workflows sent, and each as its reader would see it.
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { MailServer, ReceivedEmail } from './mailServer';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
/** E-mails hold links that are secrets, and their HTML is not ours: no script, nothing loaded, links in a new tab. */
const PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'";
const EMAIL_POLICY =
	"sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'";

/** The inbox, which listens nowhere yet. */
function inboxPage(mailServer: MailServer): FastifyInstance {
	const app = Fastify();
	// Another name for this machine would be a web site that reads along.
	app.addHook('onRequest', async (request, reply) => {
		if (!LOOPBACK.test(request.headers.host ?? '')) await reply.code(403).send('Loopback only');
	});
	const found = (number: string) =>
		mailServer.emails.find((email) => email.number === Number(number));

	app.get('/', async (_request, reply) => send(reply, 200, PAGE_POLICY, list(mailServer.emails)));
	app.get<{ Params: { number: string } }>('/emails/:number', async ({ params }, reply) => {
		const email = found(params.number);
		if (!email) return send(reply, 404, PAGE_POLICY, page('No such e-mail', BACK));
		return send(reply, 200, PAGE_POLICY, single(email));
	});
	app.get<{ Params: { number: string } }>('/emails/:number/html', async ({ params }, reply) => {
		const html = found(params.number)?.html ?? '';
		return send(reply, html ? 200 : 404, EMAIL_POLICY, `<base target="_blank">${html}`);
	});
	return app;
}

/**
 * Starts the inbox on 127.0.0.1.
 * @param port 0 takes a free one
 * @returns where it is, and how to end it
 * @throws when the port is taken
 */
export async function startInbox(mailServer: MailServer, port = 0) {
	const app = inboxPage(mailServer);
	const url = await app.listen({ host: '127.0.0.1', port });
	return { url, stop: async () => await app.close() };
}

const BACK = '<p><a href="/">All e-mails</a></p>';

function list(emails: ReceivedEmail[]): string {
	const rows = [...emails].reverse().map((email) => {
		const subject = escapeHtml(email.subject || '(no subject)');
		const cells = [
			escapeHtml(timeOf(email)),
			escapeHtml(addressesOf(email)),
			`<a href="/emails/${email.number}">${subject}</a>`,
		];
		return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
	});
	const table = `<table><thead><tr><th>Time<th>To<th>Subject</tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
	return page(
		'Inbox',
		emails.length > 0
			? table
			: '<p>No e-mail yet. What workflows send with the credential <b>SMTP demo</b> arrives here and nowhere else.</p>',
		'<meta http-equiv="refresh" content="3">',
	);
}

function single(email: ReceivedEmail): string {
	const { number, html, text, from, subject } = email;
	const heads = [
		['From', from ? addressOf(from) : ''],
		['To', addressesOf(email)],
		['Time', timeOf(email)],
	];
	return page(
		subject || '(no subject)',
		`${BACK}<dl>${heads.map(([name, value]) => `<dt>${name}<dd>${escapeHtml(value!)}`).join('')}</dl>
${html ? `<iframe title="E-mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/emails/${number}/html"></iframe>` : ''}
${text ? `${html ? '<h2>As text</h2>' : ''}<pre>${withLinks(text)}</pre>` : ''}`,
	);
}

/** Plain text as HTML in which addresses of pages can be clicked. */
function withLinks(text: string): string {
	return text
		.split(/(https?:\/\/[^\s<>"]+)/)
		.map((part, index) =>
			index % 2 === 1
				? `<a href="${escapeHtml(part)}" target="_blank" rel="noopener noreferrer">${escapeHtml(part)}</a>`
				: escapeHtml(part),
		)
		.join('');
}

function timeOf({ date }: ReceivedEmail): string {
	const time = new Date(date ?? '');
	return Number.isNaN(time.getTime()) ? '' : time.toLocaleString('en-GB');
}

const addressesOf = ({ to }: ReceivedEmail) => (to ?? []).map(addressOf).join(', ');

function addressOf({ name, address }: { name?: string; address?: string }): string {
	return name ? `${name} <${address ?? ''}>` : (address ?? '');
}

function escapeHtml(value: string): string {
	return value.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

function send(reply: FastifyReply, status: number, policy: string, html: string): FastifyReply {
	return reply
		.code(status)
		.type('text/html; charset=utf-8')
		.header('cache-control', 'no-store')
		.header('content-security-policy', policy)
		.header('referrer-policy', 'no-referrer')
		.header('x-content-type-options', 'nosniff')
		.send(html);
}

/** @param title plain text; the rest is HTML whose values were escaped */
function page(title: string, content: string, head = ''): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}
<title>${escapeHtml(title)}</title>
<style>
body { font-family: system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #ccc; padding: 0.4rem 1rem 0.4rem 0; text-align: left; }
dl { display: grid; grid-template-columns: auto 1fr; gap: 0.2rem 1rem; }
dd { margin: 0; }
iframe { border: 1px solid #ccc; height: 32rem; width: 100%; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${content}
</body>
</html>
`;
}
