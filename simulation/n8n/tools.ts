// How n8n runs a node as a tool: called by an agent or an MCP client with a run index for each try, or put into the
// queue of its execution like any other node.
import { NodeOperationError, type IDataObject } from 'n8n-workflow';
import type { Try } from '../history';
import { runNode, tryOnce, type Job, type Surroundings } from './execution';

/** What a model gets to read. */
export interface ToolRun {
	tries: Try[];
	/** The answer; nothing where the call failed. */
	response?: IDataObject[];
	error?: unknown;
}

const STOPPED = 'Error during node execution: Execution was cancelled';

/**
 * n8n-core, `makeHandleToolInvocation`: the calls of one agent item or one MCP client, in whichever order.
 * @param firstRun how often the node had run in the execution when the agent took the tool
 */
export function invocations(around: Surroundings, firstRun: number) {
	let runIndex = firstRun;
	return async (job: Job): Promise<ToolRun> => {
		const { node } = job.placed;
		const { abort, process } = job.execution;
		const retries = node.retryOnFail === true;
		const maxTries = retries ? Math.min(5, Math.max(2, node.maxTries ?? 3)) : 1;
		const wait = retries ? Math.min(5000, Math.max(0, node.waitBetweenTries ?? 1000)) : 0;
		const tries: Try[] = [];
		let error: unknown;
		for (let index = 0; index < maxTries; index++) {
			const localRunIndex = runIndex++;
			if (abort.signal.aborted) return { tries, error: STOPPED };
			if (index !== 0 && wait !== 0) {
				await process.whileAlive(around.time.sleep(wait));
				if (abort.signal.aborted) return { tries, error: STOPPED };
			}
			try {
				const output = await tryOnce(around, job, tries, localRunIndex);
				tries.at(-1)!.isLast = true;
				return { tries, response: (output[0] ?? []).map(({ json }) => json) };
			} catch (thrown) {
				error = new NodeOperationError(node, thrown as Error);
				if (abort.signal.aborted) break;
			}
		}
		if (tries.length > 0) tries.at(-1)!.isLast = true;
		return { tries, error };
	};
}

/** The other way: the call goes through the queue of the execution, and its tries share a run index. */
export async function throughQueue(around: Surroundings, job: Job): Promise<ToolRun> {
	const { tries, outputs, error } = await runNode(around, job);
	if (error !== undefined) return { tries, error };
	return { tries, response: (outputs?.[0] ?? []).map(({ json }) => json) };
}
