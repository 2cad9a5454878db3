// What the benchmark holds this package to in n8n's queue mode.
import type { Goal } from '../goals';
import { nameOf, percent } from './report';
import type { QueueRun } from './run';

/** Links per second in all that are to be reached without anything set, by number of workers. */
const AT_LEAST: Record<number, number> = { 2: 85, 3: 80, 6: 75 };
const DIVIDED_AT_LEAST = 90;
const REFUSED_AT_MOST = 0.02;

/** A goal for each way in which the workers ran, judged by its worst run. */
export function queueGoals(runs: QueueRun[]): Goal[] {
	const names = [...new Set(runs.map(nameOf))];
	return names.flatMap((name) => {
		const same = runs.filter((run) => nameOf(run) === name);
		const { workers, divided } = same[0]!;
		const wanted = divided ? DIVIDED_AT_LEAST : AT_LEAST[workers];
		if (wanted === undefined) return [];
		const rate = Math.min(...same.map(({ perSecond }) => perSecond));
		const refused = Math.max(...same.map((run) => run.refused / run.requests));
		return {
			goal: `Kwik portal links in queue mode, limit 100 requests/s for all, ${name}: at least ${wanted} per second in all, at most 2 % refused`,
			reached: rate >= wanted && refused <= REFUSED_AT_MOST,
			found: `${rate.toFixed(1)}/s, ${percent(refused)} refused (worst run)`,
		};
	});
}

/** What went wrong: losing or doubling fails the benchmark, slowness does not. */
export const queueProblems = (runs: QueueRun[]): string[] =>
	runs.flatMap((run) =>
		[
			run.duplicates > 0 ? `${run.duplicates} links were issued twice` : '',
			run.missing > 0 ? `${run.missing} links are missing` : '',
			run.failed > 0 ? `${run.failed} executions did not end with all their links` : '',
		]
			.filter(Boolean)
			.map((problem) => `queue, ${nameOf(run)}: ${problem}`),
	);
