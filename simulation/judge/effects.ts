// One effect for a success, none for a definite failure, at most one where it is not known; and not known only where
// it truly is.
import type { Breach, Try } from '../history';
import { recordIdOf } from '../operations';
import type { Played } from '../stage';
import type { Claim } from './claims';
import { couldNotLookUp, hasRival, isOfEarlier, lateEffects, wasMadeBefore } from './excuses';
import { count, describe, poolsOf, wanted, type Pool } from './pools';

/** Judges every row by what its requests did. */
export function judgeEffects(played: Played, claims: Claim[]): Breach[] {
	return poolsOf(played, claims).flatMap((pool) => [
		...doubles(played, pool),
		...successes(played, pool),
		...failures(played, pool),
		...unknowns(played, pool),
	]);
}

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
		const before = done.filter((claim, i) => wasMadeBefore(played, claim, ids[i]));
		if (pool.effects.length + before.length < done.length) return breach('fewer effects');
	}
	return pool.effects.length === 0 && !done.some((claim, i) => wasMadeBefore(played, claim, ids[i]))
		? breach('no effect')
		: [];
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
