// What nobody can know, or prevent: no breach.
import type { Attempt, Effect, Try } from '../history';
import type { Played } from '../stage';
import type { Claim } from './claims';
import type { Pool } from './pools';

/**
 * Doubles that nobody can prevent, because the provider knows no key: an effect that happened after its request was
 * given up and after the look-up that was to find it.
 */
export function lateEffects(played: Played, effects: Effect[]): Effect[] {
	const { history } = played;
	return effects.filter(
		(effect) =>
			cameLate(history.attempts, effect) ||
			isBeyondRecognition(history.effects, effect) ||
			isOfAnother(played, effect),
	);
}

/** Without n8n's token nobody knows that an execution is the retry of another one. */
function isOfAnother({ scenario, history }: Played, { attempt }: Effect): boolean {
	const by = attempt.caller as Try;
	const act = scenario.acts[by.act];
	if (act?.do !== 'run' || act.token) return false;
	return history.tries.some(
		(later) =>
			later.act === by.act && later.execution !== by.execution && later.startedSeq > by.startedSeq,
	);
}

/**
 * Another node changed the record before anybody could look for it: because its answer was lost, or in an execution
 * that is retried.
 */
function isBeyondRecognition(effects: Effect[], effect: Effect): boolean {
	const { attempt, recordId, made, seq, tag } = effect;
	if (!made || attempt.provider !== 'kwik') return false;
	const { act } = attempt.caller as Try;
	const isRetried = effects.some(({ tag: other, attempt: { caller } }) => {
		const by = caller as Try;
		return other === tag && by.act === act && by.mode === 'retry';
	});
	if (attempt.settled?.tells && !isRetried) return false;
	return effects.some((later) => later.recordId === recordId && !later.made && later.seq > seq);
}

function cameLate(attempts: Attempt[], { seq, attempt }: Effect): boolean {
	return (
		attempt.provider === 'kwik' &&
		attempt.settled !== undefined &&
		attempt.settled.seq < seq &&
		attempts.some(
			({ provider, world, route, servedSeq }) =>
				provider === 'kwik' &&
				route === 'list' &&
				world === attempt.world &&
				servedSeq !== undefined &&
				servedSeq > attempt.settled!.seq &&
				servedSeq < seq,
		)
	);
}

/** How long the engine knows whose a record is, in milliseconds. */
const REMEMBERED = 3_600_000;

/**
 * In an execution that is retried the look-up cannot tell a record that it made from one that is equal and was made
 * before, by an execution that this process knows nothing of.
 */
export function wasMadeBefore(
	{ history, merchants }: Played,
	{ mode, row, tested, by }: Claim,
	id: string | undefined,
): boolean {
	if (mode !== 'retry' || tested.provider !== 'kwik' || id === undefined || !by) return false;
	const maker = history.effects.find(({ recordId }) => recordId === id);
	if (maker?.attempt.caller.process === by.process && by.startedAt - maker.at < REMEMBERED)
		return false;
	const stored = merchants.worlds
		.map(({ kwik }) => kwik.state.customers.get(id))
		.find((customer) => customer !== undefined);
	return stored?.reference === row.reference && stored?.person_surname === row.personSurname;
}

/**
 * What an execution that is retried did and said is not what failed in the one that retries it: that one may be
 * refused before it sends anything, or for the key under which the first one sent other values. Nor is it what failed
 * when a row was to be set again, after an earlier row about the same record.
 */
export function isOfEarlier({ claims }: Pool, { attempt }: Effect): boolean {
	const { execution, act, run } = attempt.caller as Try;
	return claims.some(
		({ mode, by, tested, guarantee, ...claim }) =>
			(mode === 'retry' && claim.act === act && claim.execution !== execution) ||
			((guarantee === 'safe' || tested.ordered === 'reference') &&
				by?.run === run &&
				by !== attempt.caller),
	);
}

/** In a retried execution nobody knows what the one before it made, where the list cannot be read. */
export function couldNotLookUp({ history }: Played, { mode, tested, by }: Claim): boolean {
	if (mode !== 'retry' || tested.provider !== 'kwik' || !by) return false;
	return !history
		.of(by)
		.some(({ route, settled }) => route === 'list' && settled?.status === 200 && settled.tells);
}

/** In a retried execution a record with the same reference and other values leaves it open whose it is. */
export function hasRival({ merchants }: Played, { mode, tested, row }: Claim): boolean {
	if (mode !== 'retry' || tested.provider !== 'kwik') return false;
	return merchants.worlds.some(({ kwik }) =>
		[...kwik.state.customers.values()].some(({ reference }) => reference === row.reference),
	);
}
