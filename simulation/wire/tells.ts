// What an answer tells its sender of what came of the request.
import type { IDataObject } from 'n8n-workflow';
import type { Attempt } from '../history';
import { FAULTS, type FaultKind } from './faults';
import type { Answer, NetworkError } from './shown';

/** How a request ends for its sender. */
export type Seen = Answer | { error: NetworkError };

/** Network errors after which it is certain that nothing was sent. */
const NOTHING_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'CERT_HAS_EXPIRED'];
/** What a sender sees who does not wait for the end. */
const GIVEN_UP = ['ERR_CANCELED', 'ECONNABORTED', 'CRASH'];
const CONNECTING: FaultKind[] = ['unreachable', 'noConnection'];
/** Changed answers that tell all the same. */
const HARMLESS: FaultKind[] = ['shuffled', 'oddDate', 'noDate', 'keysReordered', 'deepRecord'];

/** Whether what the sender saw tells what came of its request. */
export function tells({ fault }: Attempt, shown: Seen): boolean {
	const kind = fault as FaultKind | undefined;
	if ('error' in shown) {
		const { code } = shown.error;
		return NOTHING_SENT.includes(code) || (CONNECTING.includes(kind!) && !GIVEN_UP.includes(code));
	}
	const { status, body } = shown;
	if (status === 408 || status >= 500 || (status >= 300 && status < 400)) return false;
	if (status >= 400) return true;
	if (!body.startsWith('{') || !isJson(body)) return false;
	return kind === undefined || HARMLESS.includes(kind) || FAULTS[kind].effect === 'no';
}

/** The records of a list as they were shown; nothing where the answer is none. */
export function listIn({ status, body }: Answer): IDataObject[] | undefined {
	if (status !== 200 || !isJson(body)) return undefined;
	const { results, payment_links, status: ok } = JSON.parse(body) as IDataObject;
	const list = results ?? payment_links;
	if (!Array.isArray(list) || ok === false) return undefined;
	return (list as Array<IDataObject | null>).filter((record) => record !== null);
}

function isJson(body: string): boolean {
	try {
		return typeof (JSON.parse(body) as IDataObject) === 'object';
	} catch {
		return false;
	}
}
