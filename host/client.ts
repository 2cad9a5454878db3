// A client of the endpoints n8n's own editor uses.
import { setTimeout as pause } from 'node:timers/promises';
import type { AxiosRequestConfig, AxiosResponse } from 'axios';
import type {
	IConnections,
	ICredentialDataDecryptedObject,
	INode,
	INodeTypeDescription,
} from 'n8n-workflow';
import { Execution } from './execution';
import { Session } from './session';

export interface Credential {
	id: string;
	name: string;
	type: string;
}

/** A workflow as the editor exports it. */
export interface WorkflowFile {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: Record<string, unknown>;
	pinData?: Record<string, unknown>;
}

export interface StoredWorkflow extends WorkflowFile {
	id: string;
	versionId: string;
	active: boolean;
}

const FINISHED = ['success', 'error', 'crashed', 'canceled'];

interface PublicationStatus {
	status: 'not_published' | 'in_progress' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; errorMessage: string | null }>;
}

/** Signed in as the owner after `signIn`; every method throws an Error with n8n's own message when n8n refuses. */
export class N8nClient extends Session {
	async credentials(): Promise<Credential[]> {
		return await this.call('GET', '/rest/credentials');
	}

	/** Stores a credential; one of the same type and name is replaced. */
	async createCredential(
		type: string,
		name: string,
		data: ICredentialDataDecryptedObject,
	): Promise<Credential> {
		const older = (await this.credentials()).find((one) => one.type === type && one.name === name);
		const body = { type, name, data };
		return older
			? await this.call('PATCH', `/rest/credentials/${older.id}`, body)
			: await this.call('POST', '/rest/credentials', body);
	}

	/** What the editor does when it tests a stored credential, or `data` in its place. */
	async testCredential(
		credential: Credential,
		data?: ICredentialDataDecryptedObject,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		const { id, name, type } = credential;
		// The editor has the stored fields sent to it with the secrets blanked; n8n fills them in again.
		const stored = `/rest/credentials/${id}?includeData=true`;
		const fields = data ?? (await this.call<{ data: object }>('GET', stored)).data;
		return await this.call('POST', '/rest/credentials/test', {
			credentials: { id, name, type, data: fields },
		});
	}

	/**
	 * Stores an exported workflow, node ids unchanged. Credentials are found by their type and name among the stored
	 * ones, as n8n does on import; a missing one throws.
	 */
	async importWorkflow(file: WorkflowFile): Promise<StoredWorkflow> {
		const stored = await this.credentials();
		const nodes = file.nodes.map((node) => {
			const wanted = Object.entries(node.credentials ?? {}).map(([type, { name }]) => {
				const found = stored.find((one) => one.type === type && one.name === name);
				if (!found) throw new Error(`${file.name}: no credential ${type} named "${name}" in n8n`);
				return [type, { id: found.id, name }] as const;
			});
			return wanted.length ? { ...node, credentials: Object.fromEntries(wanted) } : node;
		});
		const { name, connections, settings, pinData } = file;
		const body = { name, nodes, connections, settings: settings ?? {}, pinData, active: false };
		return await this.call('POST', '/rest/workflows', body);
	}

	async workflows(): Promise<StoredWorkflow[]> {
		return await this.call('GET', '/rest/workflows');
	}

	async workflow(id: string): Promise<StoredWorkflow> {
		return await this.call('GET', `/rest/workflows/${id}`);
	}

	/**
	 * Runs a workflow as *Execute workflow* in the editor does and gives the finished execution, failed ones too.
	 * @param trigger the node to start from; default: the manual trigger, else the first trigger
	 */
	async runWorkflow(id: string, trigger?: string, timeoutMs = 120_000): Promise<Execution> {
		const start = trigger ?? triggerOf(await this.workflow(id));
		const answer = await this.call<{ executionId?: string }>('POST', `/rest/workflows/${id}/run`, {
			triggerToStartFrom: { name: start },
		});
		if (!answer.executionId) throw new Error(`${start} waits for an event instead of running`);
		return await this.finished(answer.executionId, timeoutMs);
	}

	/** Waits until an execution is over. */
	async finished(executionId: string, timeoutMs = 120_000): Promise<Execution> {
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const stored = await this.call<ConstructorParameters<typeof Execution>[0]>(
				'GET',
				`/rest/executions/${executionId}`,
			);
			if (FINISHED.includes(stored.status)) return new Execution(stored);
			if (Date.now() > deadline) {
				throw new Error(`Execution ${executionId} is ${stored.status} after ${timeoutMs} ms`);
			}
			await pause(50);
		}
	}

	/** What the button *Retry* does with a failed execution; gives the finished new one. */
	async retry(executionId: string, timeoutMs = 120_000): Promise<Execution> {
		const { id } = await this.call<{ id: string }>(
			'POST',
			`/rest/executions/${executionId}/retry`,
			{
				loadWorkflow: false,
			},
		);
		return await this.finished(id, timeoutMs);
	}

	/** The newest hundred executions of a workflow, newest first: in the order in which they were asked for. */
	async executions(
		workflowId: string,
	): Promise<Array<{ id: string; status: string; mode: string }>> {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		const answer = await this.call<{
			results: Array<{ id: string; status: string; mode: string }>;
		}>('GET', `/rest/executions?limit=100&filter=${filter}`);
		// n8n puts them in the order of their start, and those in a queue have none.
		return answer.results.sort((one, other) => Number(other.id) - Number(one.id));
	}

	/** Publishes a workflow and waits until its triggers and webhooks listen. */
	async activate(id: string, timeoutMs = 30_000): Promise<void> {
		const { versionId } = await this.workflow(id);
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
		const deadline = Date.now() + timeoutMs;
		for (;;) {
			const path = `/rest/workflows/${id}/publication-status`;
			const { status, triggers } = await this.call<PublicationStatus>('GET', path);
			if (status === 'published') return;
			const failed = triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
			if (failed.length > 0) throw new Error(`Workflow ${id} cannot start: ${failed.join('; ')}`);
			if (Date.now() > deadline) throw new Error(`Workflow ${id} is still ${status}`);
			await pause(50);
		}
	}

	async deactivate(id: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	async deleteWorkflow(id: string): Promise<void> {
		await this.call('POST', `/rest/workflows/${id}/archive`, {});
		await this.call('DELETE', `/rest/workflows/${id}`);
	}

	/** Every node type the editor offers, names with their package (`n8n-nodes-billing-links.kwik`). */
	async nodeTypes(): Promise<INodeTypeDescription[]> {
		return (await this.file<INodeTypeDescription[]>('/types/nodes.json')).data;
	}

	/** Calls a listening webhook; redirects are not followed and no status throws. */
	async callWebhook(path: string, request: AxiosRequestConfig = {}): Promise<AxiosResponse> {
		return await this.http.request({ method: 'GET', ...request, url: `/webhook/${path}` });
	}
}

function triggerOf(workflow: StoredWorkflow): string {
	const named = (pattern: RegExp) => workflow.nodes.find((node) => pattern.test(node.type));
	const trigger = named(/manualTrigger$/) ?? named(/trigger$/i) ?? named(/webhook$/);
	if (!trigger) throw new Error(`Workflow "${workflow.name}" has no trigger`);
	return trigger.name;
}
