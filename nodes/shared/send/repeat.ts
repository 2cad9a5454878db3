// Sends one request, again where that is allowed and may help, within a bounded time.
import {
	failed,
	ownFailure,
	providerFailure,
	type Failure,
	type Outcome,
} from '../contract/failure';
import type { ProviderRequest, ProviderResponse, Repeat, RunOptions } from '../contract/request';
import type { RunNotes } from '../tell/notes';
import type { Connection } from './connection';
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

/** A failed attempt, and what may still be done about it. */
export interface Attempt {
	/** Counted from 0. */
	attempt: number;
	/** When the time for all attempts is over, in epoch milliseconds. */
	deadline: number;
	maxRetries: number;
	/** Whether sending again is allowed, whatever it may help. */
	allowed: boolean;
}

/**
 * The whole decision to repeat or to give up.
 * @returns how long to wait before the next attempt, in milliseconds; where there is to be none, also the failure
 *   to give up with
 */
export function decideRepeat(
	failure: Failure,
	{ attempt, deadline, maxRetries, allowed }: Attempt,
): { wait: number; givenUp?: Failure } {
	if (!allowed || !failure.retriable) return { wait: 0, givenUp: failure };
	const { retryAfter } = failure;
	// The pacer waits on behalf of a 429, for all requests of the account.
	const wait = failure.httpCode === 429 ? 0 : (retryAfter ?? backoff(attempt));
	const next = Date.now() + wait;
	if (next > deadline) return { wait: 0, givenUp: withRetryTime(failure, next) };
	if (attempt < maxRetries) return { wait };
	const asked = retryAfter === undefined ? undefined : Date.now() + retryAfter;
	return { wait, givenUp: asked === undefined ? failure : withRetryTime(failure, asked) };
}

/**
 * Sends a request until it succeeds, must not be sent again, or its time is over. A failure whose effect is
 * unknown comes back at once when `repeat` asks for finding out first what it did.
 * @param reconcilesReplays whether the caller finds out by itself what is behind a failure that the provider saved
 *   under the idempotency key and repeats; else it is repeated like any other
 */
export async function sendRepeatedly(
	sender: Sender,
	request: ProviderRequest,
	repeat: Repeat,
	reconcilesReplays = false,
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
		const throttled = failure.httpCode === 429;
		if (throttled) pacer.throttled(failure.retryAfter);
		if (throttled) notes.add('throttled');
		const stale = reconcilesReplays && failure.replayed === true;
		const { wait, givenUp } = decideRepeat(failure, {
			attempt,
			deadline,
			maxRetries: options.maxRetries,
			allowed: !stale && mayRepeat(repeat, failure),
		});
		if (givenUp) return giveUp(givenUp);
		if (!throttled) notes.add('repeated');
		await pause(wait, signal);
	}
}

/** A wait before the next attempt: exponential, with full jitter, in milliseconds. */
function backoff(attempt: number): number {
	return Math.random() * Math.min(FIRST_WAIT * 2 ** attempt, LONGEST_WAIT);
}

/** The failure of everything that was not sent because the execution was cancelled. */
export function cancelled(): Failure {
	return ownFailure('The execution was cancelled', { retriable: true });
}

function mayRepeat(repeat: Repeat, { effect }: Failure): boolean {
	return effect === 'none' || repeat === 'safe' || repeat === 'keyed';
}

function paused(providerName: string, until: number): Failure {
	const message = `${providerName} asked to wait longer than a workflow should`;
	return withRetryTime(providerFailure(message, { httpCode: 429, retriable: true }), until);
}

/** The failure of a request that would have to wait longer than its time allows. */
function withRetryTime(failure: Failure, time: number): Failure {
	return { ...failure, hint: `Try again after ${new Date(time).toISOString()}.` };
}
