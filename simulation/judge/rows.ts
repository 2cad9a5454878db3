// Every row leaves by exactly one output, in order, paired to its input, and what leaves is no input row.
import type { INodeExecutionData } from 'n8n-workflow';
import type { Breach } from '../history';
import { OPERATIONS } from '../operations';
import type { Pass, Played } from '../stage';
import { isErrorItem, itemOf } from './claims';

/** Judges the outputs of every run that was not cancelled. */
export function judgeRows({ passes, calls }: Played): Breach[] {
	const ofTools = calls.flatMap(({ run, cancelled, act }) =>
		run && !cancelled && run.error !== undefined && act.settings.onError !== 'stopWorkflow'
			? [breach(`a tool throws in a continue mode: ${(run.error as Error).message}`)]
			: [],
	);
	return [...passes.flatMap(judgePass), ...ofTools];
}

const breach = (what: string): Breach => ({ invariant: 'rows', what });

function judgePass(pass: Pass): Breach[] {
	const { run, cancelled, rows, act } = pass;
	if (!run || cancelled) return [];
	const { tries } = run;
	const { name, output } = tries.at(-1)!;
	const thrown = tries.find(({ continues, error }) => continues && error !== undefined);
	if (thrown) {
		const { message } = thrown.error as Error;
		return [breach(`${name}: an exception leaves in a continue mode: ${message}`)];
	}
	if (!output || !run.outputs) return [];
	const [main = [], errors = []] = run.outputs;
	const lists = OPERATIONS[act.settings.operation].operation === 'getAll';
	const found: string[] = [];
	const all = (items: INodeExecutionData[]) => items.map(itemOf);
	const inOrder = (items: INodeExecutionData[]) =>
		all(items).every((item, i, list) => i === 0 || list[i - 1]! <= item!);
	if (![main, errors, output].every(inOrder)) found.push('items out of their order');
	const items = [...main, ...errors];
	const counts = rows.map((_, index) => items.filter((item) => itemOf(item) === index).length);
	if (!lists && counts.some((count) => count !== 1)) {
		found.push(`rows on ${counts.join(', ')} outputs`);
	}
	if (items.some((item) => itemOf(item) === undefined || !rows[itemOf(item)!])) {
		found.push('items paired to no row');
	}
	if (main.some((item) => rows.includes(item.json))) found.push('an input row as a result');
	if (act.settings.onError === 'continueErrorOutput' && main.some(isErrorItem)) {
		found.push('an error item on the success output');
	}
	return found.map((what) => breach(`${name}: ${what}`));
}
