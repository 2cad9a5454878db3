// A contender without n8n: the bare axios loop of the same requests.
import type { AxiosRequestConfig } from 'axios';
import { axiosLoop } from './axiosLoop';
import type { Contender, Row, Sample, Task } from './contender';
import type { Workbench } from './workbench';

export interface Bare {
	key: string;
	name: string;
	task: Task;
	rows: number;
	parallel: number;
	/** Starts per second, evenly spaced; undefined: none. */
	perSecond?: number;
	/** The requests for all rows, batched as this package batches them. */
	requests(rows: Row[]): AxiosRequestConfig[];
	/** The records in an answer. */
	records(body: unknown): unknown[];
}

/** The loop as a contender: it runs in the benchmark's own process, without n8n. */
export function bare({ sandbox }: Workbench, options: Bare): Contender {
	const { key, name, task, rows, parallel, perSecond } = options;
	const measure = async (count: number): Promise<Sample> => {
		const setup = task.setup(count);
		const input = task.rows(count, await sandbox.ask('prepare', setup));
		const start = performance.now();
		const answers = await axiosLoop(options.requests(input), parallel, perSecond);
		const output = answers.flatMap(({ status, data }) =>
			status === 200 ? options.records(data) : [],
		);
		const nodeMs = performance.now() - start;
		const { provider } = setup;
		const expected = input.flatMap((row) => task.keyOf(row) ?? []);
		const tally = await sandbox.ask('tally', { provider, effects: task.effects, expected });
		return {
			...tally,
			nodeMs,
			wallMs: nodeMs,
			outputs: output.length,
			errors: 0,
			explained: 0,
			outOfOrder: 0,
			outputBytes: 0,
			peakMb: undefined,
			growthMb: undefined,
		};
	};
	return {
		key,
		name,
		own: false,
		records: rows,
		outputs: undefined,
		warmUp: async () => await measure(rows),
		run: async () => await measure(rows),
	};
}
