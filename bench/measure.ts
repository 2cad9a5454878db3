// Runs the contenders of a case in turn, and checks that this package lost and doubled nothing.
import { since } from '../tools/steps';
import type { Case, Contender, Result, Sample } from './contender';
import { seconds } from './statistics';

/**
 * Warms every contender up, then runs them in turn (A B C A B C …), so that whatever else the machine does in
 * the meantime meets all of them alike.
 */
export async function measure({ id, title, contenders }: Case, runs: number): Promise<Result[]> {
	const start = Date.now();
	console.log(`\n▸ ${id}  ${title}`);
	for (const contender of contenders) await contender.warmUp();
	console.log(`  warmed up (${since(start)})`);
	const results = contenders.map((contender): Result => ({ caseId: id, contender, samples: [] }));
	for (let run = 1; run <= runs; run++) {
		for (const { contender, samples } of results) {
			if (run > (contender.atMost ?? runs)) continue;
			const sample = await contender.run();
			samples.push(sample);
			console.log(`  ${run}/${runs}  ${contender.name}: ${inWords(sample)}`);
		}
	}
	console.log(`✓ ${id} (${since(start)})`);
	return results;
}

function inWords(sample: Sample): string {
	const { nodeMs, wallMs, requests, refused, duplicates, missing, growthMb, failure } = sample;
	return [
		Number.isNaN(nodeMs)
			? `wall ${seconds(wallMs)}`
			: `${seconds(nodeMs)} (wall ${seconds(wallMs)})`,
		`${requests} requests`,
		refused && `${refused} refused`,
		duplicates && `${duplicates} duplicates`,
		missing && `${missing} missing`,
		growthMb !== undefined && `memory +${Math.round(growthMb)} MB`,
		failure && `failed: ${failure}`,
	]
		.filter(Boolean)
		.join(', ');
}

/** What went wrong in the runs of this package; the others may lose what they like. */
export function problemsOf(results: Result[]): string[] {
	return results
		.filter(({ contender }) => contender.own)
		.flatMap(({ caseId, contender, samples }) =>
			samples.flatMap((sample) =>
				problemsIn(contender, sample).map((problem) => `${caseId}, ${contender.name}: ${problem}`),
			),
		);
}

function problemsIn({ outputs }: Contender, sample: Sample): string[] {
	const { duplicates, missing, outOfOrder, failure } = sample;
	return [
		duplicates > 0 ? `${duplicates} records were made twice` : '',
		missing > 0 ? `${missing} records are missing` : '',
		outOfOrder > 0 ? `${outOfOrder} outputs are out of order` : '',
		outputs !== undefined && sample.outputs !== outputs
			? `${sample.outputs} outputs instead of ${outputs}`
			: '',
		failure ? `it failed: ${failure}` : '',
	].filter(Boolean);
}
