// The large runs, as Markdown.
import { LATENCY_MS } from '../customers';
import { markdownTable } from '../markdown';
import { seconds } from '../statistics';
import type { LargeRun } from './run';

const count = (value: number) => value.toLocaleString('en');
const megabytes = (value: number) => `${Math.round(value)} MB`;

/** One line for a run. */
export const inWords = (run: LargeRun) =>
	`${run.shape}: ${seconds(run.wallMs)}, ${run.status}, memory ${megabytes(run.startMb)} → ${megabytes(run.peakMb)}, ` +
	`${run.savingS.toFixed(1)} s after the last link; per 1,000 links ${run.stages.map((stage) => `${stage.perThousand.toFixed(2)} s (${megabytes(stage.memoryMb)})`).join(' ')}`;

/** What went wrong. */
export const largeProblems = (runs: LargeRun[]): string[] =>
	runs.flatMap((run) =>
		[
			run.duplicates > 0 ? `${run.duplicates} records were made twice` : '',
			run.missing > 0 ? `${run.missing} records are missing` : '',
			run.status === 'success' ? '' : `the execution ended with ${run.status}`,
		]
			.filter(Boolean)
			.map((problem) => `large, ${run.shape}: ${problem}`),
	);

/** The table of the runs, and one of how each went on. */
export function largeSection(runs: LargeRun[]): string {
	const rows = runs.map((run) => [
		run.shape,
		count(run.rows),
		seconds(run.wallMs),
		`${run.savingS.toFixed(1)} s`,
		megabytes(run.startMb),
		megabytes(run.peakMb),
		count(run.duplicates),
		count(run.missing),
	]);
	const stages = runs[0]!.stages.map(({ links }, index) => [
		count(links),
		...runs.flatMap((run) => {
			const stage = run.stages[index];
			return stage ? [`${stage.perThousand.toFixed(2)} s`, megabytes(stage.memoryMb)] : ['–', '–'];
		}),
	]);
	const header = ['', 'Rows', 'Wall', 'Of that after the last link', 'Memory before', 'Peak'];
	return [
		'## large. Many rows on one worker',
		`Kwik customers (12 fields, mapped automatically) and their portal links in n8n's queue mode, on one worker that was just started; ${LATENCY_MS} ms latency, no limit at the provider and 1,000 requests per second in the nodes, so that what is measured is n8n and the nodes. *Loop Over Items* gives both nodes 1,000 rows at a time. n8n saves the executions, as it does by default.`,
		markdownTable([...header, 'Duplicates', 'Missing'], rows),
		'As it goes: time for 1,000 links, and memory of the worker, when so many links were there.',
		markdownTable(
			['Links', ...runs.flatMap(({ shape }) => [`${shape}: 1,000 in`, 'Memory'])],
			stages,
		),
	].join('\n\n');
}
