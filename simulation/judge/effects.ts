// One effect for a success, none for a definite failure, at most one where it is not known; and not known only where
// it truly is.
import type { Attempt, Breach, Effect, Try } from '../history';
import { OPERATIONS, recordIdOf } from '../operations';
import type { Played } from '../stage';
import type { Claim } from './claims';

/** Rows that cannot be told apart, with everything that was sent for them and came of it. */
interface Pool {
	name: string;
	claims: Claim[];
	attempts: Attempt[];
	effects: Effect[];
}

/** Judges every row by what its requests did. */
export function judgeEffects(played: Played, claims: Claim[]): Breach[] {
	return poolsOf(played, claims).flatMap((pool) => [
		...doubles(played, pool),
		...successes(played, pool),
		...failures(played, pool),
		...unknowns(played, pool),
	]);
}

function poolsOf({ history, scenario }: Played, claims: Claim[]): Pool[] {
	const pools = new Map<string, Pool>();
	for (const claim of claims) {
		const pool = pools.get(claim.pool) ?? {
			name: claim.pool,
			claims: [],
			attempts: [],
			effects: [],
		};
		pools.set(claim.pool, pool);
		pool.claims.push(claim);
	}
	for (const attempt of history.attempts) {
		const by = attempt.caller as Try;
		if (by.operation === undefined || by.act < 0) continue;
		const tested = OPERATIONS[by.operation as keyof typeof OPERATIONS];
		if (!tested.routes.includes(attempt.route)) continue;
		const act = scenario.acts[by.act];
		for (const [i, tag] of attempt.tags.entries()) {
			if (attempt.tags.indexOf(tag) !== i) continue;
			const name = (apart: string) => JSON.stringify([by.operation, attempt.world, tag, apart]);
			const tokenless = act?.do === 'run' && !act.token;
			const pool =
				(tokenless ? undefined : pools.get(name(''))) ??
				pools.get(name(by.execution)) ??
				pools.get(name(''));
			if (!pool) continue;
			pool.attempts.push(attempt);
			pool.effects.push(...attempt.effects.filter((effect) => effect.tag === tag));
		}
	}
	return [...pools.values()];
}

const count = ({ claims }: Pool, kind: Claim['kind']) =>
	claims.filter((claim) => claim.kind === kind).length;

/** How many items of how many logical runs a pool has: what a person retries is asked for once. */
function wanted({ claims }: Pool): number {
	const ofExecutions = new Map<string, number>();
	for (const { act, execution, pass } of claims) {
		const name = JSON.stringify([act, pass, execution]);
		ofExecutions.set(name, (ofExecutions.get(name) ?? 0) + 1);
	}
	const most = new Map<string, number>();
	for (const [name, number] of ofExecutions) {
		const [act, pass, execution] = JSON.parse(name) as [number, number, string];
		const run = JSON.stringify(execution === 'none' ? name : [act, pass]);
		most.set(run, Math.max(most.get(run) ?? 0, number));
	}
	return [...most.values()].reduce((sum, number) => sum + number, 0);
}

/**
 * Doubles that nobody can prevent, because the provider knows no key: an effect that happened after its request was
 * given up and after the look-up that was to find it.
 */
export function lateEffects(played: Played, effects: Effect[]): Effect[] {
	const { history } = played;
	return effects.filter(
		(effect) => cameLate(history.attempts, effect) || isBeyondRecognition(history.effects, effect),
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

const describe = ({ effects, attempts, claims }: Pool) =>
	`${claims.map(({ kind, record, tested }) => `${kind}${record ? ` ${recordIdOf(tested, record)}` : ''}`).join(', ')}; ` +
	`effects ${effects.map(({ recordId, attempt }) => `${recordId} by #${attempt.id}`).join(', ') || 'none'}; ` +
	`requests ${attempts.map(({ id }) => `#${id}`).join(' ')}`;

function doubles(played: Played, pool: Pool): Breach[] {
	const [{ guarantee, tested }] = pool.claims as [Claim];
	if (guarantee === 'safe' || guarantee === 'reads') return [];
	const upserts = tested.operation === 'upsert' && guarantee === 'reconciled';
	const effects = upserts ? pool.effects.filter(({ made }) => made) : pool.effects;
	const most = wanted(pool) + lateEffects(played, effects).length;
	if (effects.length <= most) return [];
	return [
		{
			invariant: 'doubles',
			what: `${pool.name}: ${effects.length} effects for ${most}: ${describe(pool)}`,
		},
	];
}

/** Every success has an effect and a record of its own. */
function successes(played: Played, pool: Pool): Breach[] {
	const done = pool.claims.filter(({ kind }) => kind === 'done');
	const [first] = done;
	if (!first || first.guarantee === 'reads') return [];
	const { tested, guarantee } = first;
	const own = guarantee === 'keyed' || guarantee === 'reconciled' || guarantee === 'never';
	const breach = (what: string): Breach[] => [
		{ invariant: 'success', what: `${pool.name}: ${what}: ${describe(pool)}` },
	];
	const ids = done.map(({ record }) => recordIdOf(tested, record!));
	const made = new Set(pool.effects.map(({ recordId }) => recordId));
	const strange = ids.filter(
		(id, i) => id !== undefined && !made.has(id) && !wasMadeBefore(played, done[i]!, id),
	);
	if (strange.length > 0) return breach(`a record that is none of its own, ${strange.join(', ')}`);
	const creates = tested.routes.every((route) => route !== 'update' && route !== 'updateAccount');
	if (own && creates && tested.operation !== 'sendEmail' && tested.operation !== 'upsert') {
		const known = ids.filter((id, i) => id !== undefined && !wasMadeBefore(played, done[i]!, id));
		if (new Set(known).size < known.length) return breach('one record for several rows');
		const before = done.filter(
			(claim, i) =>
				ids[i] !== undefined && !made.has(ids[i]) && wasMadeBefore(played, claim, ids[i]),
		);
		if (pool.effects.length + before.length < done.length) return breach('fewer effects');
	}
	return pool.effects.length === 0 && !done.some((claim, i) => wasMadeBefore(played, claim, ids[i]))
		? breach('no effect')
		: [];
}

/** How long the engine knows whose a record is, in milliseconds. */
const REMEMBERED = 3_600_000;

/**
 * In an execution that is retried the look-up cannot tell a record that it made from one that is equal and was made
 * before, by an execution that this process knows nothing of.
 */
function wasMadeBefore(
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

/** Nothing came of what failed for certain. */
function failures(played: Played, pool: Pool): Breach[] {
	const [{ guarantee, tested }] = pool.claims as [Claim];
	if (guarantee === 'reads' || count(pool, 'failed') === 0) return [];
	const told = pool.attempts.every(({ settled }) => settled?.tells);
	const late = lateEffects(played, pool.effects);
	const effects = pool.effects.filter(
		(effect) => !isOfEarlier(pool, effect) && !late.includes(effect),
	);
	if (guarantee === 'safe' || (tested.operation === 'upsert' && guarantee === 'reconciled')) {
		const ambiguous = pool.attempts.some(
			({ settled, route }) => !settled?.tells && route !== 'create',
		);
		const others = pool.claims.some(({ kind }) => kind !== 'failed');
		if (ambiguous || others || effects.length === 0) return [];
		return [
			{ invariant: 'failure', what: `${pool.name}: had an effect (${told}): ${describe(pool)}` },
		];
	}
	const most = count(pool, 'done') + count(pool, 'unknown') + count(pool, 'untold');
	if (effects.length <= most) return [];
	return [{ invariant: 'failure', what: `${pool.name}: had an effect: ${describe(pool)}` }];
}

/**
 * What an execution that is retried did and said is not what failed in the one that retries it: that one may be
 * refused before it sends anything, or for the key under which the first one sent other values. Nor is it what failed
 * when a row was to be set again, after an earlier row about the same record.
 */
function isOfEarlier({ claims }: Pool, { attempt }: Effect): boolean {
	const { execution, act, run } = attempt.caller as Try;
	return claims.some(
		({ mode, by, tested, ...claim }) =>
			(mode === 'retry' && claim.act === act && claim.execution !== execution) ||
			(tested.ordered === 'reference' && by?.run === run && by !== attempt.caller),
	);
}

/** What is said not to be known really is not. */
function unknowns({ history, merchants }: Played, pool: Pool): Breach[] {
	return pool.claims
		.filter(({ kind }) => kind === 'unknown')
		.filter(
			({ act }) =>
				!pool.attempts.some(
					({ settled, caller }) => !settled?.tells && (caller as Try).act === act,
				),
		)
		.filter((claim) => !hasRival({ history, merchants } as Played, claim))
		.filter((claim) => !couldNotLookUp({ history } as Played, claim))
		.map(() => ({
			invariant: 'unknown',
			what: `${pool.name}: every answer told: ${describe(pool)}`,
		}));
}

/** In a retried execution nobody knows what the one before it made, where the list cannot be read. */
function couldNotLookUp({ history }: Played, { mode, tested, by }: Claim): boolean {
	if (mode !== 'retry' || tested.provider !== 'kwik' || !by) return false;
	return !history.of(by).some(({ route, settled }) => route === 'list' && settled?.tells);
}

/** In a retried execution a record with the same reference and other values leaves it open whose it is. */
function hasRival({ merchants }: Played, { mode, tested, row }: Claim): boolean {
	if (mode !== 'retry' || tested.provider !== 'kwik') return false;
	return merchants.worlds.some(({ kwik }) =>
		[...kwik.state.customers.values()].some(({ reference }) => reference === row.reference),
	);
}
