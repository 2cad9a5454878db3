// A contender that runs inside n8n.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Execution } from '../host/execution';
import type { Contender, Row, Sample, Task } from './contender';
import { callFlow, lastExecution, publishFlow, type Flow, type Step } from './flow';
import { watchMemory } from './memory';
import type { Workbench } from './workbench';

export interface InN8n {
	key: string;
	name: string;
	own?: boolean;
	task: Task;
	steps: Step[];
	rows: number;
	/** What n8n does with an item that fails. */
	onError?: Step['onError'];
	/** Rows of the unmeasured run before. */
	warmUpRows?: number;
	/** Output items expected; default: one per row. */
	outputs?: number;
	/** Off, only wall time and memory are known, and memory without what n8n needs to save the execution. */
	saved?: boolean;
	/** At most so many measured runs. */
	atMost?: number;
	/** Each run in an n8n just started, whose memory no earlier run has stretched. */
	fresh?: boolean;
}

/** A contender of n8n nodes; its workflow is published by its warm-up. */
export function inN8n(workbench: Workbench, options: InN8n): Contender {
	const { key, name, own = false, rows, saved = true, fresh, onError } = options;
	const steps = options.steps.map((step) => (onError ? { ...step, onError } : step));
	const { outputs = rows, warmUpRows = 50 } = options;
	let flow: Flow | undefined;
	const measure = async (count: number) => {
		flow ??= await publishFlow(workbench.n8n.client, name, steps, { saved });
		return await runOnce(workbench, flow, options, count);
	};
	const warmUp = async () => await measure(Math.min(rows, warmUpRows));
	return {
		key,
		name,
		own,
		records: rows,
		atMost: options.atMost,
		outputs: saved && own ? outputs : undefined,
		warmUp,
		run: async () => {
			if (fresh) {
				await workbench.restart();
				await warmUp();
			}
			return await measure(rows);
		},
	};
}

async function runOnce(
	workbench: Workbench,
	flow: Flow,
	{ task, own = false, steps, saved = true }: InN8n,
	count: number,
): Promise<Sample> {
	const { sandbox } = workbench;
	const { client, pid } = workbench.n8n;
	const setup = task.setup(count);
	const seeded = await sandbox.ask('prepare', setup);
	const rows = task.rows(count, seeded);
	await workbench.quieten();
	const memory = await watchMemory(pid);
	const wallMs = await callFlow(client, flow, rows);
	const used = await memory();
	const expected = rows.flatMap((row) => task.keyOf(row) ?? []);
	const { provider } = setup;
	const tally = await sandbox.ask('tally', { provider, effects: task.effects, expected });
	const execution = saved ? await lastExecution(client, flow) : undefined;
	const seen = execution ? readExecution(execution, steps) : UNSEEN;
	// Only this package promises which output belongs to which row, and in which order.
	const outOfOrder = own && execution ? misplaced(execution, steps, rows, task) : 0;
	return { ...tally, ...used, wallMs, ...seen, outOfOrder };
}

type Seen = Pick<Sample, 'nodeMs' | 'outputs' | 'errors' | 'explained' | 'outputBytes' | 'failure'>;

const UNSEEN: Seen = { nodeMs: NaN, outputs: 0, errors: 0, explained: 0, outputBytes: 0 };

function readExecution(execution: Execution, steps: Step[]): Seen {
	const last = steps.at(-1)!.name;
	const items = execution.items(last);
	const failed = execution.json(last, 1);
	const runs = steps.flatMap(({ name }) => execution.runs(name));
	return {
		nodeMs: runs.reduce((sum, { executionTime }) => sum + executionTime, 0),
		outputs: items.length,
		errors: failed.length,
		explained: failed.filter(isExplained).length,
		outputBytes: Buffer.byteLength(JSON.stringify(items.map(({ json }) => json))),
		...(execution.error && { failure: execution.error.message }),
	};
}

/** How many outputs tell the effect of another row than the one they are paired to, or stand before an earlier one. */
function misplaced(execution: Execution, steps: Step[], rows: Row[], task: Task): number {
	if (!task.outputKeyOf) return 0;
	let before = -1;
	return execution.items(steps.at(-1)!.name).filter((item) => {
		const index = rowOf(item);
		const row = rows[index];
		const key = task.outputKeyOf?.(item.json);
		const right = row !== undefined && task.keyOf(row) === key && index > before;
		before = index;
		return !right;
	}).length;
}

const rowOf = ({ pairedItem }: INodeExecutionData) =>
	typeof pairedItem === 'object' && 'item' in pairedItem ? pairedItem.item : NaN;

/** Whether an error item says what went wrong, with which code and in which field. */
function isExplained({ error, details }: IDataObject): boolean {
	const { code, fields } = (details ?? {}) as { code?: unknown; fields?: unknown };
	return Boolean(error && code && Array.isArray(fields) && fields.length > 0);
}
