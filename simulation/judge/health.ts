// When all is over and well again, every account can be used at once, and the engine remembers no more than it must.
import type { Breach } from '../history';
import type { Played } from '../stage';

/** What one healthy request may take with its turn, in milliseconds. */
const PROMPT = 6000;

/** Judges the probes. */
export function judgeHealth({ probes }: Played): Breach[] {
	return probes.flatMap(({ provider, run, took }) => {
		if (run.error !== undefined) {
			const { message } = run.error as Error;
			return [{ invariant: 'health', what: `${provider} cannot be asked any more: ${message}` }];
		}
		if (took <= PROMPT) return [];
		return [{ invariant: 'health', what: `one request to ${provider} takes ${took} ms` }];
	});
}

type Sizes = Record<string, number>;

/** Judges what the last process remembers when nothing is under way any more. */
export function judgeMemory({ host, history }: Played): Breach[] {
	const last = host.processes.at(-1)!.process;
	const sizes = (file: string) =>
		(last.exportsOf(`nodes/shared/${file}`).remembered as (() => Sizes) | undefined)?.() ?? {};
	const found: Breach[] = [];
	const most = (what: string, size: number | undefined, limit: number) => {
		if (size === undefined || size <= limit) return;
		found.push({ invariant: 'memory', what: `${size} ${what}, where ${limit} would do` });
	};
	const leases = sizes('deliver/leases');
	most('runs that n8n may try again', leases.runs, 0);
	most('equal calls of tools', leases.asked, history.tries.length);
	const ledgers = sizes('deliver/ledger');
	most('requests under way', ledgers.underWay, 0);
	most('lines before records', ledgers.lines, 0);
	most('owners of records', ledgers.owners, history.attempts.length * 100);
	most('requests that wait for their turn', sizes('send/pace').waiting, 0);
	most('polls under way', sizes('poll').underWay, 0);
	return found;
}
