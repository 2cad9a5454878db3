// The body of an answer, read no further than it may be long. n8n's own helper knows no bound: an answer without an end
// would take n8n down, and one of many small values would stop it for minutes.
import type { ProviderRequest } from '../contract/request';
import { Values } from './values';

const MEGABYTE = 1024 * 1024;
/** The longest answer to what only reads: a whole list may come in one piece, 100,000 customers are 80 MB. */
const LONGEST_LIST = 128 * MEGABYTE;
/** The longest answer to anything else: a hundred records with all their fields are 1 MB. */
const LONGEST_OTHER = 4 * MEGABYTE;
/** What is being read at once by all nodes of this process, in bytes. */
const LONGEST_AT_ONCE = 2 * LONGEST_LIST;
/** So many bytes for each value at least: a list of empty objects takes twenty times its length of memory. */
const BYTES_FOR_VALUE = 20;

let underWay = 0;

/** The longest answer that is taken for a request, in megabytes. */
export function longestAnswer({ method }: Pick<ProviderRequest, 'method'>): number {
	return (method === 'GET' ? LONGEST_LIST : LONGEST_OTHER) / MEGABYTE;
}

/**
 * Reads a body. JSON is read whatever the answer calls it, all else stays text.
 * @param body a stream; anything else was read by n8n already (in its evaluations), and is given back
 * @param longest in megabytes
 * @returns undefined when it is longer than that; the rest is not fetched
 * @throws what the connection throws when it breaks
 */
export async function readBody(
	body: unknown,
	longest: number,
): Promise<{ value: unknown } | undefined> {
	if (!isStream(body)) return { value: body };
	const most = longest * MEGABYTE;
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	const values = new Values();
	try {
		// Whoever leaves this loop closes the connection.
		for await (const chunk of body) {
			bytes += chunk.length;
			underWay += chunk.length;
			values.add(chunk);
			if (bytes > most || values.count > most / BYTES_FOR_VALUE || underWay > LONGEST_AT_ONCE)
				return undefined;
			chunks.push(chunk);
		}
		return { value: parsed(Buffer.concat(chunks).toString()) };
	} finally {
		underWay -= bytes;
	}
}

function isStream(body: unknown): body is AsyncIterable<Uint8Array> {
	return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** The value of JSON; text that is none as it is. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
	} catch {
		return text;
	}
}
