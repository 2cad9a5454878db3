// Sends one request, again where that is allowed and may help, within a bounded time.
import {
	failed,
	ownFailure,
	providerFailure,
	succeeded,
	type Failure,
	type Outcome,
} from '../contract/failure';
import type { ProviderRequest, ProviderResponse, Repeat, RunOptions } from '../contract/request';
import type { RunNotes } from '../tell/notes';
import type { Connection } from './connection';
import { monotonic, pause } from './clock';
import type { Pacer } from './pace';

/** How long one request may take with all its repetitions and pauses, in milliseconds. */
export const TIME_BUDGET = 120_000;
/** Upper bound of the first wait before a repetition, and of any, in milliseconds. */
const FIRST_WAIT = 300;
const LONGEST_WAIT = 10_000;
/** The longest time to wait that is told, in milliseconds: what is asked for may be absurd. */
const LONGEST_TOLD = 30 * 24 * 60 * 60 * 1000;

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
	/** Until the time for all attempts is over, in milliseconds. */
	timeLeft: number;
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
	{ attempt, timeLeft, maxRetries, allowed }: Attempt,
): { wait: number; givenUp?: Failure } {
	if (!allowed || !failure.retriable) return { wait: 0, givenUp: failure };
	const { retryAfter } = failure;
	// The pacer waits on behalf of a 429, for all requests of the account.
	const wait = failure.httpCode === 429 ? 0 : (retryAfter ?? backoff(attempt));
	if (wait > timeLeft) return { wait: 0, givenUp: withRetryTime(failure, wait) };
	if (attempt < maxRetries) return { wait };
	return {
		wait,
		givenUp: retryAfter === undefined ? failure : withRetryTime(failure, retryAfter),
	};
}

/**
 * Sends a request until it succeeds, must not be sent again, or its time is over; the time begins with its first
 * turn. A failure whose effect is unknown comes back at once when `repeat` asks for finding out first what it did.
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
	let deadline: number | undefined;
	let unknown = false;
	// What one attempt may have done is not undone by how the last one ends.
	const giveUp = (failure: Failure): Outcome<ProviderResponse> =>
		failed(
			unknown && !(repeat === 'keyed' && failure.judged)
				? { ...failure, effect: 'unknown' }
				: failure,
		);
	for (let attempt = 0; ; attempt++) {
		const patience = deadline === undefined ? TIME_BUDGET : deadline - monotonic();
		const turn = await pacer.turn(options.requestsPerSecond, patience, signal);
		if (turn.pausedFor !== undefined)
			return giveUp(paused(connection.provider.name, turn.pausedFor));
		if (!turn.go) return giveUp(cancelled());
		deadline ??= turn.at + TIME_BUDGET;
		const outcome = await connection.send(request);
		const failure = outcome.ok ? undefined : outcome.failure;
		if (failure?.httpCode === 429) pacer.throttled(turn, failure.retryAfter);
		else if (!failure) pacer.succeeded();
		pacer.ended(turn);
		if (outcome.ok) return unknown ? succeeded({ ...outcome.value, isSecond: true }) : outcome;
		unknown ||= outcome.failure.effect === 'unknown';
		if (attempt === 0 && outcome.failure.replayed) outcome.failure.savedBefore = true;
		const { wait, givenUp } = decideRepeat(outcome.failure, {
			attempt,
			timeLeft: deadline - monotonic(),
			maxRetries: options.maxRetries,
			allowed: mayRepeat(repeat, outcome.failure, reconcilesReplays),
		});
		notes.add(outcome.failure.httpCode === 429 ? 'throttled' : 'repeated', givenUp ? 0 : 1);
		if (givenUp) return giveUp(givenUp);
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

function mayRepeat(repeat: Repeat, failure: Failure, reconcilesReplays: boolean): boolean {
	if (reconcilesReplays && failure.replayed) return false;
	return failure.effect === 'none' || repeat === 'safe' || repeat === 'keyed';
}

function paused(providerName: string, milliseconds: number): Failure {
	const message = `${providerName} asked to wait longer than a workflow should`;
	return withRetryTime(providerFailure(message, { httpCode: 429, retriable: true }), milliseconds);
}

/** The failure of a request that would have to wait so many milliseconds, which is longer than its time allows. */
function withRetryTime(failure: Failure, milliseconds: number): Failure {
	const time = new Date(Date.now() + Math.min(milliseconds, LONGEST_TOLD)).toISOString();
	return { ...failure, hint: `Try again after ${time}.` };
}
