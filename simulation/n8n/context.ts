// What n8n gives a node that runs: its rows, parameters and credential, and a helper that sends requests.
import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type IExecuteFunctions,
	type IHttpRequestOptions,
	type INode,
	type INodeExecutionData,
} from 'n8n-workflow';
import type { Caller, Try } from '../history';
import type { CredentialName } from '../program';
import type { Wire } from '../wire/wire';
import { evaluate, partOf, resolve, scopeOf } from './expressions';

/** A node in a workflow. */
export interface Placed {
	workflow: string;
	node: INode;
	credentialType: CredentialName;
	/** The credential's fields; nothing where n8n cannot read it. */
	credential: Record<string, string> | undefined;
}

/** One call of a node's `execute`. */
export interface Call {
	placed: Placed;
	by: Try;
	wire: Wire;
	items: INodeExecutionData[];
	/** What expressions see as the item: of a tool the agent's. */
	seen: INodeExecutionData[];
	/** What a model gave a tool. */
	argumentsOfModel: IDataObject;
	executionId: string | undefined;
	/** Survives a retry by hand. */
	token: string | undefined;
	mode: string;
	runIndex: number;
	signal: AbortSignal;
}

/** n8n's helper: credential, `authenticate`, and the request. */
export function helperOf(placed: Placed, caller: Caller, wire: Wire) {
	return async function httpRequestWithAuthentication(
		this: object,
		type: CredentialName,
		options: IHttpRequestOptions,
	): Promise<object> {
		const signal =
			'getExecutionCancelSignal' in this
				? (this as IExecuteFunctions).getExecutionCancelSignal()
				: undefined;
		const { process } = caller;
		if (!process.alive) return await new Promise<never>(() => {});
		let authenticated: IHttpRequestOptions;
		try {
			const credential = await credentialOf(placed);
			authenticated = await process.authenticate(type)(credential, { ...options });
		} catch (error) {
			throw new NodeApiError(placed.node, error as never);
		}
		return await process.whileAlive(wire.send(caller, placed.node, authenticated, signal));
	};
}

/** The credential as n8n reads it from its database. @throws where it cannot */
export async function credentialOf({ credential, node }: Placed): Promise<Record<string, string>> {
	await Promise.resolve();
	if (credential) return { ...credential };
	throw new NodeOperationError(
		node,
		'Credentials could not be decrypted. The likely reason is that a different "encryptionKey" was used to encrypt the data.',
	);
}

/** The context of one call. */
export function contextOf(call: Call): IExecuteFunctions {
	const { placed, by, wire, items, seen, mode, runIndex, signal, executionId, token } = call;
	const { node, workflow } = placed;
	const scope = (itemIndex: number) =>
		scopeOf(
			seen[itemIndex]?.json ?? seen[0]?.json ?? {},
			itemIndex,
			runIndex,
			call.argumentsOfModel,
		);
	const address = `https://n8n.example/webhook-waiting/${executionId ?? '__UNKNOWN__'}`;
	const context = {
		getInputData: () => items,
		getNode: () => structuredClone(node),
		getNodeParameter: (path: string, itemIndex: number, fallback?: unknown) =>
			resolve(partOf(node.parameters, path), scope(itemIndex)) ?? fallback,
		evaluateExpression: (expression: string, itemIndex: number) =>
			evaluate(expression, scope(itemIndex)),
		getWorkflowDataProxy: () => ({
			$runIndex: runIndex,
			$prevNode: {},
			// Every pass before this one gave something.
			$items: () => [{ json: {} }],
			$execution: {
				id: executionId,
				resumeUrl: token === undefined ? address : `${address}?signature=${token}`,
			},
		}),
		getWorkflow: () => ({ id: workflow, name: workflow, active: true }),
		getExecutionId: () => executionId,
		getMode: () => mode,
		continueOnFail: () =>
			['continueRegularOutput', 'continueErrorOutput'].includes(node.onError ?? ''),
		getExecutionCancelSignal: () => signal,
		getCredentials: async () => await credentialOf(placed),
		addExecutionHints: (...hints: Array<{ message: string }>) =>
			by.hints.push(...hints.map(({ message }) => message)),
		helpers: { httpRequestWithAuthentication: helperOf(placed, by, wire) },
	};
	return context as unknown as IExecuteFunctions;
}
