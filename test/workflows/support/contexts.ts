// Triggers and list searches of the built package with n8n-core's own contexts: real HTTP helpers, real static data.
import { LoadOptionsContext, PollContext, type PackageDirectoryLoader } from 'n8n-core';
import {
	NodeHelpers,
	Workflow,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type INodeTypes,
	type IWorkflowExecuteAdditionalData,
	type WorkflowExecuteMode,
} from 'n8n-workflow';
import { builtPackage } from './builtPackage';
import { OpenCredentials } from './openCredentials';

/** A node of the package as it stands in a workflow, with a credential that lies open. */
export interface Placed {
	/** `kwikTrigger`, `kwik` … */
	type: string;
	parameters?: INodeParameters;
	credentials: object;
	/** Id of the stored credential; lists are kept under it. */
	credentialId?: string;
	/** Static data as an earlier poll left it. */
	staticData?: IDataObject;
	/** Where the node is taken from; the built package where it is not given. */
	loader?: PackageDirectoryLoader;
}

async function place({ parameters = {}, credentials, ...placed }: Placed) {
	const { type, credentialId, staticData } = placed;
	const loader = placed.loader ?? (await builtPackage());
	const nodeType = loader.getNode(type).type as INodeType;
	const { description } = nodeType;
	const credentialType = description.credentials![0]!.name;
	const node: INode = {
		id: 'node-id',
		name: description.displayName,
		type: `n8n-nodes-billing-links.${type}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [credentialType]: { id: credentialId ?? '1', name: 'Demo' } },
	};
	node.parameters =
		NodeHelpers.getNodeParameters(
			description.properties,
			parameters,
			true,
			false,
			node,
			description,
		) ?? {};
	const nodeTypes = {
		getByName: () => nodeType,
		getByNameAndVersion: () => nodeType,
		getKnownTypes: () => ({}),
	} as INodeTypes;
	const workflow = new Workflow({
		id: 'workflow-id',
		nodes: [node],
		connections: {},
		nodeTypes,
		active: true,
		staticData: staticData ?? {},
	});
	const credentialsHelper = new OpenCredentials(loader, credentials);
	const additionalData = { credentialsHelper } as unknown as IWorkflowExecuteAdditionalData;
	return { nodeType, node, workflow, additionalData };
}

/** What one poll gave, and the static data n8n would store after it. */
export interface Poll {
	items: IDataObject[];
	/** The static data as n8n stores it: JSON text. */
	stored: string;
}

/** One polling trigger of one workflow, from activation on; n8n restarts before every poll. */
export class PolledTrigger {
	private stored = '{}';

	constructor(private readonly placed: Placed) {}

	/** One poll on the static data that the last one left. @throws what the trigger throws */
	async poll(mode: WorkflowExecuteMode = 'trigger'): Promise<Poll> {
		const staticData = JSON.parse(this.stored) as IDataObject;
		const { nodeType, node, workflow, additionalData } = await place({
			...this.placed,
			staticData,
		});
		const context = new PollContext(workflow, node, additionalData, mode, 'update');
		const output: INodeExecutionData[][] | null = await nodeType.poll!.call(context);
		// A poll that finds nothing gives null, so that n8n starts no execution.
		if (output !== null) expect(output[0]!.length).toBeGreaterThan(0);
		this.stored = JSON.stringify(workflow.staticData);
		return { items: (output?.[0] ?? []).map(({ json }) => json), stored: this.stored };
	}

	/** The events of one poll, as `event identity`. */
	async events(identity = 'id'): Promise<string[]> {
		const { items } = await this.poll();
		return items.map((item) => `${String(item.event)} ${String(item[identity])}`);
	}
}

/** Calls a list search of a node as the editor does when a person opens it, types or scrolls. */
export async function searchList(
	placed: Placed,
	method: string,
	filter?: string,
	paginationToken?: string,
) {
	const { nodeType, node, workflow, additionalData } = await place(placed);
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	return await nodeType.methods!.listSearch![method]!.call(context, filter, paginationToken);
}

/** Calls a dropdown's loader as the editor does. */
export async function loadDropdown(placed: Placed, method: string) {
	const { nodeType, node, workflow, additionalData } = await place(placed);
	const context = new LoadOptionsContext(workflow, node, additionalData, '');
	return await nodeType.methods!.loadOptions![method]!.call(context);
}
