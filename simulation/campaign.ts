// Many scenarios, one after another, and what they add up to.
import { drawScenario } from './draw/scenario';
import { judge } from './judge';
import { play } from './play';
import type { Program } from './program';
import type { Merchants } from './providers';
import type { Breach } from './history';
import { realTime } from './time';

/** What a campaign adds up to. */
export class Totals {
	scenarios = 0;
	rows = 0;
	requests = 0;
	effects = 0;
	/** Virtual milliseconds. */
	played = 0;
	readonly faults = new Map<string, number>();
	/** The seeds that broke an invariant. */
	readonly failed: number[] = [];
	private readonly began = realTime();
	private readonly used = process.cpuUsage();

	toString(): string {
		const seconds = (realTime() - this.began) / 1000;
		const { user, system } = process.cpuUsage(this.used);
		const { scenarios, rows, requests, effects, played, faults, failed } = this;
		const count = (number: number) => Math.round(number).toLocaleString('en');
		const struck = [...faults.values()].reduce((sum, number) => sum + number, 0);
		return [
			`${count(scenarios)} scenarios in ${seconds.toFixed(1)} s, ${count(scenarios / seconds)} a second`,
			`${count((scenarios * 1e6) / (user + system))} a second of processor time`,
			`${count(rows)} rows`,
			`${count(requests)} requests with ${count(effects)} effects`,
			`${count(struck)} faults of ${faults.size} kinds`,
			`${count(played / 3_600_000)} hours of virtual time`,
			`${count(failed.length)} failed`,
		].join(' · ');
	}
}

/** What one seed came to. */
export interface Verdict {
	seed: number;
	breaches: Breach[];
	/** The lines of its trace, where one was asked for. */
	trace: string[];
}

/** Plays and judges one seed. */
export async function tryOut(
	seed: number,
	program: Program,
	merchants: Merchants,
	totals: Totals,
	writeTrace = false,
): Promise<Verdict> {
	const played = await play(drawScenario(seed), program, merchants, writeTrace);
	const breaches = judge(played);
	const { history, duration, trace } = played;
	totals.scenarios++;
	totals.rows += history.rows;
	totals.requests += history.attempts.length;
	totals.effects += history.effects.length;
	totals.played += duration;
	for (const [kind, number] of history.faults) {
		totals.faults.set(kind, (totals.faults.get(kind) ?? 0) + number);
	}
	if (breaches.length > 0) totals.failed.push(seed);
	return { seed, breaches, trace: trace.lines };
}
