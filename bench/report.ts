// The results as Markdown.
import { availableParallelism, totalmem } from 'node:os';
import type { Case, Contender, Result, Sample } from './contender';
import { goalsOf } from './goals';
import { largeSection } from './large/report';
import type { LargeRun } from './large/run';
import { markdownTable } from './markdown';
import { queueGoals } from './queue/goals';
import { queueSection } from './queue/report';
import type { QueueRun } from './queue/run';
import { median, spread, times } from './statistics';

export interface ReportInput {
	cases: Case[];
	results: Result[];
	runs: number;
	versions: { n8n: string; node: string };
	problems: string[];
	took: string;
	queue: QueueRun[];
	large: LargeRun[];
}

/** Everything the benchmark found, for `bench/RESULTS.md`. */
export function report(input: ReportInput): string {
	const { cases, results, problems, queue, large } = input;
	const goals = [...goalsOf(results), ...queueGoals(queue)].map(({ goal, reached, found }) => [
		goal,
		reached ? 'reached' : '**not reached**',
		found,
	]);
	return [
		head(input),
		'## Goals',
		'What this benchmark holds the package to (`bench/goals.ts`), and what this run found.',
		markdownTable(['Goal', '', 'Found'], goals),
		...(problems.length > 0
			? ['## Wrong in this run', problems.map((problem) => `- ${problem}`).join('\n')]
			: []),
		...cases.map((one) =>
			section(
				one,
				results.filter(({ caseId }) => caseId === one.id),
			),
		),
		...(queue.length > 0 ? [queueSection(queue)] : []),
		...(large.length > 0 ? [largeSection(large)] : []),
		'',
	].join('\n\n');
}

function head({ runs, versions, took }: ReportInput): string {
	const date = new Date().toISOString().slice(0, 10);
	const memory = Math.round(totalmem() / 1024 ** 3);
	return `# Benchmark

Written by \`npm run bench\` on ${date}: a machine with ${availableParallelism()} cores and ${memory} GB of memory, n8n ${versions.n8n} on Node.js
${versions.node}, bare loop on Node.js ${process.version}, ${runs} measured ${runs === 1 ? 'run' : 'runs'} of each contender after a warm-up, ${took} in all.

How to read it:

- All contenders of a table ran in turn (A B C A B C …) in one n8n against the local sandbox, so only the ratios mean
  something; the times depend on the machine.
- **Time** is what n8n reports for the contender's own nodes: the median, and in brackets the least and the most. **×** is
  that time per record in relation to this package; 3× takes three times as long. **Wall** is the whole execution: webhook,
  rows, the nodes, and n8n saving it.
- Requests, refusals (429), stored records, duplicates and missing records are counted in the sandbox, in the worst run.
- **Memory** is the peak of n8n's resident memory above where the run began, after a garbage collection; median.
- The sandbox has a process of its own. While n8n works, the benchmark's process waits; while the bare loop works in the
  benchmark's process, n8n is idle: either has one core, and the sandbox the other. The bare loop keeps its connections
  open; n8n's HTTP helper opens one per request.
- The sequential node is a throw-away one (\`bench/sequential\`) and not the HTTP Request node with batches of one, which
  sends everything at once when its interval is 0 and does not wait for answers when it is not.`;
}

function section({ id, title, conditions }: Case, results: Result[]): string {
	const own = results.find(({ contender }) => contender.own);
	const header = ['', 'Time', '×', 'Wall', 'Requests', 'Refused', 'Stored', 'Duplicates'];
	const rows = results.map((result) => [...row(result, own)]);
	return [
		`## ${id}. ${title}`,
		`${conditions}.`,
		markdownTable([...header, 'Missing', 'Memory'], rows),
	].join('\n\n');
}

function row({ contender, samples }: Result, own: Result | undefined): string[] {
	const of = (figure: (sample: Sample) => number) => samples.map(figure);
	const worst = (figure: (sample: Sample) => number) =>
		Math.max(...of(figure)).toLocaleString('en');
	const timed = samples.some(({ nodeMs }) => !Number.isNaN(nodeMs));
	const ratio = own ? perRecord(contender, samples) / perRecord(own.contender, own.samples) : NaN;
	const growth = median(samples.flatMap(({ growthMb }) => growthMb ?? []));
	const failed = samples.some(({ failure }) => failure !== undefined);
	return [
		`${contender.name}${failed ? ' — **failed**' : ''}`,
		timed ? spread(of(({ nodeMs }) => nodeMs)) : '–',
		timed ? times(ratio) : '–',
		spread(of(({ wallMs }) => wallMs)),
		worst(({ requests }) => requests),
		worst(({ refused }) => refused),
		Math.min(...of(({ stored }) => stored)).toLocaleString('en'),
		worst(({ duplicates }) => duplicates),
		worst(({ missing }) => missing),
		Number.isNaN(growth) ? '–' : `+${Math.round(growth)} MB`,
	];
}

const perRecord = ({ records }: Contender, samples: Sample[]) =>
	median(samples.map(({ nodeMs }) => nodeMs)) / records;
