// Executions of a workflow with one of the nodes in it: passes of a loop, cancelling, retries by hand.
import { Crashed } from '../n8n/host';
import { runNode, type Execution, type Job, type NodeRun } from '../n8n/execution';
import { nodeFor, withIds, type Set } from '../n8n/nodes';
import type { Stage } from '../stage';
import type { RunAct } from '../scenario';

/** Plays an execution and its retries. */
export async function playRun(stage: Stage, act: RunAct, number: number): Promise<void> {
	const { host, merchants, time } = stage;
	const set = nodeFor(merchants, act.settings, false);
	const token = act.token ? `token-${number}` : undefined;
	let next = 0;
	const again = [...(act.again ?? [])];
	let mode: string = act.mode;
	for (;;) {
		const execution = await host.execution(mode, token);
		if (mode !== 'retry') cancelLater(stage, execution, act.cancelAfter);
		next = await runPasses(stage, act, number, set, execution, next);
		const retry = again.shift();
		if (next >= act.passes.length || !retry || execution.cancelledAt !== undefined) return;
		await time.sleep(retry.after);
		mode = 'retry';
	}
}

/** Runs the passes from one on. @returns the pass that failed; their number when none did */
async function runPasses(
	stage: Stage,
	act: RunAct,
	number: number,
	set: Set,
	execution: Execution,
	from: number,
): Promise<number> {
	const { placed, nodeName, account, rate, timeout, tested } = set;
	for (let pass = from; pass < act.passes.length; pass++) {
		const rows = act.passes[pass]!.map((row) =>
			withIds(stage.merchants, tested.provider, act.settings.account, row),
		);
		stage.history.rows += rows.length;
		const job: Job = {
			execution,
			placed,
			nodeName,
			operation: act.settings.operation,
			act: number,
			account,
			rate,
			timeout,
			rows,
			runIndex: pass,
		};
		const run = await unlessCrashed(stage, execution, runNode(stage, job));
		stage.played.passes.push({
			act,
			number,
			pass,
			rows,
			execution: execution.id!,
			mode: execution.mode,
			run,
			cancelled: execution.cancelledAt !== undefined,
		});
		if (!run || run.outputs === undefined || execution.cancelledAt !== undefined) return pass;
	}
	return act.passes.length;
}

/** What work gives, or nothing when the process that does it ends. */
export async function unlessCrashed<Result>(
	{ host }: Stage,
	{ process }: Execution,
	work: Promise<Result>,
): Promise<Result | undefined> {
	if (!process.alive) return undefined;
	try {
		return await host.unlessCrashed(work);
	} catch (error) {
		if (error instanceof Crashed) return undefined;
		throw error;
	}
}

/** A person cancels the execution. */
export function cancelLater(
	{ time, trace }: Stage,
	execution: Execution,
	after: number | undefined,
): void {
	if (after === undefined) return;
	void time.sleep(after).then(() => {
		execution.cancelledAt = time.now;
		trace.say(() => `execution ${execution.id ?? ''} is cancelled`);
		execution.abort.abort();
	});
}

export type { NodeRun };
