// Rows that cannot be told apart share what was sent for them and what came of it.
import type { Attempt, Effect, Try } from '../history';
import { OPERATIONS, recordIdOf } from '../operations';
import type { Played } from '../stage';
import type { Claim } from './claims';

/** Rows that cannot be told apart, with everything that was sent for them and came of it. */
export interface Pool {
	name: string;
	claims: Claim[];
	attempts: Attempt[];
	effects: Effect[];
}

export function poolsOf({ history }: Played, claims: Claim[]): Pool[] {
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
		for (const [i, tag] of attempt.tags.entries()) {
			if (attempt.tags.indexOf(tag) !== i) continue;
			const name = (apart: string) => JSON.stringify([by.operation, attempt.world, tag, apart]);
			const pool = pools.get(name(by.execution)) ?? pools.get(name(''));
			if (!pool) continue;
			pool.attempts.push(attempt);
			pool.effects.push(...attempt.effects.filter((effect) => effect.tag === tag));
		}
	}
	return [...pools.values()];
}

export const count = ({ claims }: Pool, kind: Claim['kind']) =>
	claims.filter((claim) => claim.kind === kind).length;

/** How many items of how many logical runs a pool has: what a person retries is asked for once. */
export function wanted({ claims }: Pool): number {
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

/** A pool in words. */
export const describe = ({ effects, attempts, claims }: Pool) =>
	`${claims.map(({ kind, record, tested }) => `${kind}${record ? ` ${recordIdOf(tested, record)}` : ''}`).join(', ')}; ` +
	`effects ${effects.map(({ recordId, attempt }) => `${recordId} by #${attempt.id}`).join(', ') || 'none'}; ` +
	`requests ${attempts.map(({ id }) => `#${id}`).join(' ')}`;
