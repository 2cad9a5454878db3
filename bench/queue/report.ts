// The results in n8n's queue mode, as Markdown.
import { KWIK_LIMIT, LATENCY_MS } from '../customers';
import { markdownTable } from '../markdown';
import { LINKS, type QueueRun } from './run';

/** What a run is called. */
export const nameOf = ({ workers, divided }: Pick<QueueRun, 'workers' | 'divided'>) =>
	`${workers} ${workers === 1 ? 'worker' : 'workers'}${divided ? ', told so' : ''}`;

/** A share for people: `1.3 %`. */
export const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** One line for a run. */
export const inWords = (run: QueueRun) =>
	[
		`${run.perSecond.toFixed(1)} links/s in all`,
		`${percent(run.refused / run.requests)} refused`,
		...run.series.map(({ worker, links }) => `\n      ${worker}: ${links.join(' ')}`),
	].join(', ');

/** The table of all runs, and the links of every second. */
export function queueSection(runs: QueueRun[]): string {
	const rows = runs.map((run) => [
		nameOf(run),
		run.perSecond.toFixed(1),
		run.requests.toLocaleString('en'),
		percent(run.refused / run.requests),
		String(run.duplicates),
		String(run.missing),
	]);
	const seconds = runs.map((run) =>
		[nameOf(run), ...run.series.map(({ worker, links }) => `  ${worker}: ${links.join(' ')}`)].join(
			'\n',
		),
	);
	return [
		"## queue. Kwik portal links in n8n's queue mode",
		`${LATENCY_MS} ms latency, limit ${KWIK_LIMIT} requests/s for all workers together; ${LINKS.toLocaleString('en')} links in one execution for each worker, all at once; the workers begin with nothing learnt. Links per second: over the time in which all of them worked. *Told so*: the option *Workers* says how many there are; otherwise nothing is set.`,
		markdownTable(['', 'Links/s in all', 'Requests', 'Refused', 'Duplicates', 'Missing'], rows),
		'Links in each second, by worker:',
		`\`\`\`text\n${seconds.join('\n')}\n\`\`\``,
	].join('\n\n');
}
