// Runs the built package inside n8n-core: one node after a manual trigger, with n8n's real HTTP helpers and
// the credential types' own `authenticate`.
import { ExecutionLifecycleHooks, WorkflowExecute, type PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type ExecutionError,
	type ICredentialsHelper,
	type IDataObject,
	type IExecuteFunctions,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	type NodeExecutionHint,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { builtPackage } from './builtPackage';
import { executionData } from './executionData';
import { OpenCredentials } from './openCredentials';

const SOURCE = 'Customers';
const UNDER_TEST = 'Billing';

/** What one run of a node under test gave. */
export interface NodeRun {
	/** Items on the first output. */
	main: INodeExecutionData[];
	/** Items on the error output. */
	error: INodeExecutionData[];
	/** What stopped the workflow, if anything did. */
	executionError: (ExecutionError & { context?: IDataObject; httpCode?: string }) | undefined;
	hints: NodeExecutionHint[];
	/** Everything n8n keeps of the execution. */
	run: IRun;
}

export interface NodeRunOptions {
	/** `kwik`, `smarterPay` or `makePay`. */
	type: string;
	parameters: INodeParameters;
	/** Rows the manual trigger gives to the node. */
	items: IDataObject[];
	onError?: INode['onError'];
	/** Data of the credential, by the names of the credential type's fields; a function reads it, or fails to. */
	credentials: object | (() => object);
	/** The execution: none under an MCP client; the token survives a retry by hand, whose mode is `retry`. */
	execution?: { id?: string | undefined; token?: string; mode?: WorkflowExecuteMode };
	/** Where the node is taken from; the built package where it is not given. */
	loader?: PackageDirectoryLoader;
	/** Runs the node as the tool n8n makes of it. */
	asTool?: boolean;
	/** Called with a function that cancels the execution. */
	whenStarted?: (cancel: () => void) => void;
	/** n8n's own settings of the node. */
	settings?: Pick<INode, 'retryOnFail' | 'maxTries' | 'waitBetweenTries' | 'alwaysOutputData'>;
}

const trigger: INodeType = {
	description: {
		displayName: 'Manual',
		name: 'manual',
		group: ['trigger'],
		version: 1,
		description: '',
		defaults: {},
		inputs: [],
		outputs: ['main'],
		properties: [],
	},
	async execute(this: IExecuteFunctions) {
		return [this.getInputData()];
	},
};

function unused(): never {
	throw new Error('The workflow tests have no such service.');
}

/** What n8n gives an execution besides the workflow; pages and services the tests do not have are empty. */
function additionalDataOf(
	credentialsHelper: ICredentialsHelper,
	executionId: string | undefined,
): IWorkflowExecuteAdditionalData {
	const addresses = ['restApiUrl', 'instanceBaseUrl', 'webhookBaseUrl', 'webhookTestBaseUrl'];
	const pages = ['formWaitingBaseUrl', 'webhookWaitingBaseUrl', 'formBaseUrl', 'formTestBaseUrl'];
	const tools = ['mcpBaseUrl', 'mcpTestBaseUrl'];
	return {
		...Object.fromEntries([...addresses, ...pages, ...tools].map((name) => [name, 'http://x'])),
		credentialsHelper,
		hooks: new ExecutionLifecycleHooks('manual', executionId ?? 'none', {} as never),
		executionId,
		currentNodeExecutionIndex: 0,
		variables: {},
		executeWorkflow: unused,
		getRunExecutionData: unused,
		getRuntimeCredential: unused,
		startRunnerTask: unused,
		logAiEvent: () => {},
	} as unknown as IWorkflowExecuteAdditionalData;
}

/** Executes one node of the built package behind a manual trigger. Never throws for what the node does. */
export async function runNode(options: NodeRunOptions): Promise<NodeRun> {
	const loader = options.loader ?? (await builtPackage());
	const { type } = loader.getNode(options.type);
	const nodeType = type as INodeType;
	const credentialType = nodeType.description.credentials![0]!.name;
	const nodes: INode[] = [
		{
			id: 'source-id',
			name: SOURCE,
			type: 'test.manual',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		},
		{
			id: 'node-id',
			name: UNDER_TEST,
			type: `n8n-nodes-billing-links.${options.type}${options.asTool ? 'Tool' : ''}`,
			typeVersion: 1,
			position: [0, 0],
			parameters: options.parameters,
			credentials: { [credentialType]: { id: '1', name: 'Demo' } },
			...(options.onError ? { onError: options.onError } : {}),
			...options.settings,
		},
	];
	const nodeTypes: INodeTypes = {
		getByName: (name) => (name === 'test.manual' ? trigger : nodeType),
		getByNameAndVersion: (name, version) =>
			NodeHelpers.getVersionedNodeType(nodeTypes.getByName(name), version),
		getKnownTypes: () => ({}),
	};
	const workflow = new Workflow({
		id: 'workflow-id',
		nodes,
		connections: { [SOURCE]: { main: [[{ node: UNDER_TEST, type: 'main', index: 0 }]] } },
		nodeTypes,
		active: false,
		settings: { executionOrder: 'v1' },
	});
	const start = {
		node: workflow.getNode(SOURCE)!,
		data: { main: [options.items.map((json, item) => ({ json, pairedItem: { item } }))] },
		source: null,
	};
	const { id, token, mode } = { id: 'execution-1', mode: 'manual' as const, ...options.execution };
	const execute = new WorkflowExecute(
		additionalDataOf(new OpenCredentials(loader, options.credentials), id),
		mode,
		executionData([start], token),
	);
	const running = execute.processRunExecutionData(workflow);
	options.whenStarted?.(() => running.cancel());
	return resultOf(await running);
}

function resultOf(run: IRun): NodeRun {
	const { resultData } = run.data;
	const ours = resultData.runData[UNDER_TEST]?.at(-1);
	const [main, error] = ours?.data?.main ?? [];
	return {
		main: main ?? [],
		error: error ?? [],
		executionError: (resultData.error ?? ours?.error) as NodeRun['executionError'],
		hints: ours?.hints ?? [],
		run,
	};
}
