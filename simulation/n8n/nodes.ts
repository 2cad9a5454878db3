// Nodes as they stand in a workflow, made from the settings of a scenario.
import type { IDataObject, INode, INodeParameters, NodeParameterValueType } from 'n8n-workflow';
import { CREDENTIAL_TYPES, NODE_NAMES, OPERATIONS, type Tested } from '../operations';
import type { NodeName } from '../program';
import { credentialOf, type Merchants, type ProviderName } from '../providers';
import type { Account, NodeSettings } from '../scenario';
import type { Placed } from './context';

/** The rates of the nodes where none is set. */
export const RATES: Record<ProviderName, number> = { kwik: 100, smarterPay: 20, makePay: 20 };
const TIMEOUT = 30_000;

export interface Set {
	placed: Placed;
	nodeName: NodeName;
	tested: Tested;
	account: string;
	rate: number;
	timeout: number;
}

/** Names an account together with the keys it is used with: that is what shares a pace. */
export const accountName = (provider: ProviderName, { world, keys }: Account) =>
	`${provider} ${world}.${keys}`;

/** The node of some settings. */
export function nodeFor(merchants: Merchants, settings: NodeSettings, isTool: boolean): Set {
	const { operation, account, options, broken, retries, onError, apiVersion } = settings;
	const tested = OPERATIONS[operation];
	const { provider } = tested;
	const credentialType = CREDENTIAL_TYPES[provider];
	const node: INode = {
		id: settings.node,
		name: settings.node,
		type: `n8n-nodes-billing-links.${provider}${isTool ? 'Tool' : ''}`,
		typeVersion: 1,
		position: [0, 0],
		parameters: parametersOf(settings, tested, isTool),
		credentials: { [credentialType]: { id: `${account.world}-${account.keys}`, name: 'Demo' } },
		onError,
		...(retries ? { retryOnFail: true, ...retries } : {}),
	};
	return {
		placed: {
			workflow: settings.workflow,
			node,
			credentialType,
			credential:
				broken === 'credential'
					? undefined
					: {
							...credentialOf(merchants, provider, account.world, account.keys),
							...(provider === 'kwik' ? { customerApi: apiVersion === '2.0' ? 'v2' : 'v1' } : {}),
						},
		},
		nodeName: NODE_NAMES[provider],
		tested,
		account: accountName(provider, account),
		rate: Number(options.requestsPerSecond ?? RATES[provider]),
		timeout: Number(options.timeout ?? TIMEOUT),
	};
}

const FAILS = '(() => { throw new Error("The referenced node is unexecuted") })()';

function parametersOf(
	{ style, volatile, simplify, options, broken }: NodeSettings,
	tested: Tested,
	isTool: boolean,
): INodeParameters {
	const automatic = style === 'automatic' && tested.mapsColumns && !isTool;
	const valueOf = (column: string): string => {
		if (isTool) return `={{ $fromAI("${column}") }}`;
		if (broken === 'field' && column === tested.tag)
			return `={{ $json.fails ? ${FAILS} : $json.${column} }}`;
		return style === 'computed' ? `={{ $json.${column} ?? "" }}` : `={{ $json.${column} }}`;
	};
	const valuesOf = (columns: string[]): INodeParameters =>
		automatic ? {} : Object.fromEntries(columns.map((column) => [column, valueOf(column)]));
	const collections: Record<string, INodeParameters> = {};
	for (const [name, columns] of Object.entries(tested.collections ?? {})) {
		collections[name] = valuesOf(columns);
	}
	const fields = valuesOf(tested.fields);
	if (volatile && tested.volatile && !automatic) {
		const [collection, field] = tested.volatile;
		const changing = { [field]: '={{ $now.toISO() + " " + Math.random() }}' };
		if (collection === undefined) Object.assign(fields, changing);
		else collections[collection] = { ...collections[collection], ...changing };
	}
	return {
		resource: tested.resource,
		operation: tested.operation,
		simplify,
		dataMode: automatic ? 'autoMapInputData' : 'defineBelow',
		...(tested.more ?? {}),
		...fields,
		...collections,
		...(tested.locator === undefined
			? {}
			: { [tested.locator]: automatic ? '' : byId(valueOf(tested.locator)) }),
		options: {
			...(options as INodeParameters),
			...(broken === 'option' ? { maxRetries: `={{ ${FAILS} }}` } : {}),
		},
	};
}

function byId(value: string): NodeParameterValueType {
	return { __rl: true, mode: 'id', value };
}

/** Rows name records that are there before by `@customer:3`; this puts their ids in. */
export function withIds(
	merchants: Merchants,
	provider: ProviderName,
	{ world }: Account,
	row: IDataObject,
): IDataObject {
	const idOf = (value: unknown): unknown => {
		if (typeof value !== 'string' || !value.startsWith('@')) return value;
		const [kind, number] = value.slice(1).split(':');
		return idsOf(merchants, provider, world, kind!)[Number(number)] ?? value;
	};
	return Object.fromEntries(
		Object.entries(row).map(([name, value]) => [name, idOf(value)]),
	) as IDataObject;
}

function idsOf(
	{ worlds }: Merchants,
	provider: ProviderName,
	world: number,
	kind: string,
): string[] {
	const { kwik, smarterPay, makePay } = worlds[world]!;
	if (provider === 'kwik') return [...kwik.state.customers.keys()];
	if (provider === 'makePay') {
		return [...(kind === 'link' ? makePay.state.links : makePay.state.customers).keys()];
	}
	return kind === 'link'
		? [...smarterPay.state.links.values()].map(({ id }) => id)
		: [...smarterPay.state.customerAccounts.keys()];
}
