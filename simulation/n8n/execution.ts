// How n8n runs a node: its tries, what becomes of an error in each mode, and which output an item leaves by. After
// n8n-core's `WorkflowExecute` (2.41.1).
import type { IDataObject, INode, INodeExecutionData } from 'n8n-workflow';
import type { History, Try } from '../history';
import type { NodeName, Process } from '../program';
import type { VirtualTime } from '../time';
import type { Trace } from '../trace';
import type { Wire } from '../wire/wire';
import { contextOf, type Placed } from './context';
import { hasFailed, itemsOf, routed } from './outputs';

/** What every run needs. */
export interface Surroundings {
	time: VirtualTime;
	wire: Wire;
	history: History;
	trace: Trace;
}

/** One execution of a workflow, as far as it goes. */
export interface Execution {
	/** Undefined where n8n gives none. */
	id: string | undefined;
	token: string | undefined;
	mode: string;
	process: Process;
	abort: AbortController;
	cancelledAt?: number;
}

/** A node that is to be run in an execution. */
export interface Job {
	execution: Execution;
	placed: Placed;
	nodeName: NodeName;
	operation: string;
	/** The act of the scenario. */
	act: number;
	account: string;
	rate: number;
	timeout: number;
	rows: IDataObject[];
	runIndex: number;
	/** What a model gave, and what the agent's own item is, where the node is a tool. */
	tool?: { arguments: IDataObject; agentsItem: IDataObject; inQueue?: IDataObject };
}

/** What came of it. */
export interface NodeRun {
	tries: Try[];
	/** The items of each output; nothing where the execution ends here. */
	outputs?: INodeExecutionData[][];
	error?: unknown;
	/** n8n gave on the input rows as if they were results. */
	passedThrough: boolean;
}

/** n8n-core, `getRetryParams`. */
function retriesOf({ retryOnFail, maxTries, waitBetweenTries }: INode): [number, number] {
	if (retryOnFail !== true) return [1, 0];
	return [
		Math.min(5, Math.max(2, maxTries || 3)),
		Math.min(5000, Math.max(0, waitBetweenTries || 1000)),
	];
}

/** Runs a node with all its tries, as the loop of `processRunExecutionData` does. */
export async function runNode(around: Surroundings, job: Job): Promise<NodeRun> {
	const { placed, execution } = job;
	const { node } = placed;
	const [maxTries, wait] = retriesOf(node);
	const tries: Try[] = [];
	let error: unknown;
	let outputs: INodeExecutionData[][] | undefined;
	const pause = async () => await execution.process.whileAlive(around.time.sleep(wait));
	for (let index = 0; index < maxTries; index++) {
		try {
			if (index !== 0) {
				error = undefined;
				if (wait !== 0) await pause();
			}
			let output = await tryOnce(around, job, tries);
			let failed = hasFailed(output);
			while (failed && index !== maxTries - 1) {
				await pause();
				output = await tryOnce(around, job, tries);
				failed = hasFailed(output);
				index++;
			}
			outputs = output;
			break;
		} catch (thrown) {
			error = thrown ?? new Error('nothing was thrown');
		}
	}
	tries.at(-1)!.isLast = true;
	if (error === undefined) {
		if (node.onError === 'continueErrorOutput') outputs = routed(job.rows, outputs!);
		return { tries, outputs: outputs!, passedThrough: false };
	}
	const continues = ['continueRegularOutput', 'continueErrorOutput'].includes(node.onError ?? '');
	if (job.tool && (continues || node.onError !== 'stopWorkflow')) {
		const message = (error as Error).message;
		return { tries, outputs: [[{ json: { error: message } }]], error, passedThrough: false };
	}
	if (continues) {
		return { tries, outputs: [itemsOf(job.rows)], error, passedThrough: true };
	}
	return { tries, error, passedThrough: false };
}

/** One call of the node, noted. */
export async function tryOnce(
	{ wire, history, trace, time }: Surroundings,
	job: Job,
	tries: Try[],
	runIndex = job.runIndex,
): Promise<INodeExecutionData[][]> {
	const { execution, placed, tool, rows } = job;
	const { node, workflow } = placed;
	const lasting = execution.token ?? execution.id ?? 'none';
	const by: Try = {
		name: `${job.operation} ${job.act}.${job.runIndex} in ${execution.id ?? 'no execution'}, try ${tries.length + 1}`,
		process: execution.process,
		account: job.account,
		rate: job.rate,
		timeout: job.timeout,
		isPoll: false,
		run: JSON.stringify([workflow, node.id, lasting, tool ? null : job.runIndex]),
		execution: execution.id ?? 'none',
		mode: execution.mode,
		act: job.act,
		pass: job.runIndex,
		operation: job.operation,
		continues: ['continueRegularOutput', 'continueErrorOutput'].includes(node.onError ?? ''),
		rows,
		startedAt: time.now,
		startedSeq: history.next(),
		hints: [],
		isFurther: tries.length > 0,
	};
	tries.push(by);
	history.tries.push(by);
	trace.say(() => `${by.name} begins with ${rows.length} items`);
	// Through the queue it comes with the agent's item and an id of the call.
	const items = itemsOf(tool ? [{ ...tool.inQueue, ...tool.arguments }] : rows);
	const context = contextOf({
		placed,
		by,
		wire,
		items,
		seen: tool ? itemsOf([tool.agentsItem]) : items,
		argumentsOfModel: tool?.arguments ?? {},
		executionId: execution.id,
		token: execution.token,
		mode: execution.mode,
		runIndex,
		signal: execution.abort.signal,
	});
	const end = () => {
		by.endedAt = time.now;
		by.endedSeq = history.next();
		by.cancelledAt = execution.cancelledAt;
	};
	try {
		const node = execution.process.node(job.nodeName);
		const output = (await execution.process.whileAlive(
			node.execute!.call(context) as Promise<INodeExecutionData[][]>,
		)) ?? [[]];
		end();
		by.output = [...(output[0] ?? [])];
		trace.say(() => `${by.name} gives ${JSON.stringify(by.output).slice(0, 3000)}`);
		return output;
	} catch (error) {
		end();
		by.error = error;
		const { message, description } = error as Error & { description?: string };
		trace.say(() => `${by.name} throws ${message} / ${description ?? ''}`);
		throw error;
	}
}
