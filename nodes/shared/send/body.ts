// The body of an answer, read no further than it may be long. n8n's own helper knows no bound: an answer without an end
// would take n8n down, and one of many small values would stop it for minutes.
import type { ProviderRequest } from '../contract/request';
import { Values } from './values';

const MEGABYTE = 1024 * 1024;
/** The longest answer that is a list: a whole one may come in one piece, 100,000 customers are 80 MB. */
const LONGEST_LIST = 128 * MEGABYTE;
/** The longest answer to anything else: a hundred records with all their fields are 1 MB. */
const LONGEST_OTHER = 4 * MEGABYTE;
/** What all nodes of this process read at once of one account, in bytes: what one holds back is taken from no other. */
const LONGEST_AT_ONCE = 2 * LONGEST_LIST;
/** So many bytes for each value at least: a list of empty objects takes twenty times its length of memory. */
const BYTES_FOR_VALUE = 20;

/** Bytes that are being read, by account. */
const underWay = new Map<string, number>();

/** How many accounts something is being read of; for tests of its bounds. */
export function remembered(): { underWay: number } {
	return { underWay: underWay.size };
}

/** The longest answer that is taken for a request, in megabytes. */
export function longestAnswer({ isList }: Pick<ProviderRequest, 'isList'>): number {
	return (isList ? LONGEST_LIST : LONGEST_OTHER) / MEGABYTE;
}

/**
 * Reads a body. JSON is read whatever the answer calls it, all else stays text.
 * @param body a stream; anything else was read by n8n already (in its evaluations), and is given back
 * @param longest in megabytes
 * @param account whose answer it is
 * @returns undefined when it is longer than that; the rest is not fetched
 * @throws what the connection throws when it breaks
 */
export async function readBody(
	body: unknown,
	longest: number,
	account: string,
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
			const atOnce = (underWay.get(account) ?? 0) + chunk.length;
			underWay.set(account, atOnce);
			values.add(chunk);
			if (bytes > most || values.count > most / BYTES_FOR_VALUE || atOnce > LONGEST_AT_ONCE)
				return undefined;
			chunks.push(chunk);
		}
		return { value: parsed(Buffer.concat(chunks).toString()) };
	} finally {
		const rest = (underWay.get(account) ?? 0) - bytes;
		if (rest > 0) underWay.set(account, rest);
		else underWay.delete(account);
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
