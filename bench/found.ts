// The figures of a run of the benchmark, by case and contender.
import type { Result, Sample } from './contender';
import { median } from './statistics';

/** Looks results up by case and contender; undefined where they were not run. */
export class Found {
	constructor(private readonly results: Result[]) {}

	of(caseId: string, key: string): Result | undefined {
		return this.results.find((one) => one.caseId === caseId && one.contender.key === key);
	}

	/** Median time of the nodes, in milliseconds; NaN where not run. */
	time(caseId: string, key: string): number {
		return median(this.of(caseId, key)?.samples.map(({ nodeMs }) => nodeMs) ?? []);
	}

	perRow(caseId: string, key: string): number {
		return this.time(caseId, key) / (this.of(caseId, key)?.contender.records ?? NaN);
	}

	/** The worst of all runs: greatest of a figure. */
	most(caseId: string, key: string, figure: (sample: Sample) => number): number {
		return Math.max(...(this.of(caseId, key)?.samples ?? []).map(figure));
	}

	least(caseId: string, key: string, figure: (sample: Sample) => number): number {
		return Math.min(...(this.of(caseId, key)?.samples ?? []).map(figure));
	}

	has(...caseIds: string[]): boolean {
		return caseIds.every((id) => this.results.some(({ caseId }) => caseId === id));
	}
}
