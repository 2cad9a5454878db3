// The sandbox for the tests of one file, and nodes that talk to it.
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { startSandbox, type Sandbox } from '../../../sandbox';
import { builtPackage } from './builtPackage';
import { runNode, type NodeRun, type NodeRunOptions } from './harness';

export type ProviderName = 'kwik' | 'smarterPay' | 'makePay';

/** Starts the sandbox before a file's tests and puts it back into its first state before each of them. */
export function useSandbox() {
	let started: Sandbox | undefined;
	beforeAll(async () => {
		// First, so that nothing keeps listening when there is no build.
		await builtPackage();
		started = await startSandbox();
	});
	beforeEach(() => started?.reset());
	afterAll(async () => await started?.stop());
	const sandbox = () => {
		if (!started) throw new Error('The sandbox runs inside tests only.');
		return started;
	};

	/**
	 * Runs a provider's node against the sandbox, with its demo keys unless told otherwise. Customers come out as the
	 * provider sent them, unless a test asks for *Simplify*.
	 */
	const run = async (
		type: ProviderName,
		parameters: INodeParameters,
		items: IDataObject[] = [{}],
		more: Partial<NodeRunOptions> = {},
	): Promise<NodeRun> =>
		await runNode({
			type,
			parameters: { ...(isCustomer(parameters) ? { simplify: false } : {}), ...parameters },
			items,
			credentials: sandbox()[type].credentials,
			...more,
		});

	/** The options of a run whose Kwik credential asks for V2, with live keys or test keys. */
	const v2 = (kind: 'credentials' | 'testCredentials' = 'credentials') => ({
		credentials: { ...sandbox().kwik[kind], customerApi: 'v2' },
	});

	return { sandbox, run, v2 };
}

function isCustomer({ resource }: INodeParameters): boolean {
	return resource === 'customer' || resource === 'customerAccount';
}

/** A resource locator's value, as the editor stores it. */
export function byId(value: string): INodeParameters {
	return { __rl: true, mode: 'id', value };
}

/** The requests a provider got, without what differs from run to run. */
export function requestsOf(provider: Sandbox[ProviderName]) {
	return provider.requests.map(({ method, path, query, body }) => ({ method, path, query, body }));
}

/** The data of items. */
export function jsonOf(items: Array<{ json: IDataObject }>): IDataObject[] {
	return items.map(({ json }) => json);
}

/** The input item each item is paired to. */
export function pairs(items: NodeRun['main']): unknown[] {
	return items.map(({ pairedItem }) => pairedItem);
}
