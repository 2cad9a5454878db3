// Reads bodies: keeps the exact text, parses JSON, and never lets a bad body become a crash.
import type { FastifyInstance } from 'fastify';

const MAX_DEPTH = 200;
const [QUOTE, BACKSLASH] = [34, 92];

/** Whether JSON nests deeper than any real record; serialising such a value would exhaust the stack. */
function tooDeep(text: string): boolean {
	let depth = 0;
	let quoted = false;
	for (let i = 0; i < text.length; i++) {
		const sign = text.charCodeAt(i);
		if (quoted) {
			if (sign === BACKSLASH) i++;
			else if (sign === QUOTE) quoted = false;
		} else if (sign === QUOTE) quoted = true;
		else if (sign === 123 || sign === 91) {
			if (++depth > MAX_DEPTH) return true;
		} else if (sign === 125 || sign === 93) depth--;
	}
	return false;
}

/** Makes the app accept any content type; the provider's own rules on it are checked later. */
export function readBodies(app: FastifyInstance): void {
	app.removeAllContentTypeParsers();
	app.addContentTypeParser('*', { parseAs: 'string' }, (request, text, done) => {
		const raw = String(text);
		request.rawText = raw;
		if (raw === '') return done(null, undefined);
		try {
			if (tooDeep(raw)) throw new SyntaxError('too deep');
			done(null, JSON.parse(raw));
		} catch {
			// Forms of the payment pages end here too: they carry nothing that is read.
			request.badJson = true;
			done(null, undefined);
		}
	});
}
