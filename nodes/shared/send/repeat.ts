// Sends one request, again where that is allowed and may help, within a bounded time.
import type { Connection } from './connection';
import type { Failure, Outcome } from '../contract/failure';
import { failed } from '../contract/failure';
import type { ProviderRequest, ProviderResponse, Repeat } from '../contract/operation';
import type { RunNotes } from '../tell/notes';
import type { RunOptions } from '../form/options';
import { pause, type Pacer } from './pace';

/** How long one request may take with all its repetitions and pauses, in milliseconds. */
export const TIME_BUDGET = 120_000;
/** Upper bound of the first wait before a repetition, and of any, in milliseconds. */
const FIRST_WAIT = 300;
const LONGEST_WAIT = 10_000;

/** What sending needs to know of the run it belongs to. */
export interface Sender {
	connection: Connection;
	pacer: Pacer;
	options: RunOptions;
	notes: RunNotes;
	signal: AbortSignal | undefined;
}

/**
 * Sends a request until it succeeds, must not be sent again, or its time is over. A failure whose effect is
 * unknown comes back at once when `repeat` asks for looking the effect up first.
 * @param looksUpReplays whether the caller finds out by itself what is behind a failure that the provider saved
 *   under the idempotency key and repeats; else it is repeated like any other
 */
export async function sendRepeatedly(
	sender: Sender,
	request: ProviderRequest,
	repeat: Repeat,
	looksUpReplays = false,
): Promise<Outcome<ProviderResponse>> {
	const { connection, pacer, options, notes, signal } = sender;
	const deadline = Date.now() + TIME_BUDGET;
	let unknown = false;
	// What one attempt may have done is not undone by how the last one ends.
	const giveUp = (failure: Failure): Outcome<ProviderResponse> =>
		failed(unknown ? { ...failure, effect: 'unknown' } : failure);
	for (let attempt = 0; ; attempt++) {
		const pausedUntil = await pacer.turn(options.requestsPerSecond, deadline - Date.now(), signal);
		if (signal?.aborted) return giveUp(cancelled());
		if (pausedUntil !== undefined) return giveUp(paused(connection.provider.name, pausedUntil));
		const outcome = await connection.send(request);
		if (outcome.ok) {
			pacer.succeeded();
			return outcome;
		}
		const { failure } = outcome;
		unknown ||= failure.effect === 'unknown';
		if (failure.httpCode === 429) {
			pacer.throttled(failure.retryAfter);
			notes.add('throttled');
		}
		const stale = looksUpReplays && failure.replayed === true;
		if (stale || !mayRepeat(repeat, failure)) return giveUp(failure);
		// The pacer waits on behalf of a 429.
		const wait = failure.httpCode === 429 ? 0 : (failure.retryAfter ?? backoff(attempt));
		if (Date.now() + wait > deadline) return giveUp(withRetryTime(failure, Date.now() + wait));
		if (attempt >= options.maxRetries) {
			const { retryAfter } = failure;
			return giveUp(
				retryAfter === undefined ? failure : withRetryTime(failure, Date.now() + retryAfter),
			);
		}
		if (failure.httpCode !== 429) notes.add('repeated');
		await pause(wait, signal);
	}
}

/** A wait before the next attempt: exponential, with full jitter, in milliseconds. */
export function backoff(attempt: number): number {
	return Math.random() * Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
}

/** The failure of everything that was not sent because the execution was cancelled. */
export function cancelled(): Failure {
	return {
		source: 'input',
		message: 'The execution was cancelled',
		fields: [],
		retriable: true,
		effect: 'none',
	};
}

function mayRepeat(repeat: Repeat, failure: Failure): boolean {
	if (!failure.retriable) return false;
	return failure.effect === 'none' || repeat === 'safe' || repeat === 'keyed';
}

function paused(providerName: string, until: number): Failure {
	return withRetryTime(
		{
			source: 'provider',
			message: `${providerName} asked to wait longer than a workflow should`,
			httpCode: 429,
			fields: [],
			retriable: true,
			effect: 'none',
		},
		until,
	);
}

/** The failure of a request that would have to wait longer than its time allows. */
export function withRetryTime(failure: Failure, time: number): Failure {
	return { ...failure, hint: `Try again after ${new Date(time).toISOString()}.` };
}
