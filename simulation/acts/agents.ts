// Agents and MCP clients that call the nodes as tools.
import type { IDataObject } from 'n8n-workflow';
import type { Execution, Job } from '../n8n/execution';
import { nodeFor, withIds } from '../n8n/nodes';
import { invocations, throughQueue, type ToolRun } from '../n8n/tools';
import type { Stage, ToolCall } from '../stage';
import type { AgentAct, McpAct } from '../scenario';
import { cancelLater, unlessCrashed } from './runs';

/** How long a model thinks before it asks again, in milliseconds. */
const THINKING = 1500;

/** Plays an agent's execution and its retries by hand. */
export async function playAgent(stage: Stage, act: AgentAct, number: number): Promise<void> {
	const again = [...(act.again ?? [])];
	let mode = 'trigger';
	for (;;) {
		const execution = await stage.host.execution(mode, `token-${number}`);
		if (mode !== 'retry') cancelLater(stage, execution, act.cancelAfter);
		const calls = await runAgent(stage, act, number, execution);
		const failed = calls.some(({ run }) => !run || run.error !== undefined);
		const retry = again.shift();
		if (!failed || !retry || execution.cancelledAt !== undefined) return;
		await stage.time.sleep(retry.after);
		mode = 'retry';
	}
}

async function runAgent(
	stage: Stage,
	act: AgentAct,
	number: number,
	execution: Execution,
): Promise<ToolCall[]> {
	const calls: ToolCall[] = [];
	let queue: Promise<unknown> = Promise.resolve();
	let queued = 0;
	const items = act.items.map(async (wanted, item) => {
		const invoke = invocations(stage, 0);
		const call = async (row: IDataObject): Promise<ToolCall> => {
			const job = (runIndex: number, toolCallId?: string) =>
				jobOf(stage, act, number, execution, row, runIndex, { item }, toolCallId);
			const work =
				act.way === 'call'
					? invoke(job(0))
					: (queue = queue.then(
							async () => await throughQueue(stage, job(queued, `call_${queued++}`)),
						));
			const run = await unlessCrashed(stage, execution, work as Promise<ToolRun>);
			const called: ToolCall = {
				act,
				number,
				execution: execution.id!,
				row: rowOf(stage, act, row),
				run,
				cancelled: execution.cancelledAt !== undefined,
			};
			calls.push(called);
			stage.played.calls.push(called);
			return called;
		};
		for (const { after, row } of wanted) {
			await stage.time.sleep(after);
			if (!execution.process.alive || execution.abort.signal.aborted) return;
			const { run } = await call(row);
			if (!run || run.error === undefined || !act.insists) continue;
			await stage.time.sleep(THINKING);
			if (!execution.process.alive || execution.abort.signal.aborted) return;
			await call(row);
		}
	});
	await Promise.all(items);
	return calls;
}

/** Plays the calls of an MCP client; each has nothing to do with the others. */
export async function playMcp(stage: Stage, act: McpAct, number: number): Promise<void> {
	await Promise.all(
		act.calls.map(async ({ after, row }) => {
			await stage.time.sleep(after);
			const execution = await stage.host.noExecution();
			const job = jobOf(stage, act, number, execution, row, 0, {});
			const run = await unlessCrashed(stage, execution, invocations(stage, 0)(job));
			stage.played.calls.push({
				act,
				number,
				execution: 'none',
				row: rowOf(stage, act, row),
				run,
				cancelled: false,
			});
		}),
	);
}

const rowOf = (stage: Stage, { settings }: AgentAct | McpAct, row: IDataObject) =>
	withIds(
		stage.merchants,
		nodeFor(stage.merchants, settings, true).tested.provider,
		settings.account,
		row,
	);

function jobOf(
	stage: Stage,
	act: AgentAct | McpAct,
	number: number,
	execution: Execution,
	row: IDataObject,
	runIndex: number,
	agentsItem: IDataObject,
	toolCallId?: string,
): Job {
	const { placed, nodeName, account, rate, timeout } = nodeFor(stage.merchants, act.settings, true);
	stage.history.rows++;
	const given = rowOf(stage, act, row);
	return {
		execution,
		placed,
		nodeName,
		operation: act.settings.operation,
		act: number,
		account,
		rate,
		timeout,
		rows: [given],
		runIndex,
		tool: {
			arguments: given,
			agentsItem,
			...(toolCallId === undefined ? {} : { inQueue: { ...agentsItem, toolCallId } }),
		},
	};
}
