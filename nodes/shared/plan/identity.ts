// Who asks for an effect, and what the effect is called: idempotency keys and the memory of effects go by it.
import { createHash, randomUUID } from 'crypto';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

/** One run of a node, as far as its effects are concerned. */
export interface Caller {
	/** Names this run of the node in this execution; the same for all its tries. */
	run: string;
	/**
	 * Names it also in a retry of the execution by hand, on whichever machine; undefined where n8n gives no
	 * execution. Tools get a new run for each try: what counts is the run of the agent that asks.
	 */
	origin: string | undefined;
	/** Whether an agent or an MCP client calls the node. */
	isTool: boolean;
	/** Whether the execution is one that a person retries: what it asks for may have been done before. */
	isRetry: boolean;
	/** How often n8n tries the node in all, and how long it waits in between, in milliseconds. */
	tries: number;
	waitBetweenTries: number;
}

/** What n8n tells a node about its execution. */
interface WorkflowData {
	$runIndex?: number;
	$execution?: { resumeUrl?: unknown };
	/** Reading it throws where nothing came before. */
	$prevNode: { name?: string; runIndex?: number };
	/** What a run of a node gave; throws where it gave nothing. */
	$items: (nodeName: string, outputIndex: number, runIndex: number) => INodeExecutionData[];
}

/** Who runs the node. */
export function callerOf(context: IExecuteFunctions): Caller {
	const node = context.getNode();
	const data = context.getWorkflowDataProxy(0) as unknown as WorkflowData;
	const isTool = node.type.endsWith('Tool');
	const isRetry = context.getMode() === 'retry';
	const place = [context.getWorkflow().id ?? '', node.id];
	const executionId = context.getExecutionId() as string | undefined;
	const lasting = resumeToken(data.$execution?.resumeUrl) ?? executionId;
	const ownPass = isRetry ? passOf(data, node.name, data.$runIndex ?? 0) : data.$runIndex;
	const pass = isTool ? askerOf(data) : ownPass;
	return {
		run: JSON.stringify([...place, executionId ?? null, isTool ? pass : data.$runIndex]),
		origin: executionId ? JSON.stringify([...place, lasting, pass]) : undefined,
		isTool,
		isRetry,
		...triesOf(node),
	};
}

/**
 * Counts the runs of a node that gave something before one of its runs. In the place of what a crash has cut off n8n
 * puts a run of its own, and a retry, which does it again, may keep that one; so it may a run that failed.
 */
function passOf({ $items }: WorkflowData, nodeName: string, runIndex: number): number {
	const gaveSomething = (run: number) => {
		try {
			return $items(nodeName, 0, run)[0]?.json.isArtificialRecoveredEventItem !== true;
		} catch {
			return false;
		}
	};
	return Array.from({ length: runIndex }, (_, run) => run).filter(gaveSomething).length;
}

/** The agent's run that a tool is called in, or the run of the node before the agent; null where there is none. */
function askerOf(data: WorkflowData): [name: string, pass: number] | null {
	try {
		const { name, runIndex } = data.$prevNode;
		return name === undefined ? null : [name, passOf(data, name, runIndex ?? 0)];
	} catch {
		return null;
	}
}

/** As n8n reads a node's settings (n8n-core, `getRetryParams`). */
function triesOf({
	retryOnFail,
	maxTries,
	waitBetweenTries,
}: ReturnType<IExecuteFunctions['getNode']>): Pick<Caller, 'tries' | 'waitBetweenTries'> {
	if (retryOnFail !== true) return { tries: 1, waitBetweenTries: 0 };
	return {
		tries: Math.min(5, Math.max(2, maxTries || 3)),
		waitBetweenTries: Math.min(5000, Math.max(0, waitBetweenTries || 1000)),
	};
}

/** What stays the same when an execution is retried by hand: the signature in the address that resumes it. */
function resumeToken(resumeUrl: unknown): string | undefined {
	if (typeof resumeUrl !== 'string' || !URL.canParse(resumeUrl)) return undefined;
	return new URL(resumeUrl).searchParams.get('signature') || undefined;
}

/** Names an effect: the same for the same parts, and random without an origin. */
export function effectIdOf(origin: string | undefined, ...parts: unknown[]): string {
	return origin === undefined ? randomUUID() : hashed([origin, ...parts]);
}

/**
 * The idempotency key of an effect, in the form of a UUID.
 * @param round counts the times it was given up for good and asked for anew
 */
export function keyOf(effectId: string, round: number): string {
	const hash = hashed([effectId, round]);
	return [8, 12, 16, 20, 32]
		.map((end, i, ends) => hash.slice(i === 0 ? 0 : ends[i - 1], end))
		.join('-');
}

function hashed(value: unknown): string {
	return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 32);
}
