// The look of the pages that the links lead to: plain HTML, no script, everything escaped.
import type { FastifyReply } from 'fastify';

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

/** Text that is safe inside HTML and inside a quoted attribute. */
export function escapeHtml(value: unknown): string {
	return String(value ?? '').replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** A whole page; `title` is plain text, `content` is HTML whose values were escaped. */
export function htmlPage(title: string, content: string): string {
	return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>
body { font-family: system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
section { border-top: 1px solid #ccc; margin-top: 1rem; }
footer { color: #666; font-size: 0.85rem; margin-top: 2rem; }
</style>
</head>
<body>
<h1>${escapeHtml(title)}</h1>
${content}
<footer>Sandbox of n8n-nodes-billing-links — no real money, no real customer.</footer>
</body>
</html>
`;
}

/** Sends a page with a status; pages hold personal data, so nothing may cache them. */
export function sendPage(reply: FastifyReply, status: number, html: string): FastifyReply {
	return reply
		.code(status)
		.type('text/html; charset=utf-8')
		.header('cache-control', 'no-store')
		.send(html);
}

/** A page that only says why nothing is shown. */
export function sendNotice(reply: FastifyReply, status: number, sentence: string): FastifyReply {
	return sendPage(reply, status, htmlPage('Link not available', `<p>${escapeHtml(sentence)}</p>`));
}
