// What the sandbox remembers of one request, for assertions.
import type { FaultKind } from './faultKinds';

/** One API request as it arrived and as it was answered. */
export interface ApiRequest {
	method: string;
	/** Path as sent, without the query. */
	path: string;
	query: Record<string, unknown>;
	headers: Record<string, string | string[] | undefined>;
	/** The parsed JSON body; undefined when there was none or it was not JSON. */
	body: unknown;
	rawBody: string;
	/** Milliseconds since 1970 by the machine's clock. */
	receivedAt: number;
	/** The answered HTTP status; undefined as long as, or because, nothing was answered. */
	status: number | undefined;
	/** How many requests, this one included, were in flight when it arrived. */
	inFlight: number;
	/** The fault this request met, if any. */
	fault?: FaultKind;
	/** True when the answer was a saved one (idempotency key). */
	replayed?: boolean;
}

/** Adds to a log that tests hold on to, forgetting the oldest entries when it grows very long. */
export function appendBounded<T>(log: T[], entry: T, maximum = 100_000): void {
	if (log.length >= maximum) log.splice(0, maximum / 10);
	log.push(entry);
}
