// The door of the editor's lists to pick from: searchable records for resource locators, options for dropdowns.
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import { succeeded, type Outcome } from './contract/failure';
import type { ListReader } from './contract/json';
import type { Paging } from './contract/operation';
import type { Provider } from './contract/provider';
import type { ProviderRequest } from './contract/request';
import { Memory } from './send/memory';
import { pagesOf } from './deliver/pages';
import type { Sender } from './send/repeat';
import { oneAtATime, openSender, readList } from './send/sender';
import { nodeError } from './tell/errors';

/** Entries given to the editor at once. */
const SHOWN = 100;
/** Pages of a paged list read for one answer while nothing matches. */
const MAX_PAGES = 5;

/** A list of a provider to pick from. */
export interface PickList {
	request: (apiVersion: string) => ProviderRequest;
	records: ListReader;
	/** Without it the whole list is one request. */
	paging?: Paging;
	/** What a person recognises the record by, and the value it stands for. */
	entry: (record: IDataObject, apiVersion: string) => { name: string; value: string };
}

/** Entries of lists that come in one piece, kept for the next key press of a search. */
const kept = new Memory<INodeListSearchItems[]>(10, 30_000);

/**
 * Entries whose name or value contains the filter. A list without pages is fetched once and kept for a
 * moment, so that searching does not load it again at every key press.
 * @throws NodeApiError when the list cannot be loaded
 */
export async function searchRecords(
	context: ILoadOptionsFunctions,
	provider: Provider,
	list: PickList,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const position = Number(paginationToken ?? 0);
	return await using(context, provider, async (sender) =>
		list.paging
			? await searchPages(sender, list, list.paging, filter, position)
			: await searchWhole(context, sender, list, filter, position),
	);
}

/** Options of a dropdown. @throws NodeApiError when they cannot be loaded */
export async function loadOptions(
	context: ILoadOptionsFunctions,
	provider: Provider,
	list: PickList,
): Promise<INodePropertyOptions[]> {
	return await using(context, provider, async (sender) => {
		const entries = await fetchWhole(context, sender, list);
		return entries.ok ? succeeded(entries.value.filter(({ value }) => value !== '')) : entries;
	});
}

/** Reads something with the credential of the node that is being edited. @throws NodeApiError when it cannot be had */
async function using<Result>(
	context: ILoadOptionsFunctions,
	provider: Provider,
	read: (sender: Sender) => Promise<Outcome<Result>>,
): Promise<Result> {
	const sender = await openSender(context, provider, oneAtATime(provider, 1, 15_000));
	const result = sender.ok ? await read(sender.value) : sender;
	if (!result.ok)
		throw nodeError(context.getNode(), result.failure, { itemIndex: 0, advice: BY_HAND });
	return result.value;
}

const BY_HAND = 'Until the list can be loaded, give the ID by hand or with an expression.';

async function searchWhole(
	context: ILoadOptionsFunctions,
	sender: Sender,
	list: PickList,
	filter: string | undefined,
	start: number,
): Promise<Outcome<INodeListSearchResult>> {
	const entries = await fetchWhole(context, sender, list);
	if (!entries.ok) return entries;
	const matching = matches(entries.value, filter);
	const end = start + SHOWN;
	return succeeded({
		results: matching.slice(start, end),
		...(end < matching.length ? { paginationToken: String(end) } : {}),
	});
}

async function searchPages(
	sender: Sender,
	list: PickList,
	paging: Paging,
	filter: string | undefined,
	lastPage: number,
): Promise<Outcome<INodeListSearchResult>> {
	const request = list.request(sender.connection.apiVersion);
	let number = lastPage;
	for await (const page of pagesOf(sender, request, list.records, paging, { first: number + 1 })) {
		if (!page.ok) return page;
		number++;
		const { records, last } = page.value;
		const results = matches(entriesOf(records, sender, list), filter);
		if (results.length > 0 || last || number - lastPage >= MAX_PAGES) {
			return succeeded({ results, ...(last ? {} : { paginationToken: String(number) }) });
		}
	}
	return succeeded({ results: [] });
}

async function fetchWhole(
	context: ILoadOptionsFunctions,
	sender: Sender,
	list: PickList,
): Promise<Outcome<INodeListSearchItems[]>> {
	const { provider, account, apiVersion } = sender.connection;
	const request = list.request(apiVersion);
	const credential = context.getNode().credentials?.[provider.credentialType]?.id;
	// The keys of a credential may be changed at any time, and two credentials may see different parts of an account.
	const name = JSON.stringify([credential, account, request]);
	const known = credential ? kept.get(name) : undefined;
	if (known) return succeeded(known);
	const read = await readList(sender, request, list.records);
	if (!read.ok) return read;
	const entries = entriesOf(read.value.records, sender, list);
	if (credential) kept.put(name, entries);
	return succeeded(entries);
}

function entriesOf(
	records: IDataObject[],
	{ connection }: Sender,
	{ entry }: PickList,
): INodeListSearchItems[] {
	return records.map((record) => entry(record, connection.apiVersion));
}

function matches(
	entries: INodeListSearchItems[],
	filter: string | undefined,
): INodeListSearchItems[] {
	const wanted = filter?.trim().toLowerCase();
	if (!wanted) return entries;
	return entries.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
}
