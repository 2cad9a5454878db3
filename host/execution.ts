// What an execution did, read from the form n8n stores it in.
import { parse } from 'flatted';
import type { IDataObject, INodeExecutionData, ITaskData } from 'n8n-workflow';

export type ExecutionStatus =
	'success' | 'error' | 'crashed' | 'canceled' | 'running' | 'waiting' | 'new';

interface StoredExecution {
	id: string;
	status: ExecutionStatus;
	/** flatted JSON. */
	data: string;
}

interface StoredData {
	resultData: {
		runData: Record<string, ITaskData[]>;
		error?: { message: string; description?: string | null; [key: string]: unknown };
		lastNodeExecuted?: string;
	};
}

/** A finished execution and what each node put out. */
export class Execution {
	readonly id: string;
	readonly status: ExecutionStatus;
	private readonly result: StoredData['resultData'];

	constructor(stored: StoredExecution) {
		this.id = stored.id;
		this.status = stored.status;
		// Of an execution whose worker died n8n may keep nothing.
		const { resultData = { runData: {} } } = parse(stored.data) as Partial<StoredData>;
		this.result = resultData;
	}

	/** The error that ended the workflow, as n8n stored it. */
	get error() {
		return this.result.error;
	}

	/** What every node did, as n8n stores it. */
	get runData(): Record<string, ITaskData[]> {
		return this.result.runData;
	}

	/** Names of the nodes that ran, in no promised order. */
	get nodeNames(): string[] {
		return Object.keys(this.result.runData);
	}

	/** Every run of a node (one, unless it stands in a loop), with times, hints and error. */
	runs(node: string): ITaskData[] {
		return this.result.runData[node] ?? [];
	}

	/** All items of one output of a node, over all its runs; output 1 is the error output where there is one. */
	items(node: string, output = 0): INodeExecutionData[] {
		return this.runs(node).flatMap((run) => run.data?.main?.[output] ?? []);
	}

	/** The JSON of those items. */
	json(node: string, output = 0): IDataObject[] {
		return this.items(node, output).map((item) => item.json);
	}
}
