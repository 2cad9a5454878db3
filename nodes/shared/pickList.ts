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
	request: ProviderRequest;
	records: ListReader;
	/** Without it the whole list is one request. */
	paging?: Paging;
	/** What a person recognises the record by, and the value it stands for. */
	entry: (record: IDataObject) => { name: string; value: string };
}

/** Lists that come in one piece, kept for the next key press of a search. */
const kept = new Memory<IDataObject[]>(10, 30_000);

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
	const found = list.paging
		? await searchPages(context, provider, list, list.paging, filter, position)
		: await searchWhole(context, provider, list, filter, position);
	if (!found.ok) throw nodeError(context.getNode(), found.failure, 0, BY_HAND);
	return found.value;
}

/** Options of a dropdown. @throws NodeApiError when they cannot be loaded */
export async function loadOptions(
	context: ILoadOptionsFunctions,
	provider: Provider,
	list: PickList,
): Promise<INodePropertyOptions[]> {
	const records = await fetchWhole(context, provider, list);
	if (!records.ok) throw nodeError(context.getNode(), records.failure, 0, BY_HAND);
	return records.value.map(list.entry).filter(({ value }) => value !== '');
}

const BY_HAND = 'Until the list can be loaded, give the ID by hand or with an expression.';

async function searchWhole(
	context: ILoadOptionsFunctions,
	provider: Provider,
	list: PickList,
	filter: string | undefined,
	start: number,
): Promise<Outcome<INodeListSearchResult>> {
	const records = await fetchWhole(context, provider, list);
	if (!records.ok) return records;
	const matching = matches(records.value, list, filter);
	const end = start + SHOWN;
	return succeeded({
		results: matching.slice(start, end),
		...(end < matching.length ? { paginationToken: String(end) } : {}),
	});
}

async function searchPages(
	context: ILoadOptionsFunctions,
	provider: Provider,
	list: PickList,
	paging: Paging,
	filter: string | undefined,
	lastPage: number,
): Promise<Outcome<INodeListSearchResult>> {
	const sender = await senderFor(context, provider);
	if (!sender.ok) return sender;
	const { request, records: read } = list;
	let number = lastPage;
	for await (const page of pagesOf(sender.value, request, read, paging, { first: number + 1 })) {
		if (!page.ok) return page;
		number++;
		const { records, last } = page.value;
		const results = matches(records, list, filter);
		if (results.length > 0 || last || number - lastPage >= MAX_PAGES) {
			return succeeded({ results, ...(last ? {} : { paginationToken: String(number) }) });
		}
	}
	return succeeded({ results: [] });
}

async function fetchWhole(
	context: ILoadOptionsFunctions,
	provider: Provider,
	{ request, records: read }: PickList,
): Promise<Outcome<IDataObject[]>> {
	const credential = context.getNode().credentials?.[provider.credentialType]?.id;
	const name = JSON.stringify([provider.id, credential, request]);
	const known = credential ? kept.get(name) : undefined;
	if (known) return succeeded(known);
	const sender = await senderFor(context, provider);
	if (!sender.ok) return sender;
	const list = await readList(sender.value, request, read);
	if (!list.ok) return list;
	if (credential) kept.put(name, list.value.records);
	return succeeded(list.value.records);
}

async function senderFor(
	context: ILoadOptionsFunctions,
	provider: Provider,
): Promise<Outcome<Sender>> {
	return await openSender(context, provider, oneAtATime(provider, 1, 15_000));
}

function matches(
	records: IDataObject[],
	list: PickList,
	filter: string | undefined,
): INodeListSearchItems[] {
	const entries = records.map(list.entry);
	const wanted = filter?.trim().toLowerCase();
	if (!wanted) return entries;
	return entries.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
}
