// Lists to pick from in the editor: searchable records for resource locators, options for dropdowns.
import type {
	IDataObject,
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';
import type { Outcome } from './contract/failure';
import { nodeError, succeeded } from './contract/failure';
import type { Provider, ProviderRequest } from './contract/operation';
import { oneAtATime, openSender, readRecords } from './send/sender';

/** Entries given to the editor at once. */
const SHOWN = 100;
/** How long a list that comes in one piece is kept for the next key press, in milliseconds. */
const FRESH = 30_000;
/** Lists kept at once. */
const MAX_KEPT = 10;
/** Pages of a paged list read for one answer while nothing matches. */
const MAX_PAGES = 5;

/** A list of a provider to pick from. */
export interface SearchRule {
	/** The request of a page, counted from 1; lists without pages are asked for page 1 only. */
	request: (page: number) => ProviderRequest;
	records: (body: IDataObject) => IDataObject[] | undefined;
	/** A page with fewer records is the last. Undefined where the list has no pages. */
	pageSize?: number;
	/** What a person recognises the record by, and the value it stands for. */
	entry: (record: IDataObject) => { name: string; value: string };
}

const kept = new Map<string, { at: number; records: IDataObject[] }>();

/**
 * Entries whose name or value contains the filter. A list without pages is fetched once and kept for a
 * moment, so that searching does not load it again at every key press.
 * @throws NodeApiError when the list cannot be loaded
 */
export async function searchRecords(
	context: ILoadOptionsFunctions,
	provider: Provider,
	rule: SearchRule,
	filter?: string,
	paginationToken?: string,
): Promise<INodeListSearchResult> {
	const position = Number(paginationToken ?? 0);
	const found = rule.pageSize
		? await searchPages(context, provider, rule, filter, position)
		: await searchWhole(context, provider, rule, filter, position);
	if (!found.ok) throw nodeError(context.getNode(), found.failure, 0, BY_HAND);
	return found.value;
}

/** Options of a dropdown. @throws NodeApiError when they cannot be loaded */
export async function loadOptions(
	context: ILoadOptionsFunctions,
	provider: Provider,
	rule: SearchRule,
): Promise<INodePropertyOptions[]> {
	const records = await fetchWhole(context, provider, rule);
	if (!records.ok) throw nodeError(context.getNode(), records.failure, 0, BY_HAND);
	return records.value.map(rule.entry).filter(({ value }) => value !== '');
}

const BY_HAND = 'Until the list can be loaded, give the ID by hand or with an expression.';

async function searchWhole(
	context: ILoadOptionsFunctions,
	provider: Provider,
	rule: SearchRule,
	filter: string | undefined,
	start: number,
): Promise<Outcome<INodeListSearchResult>> {
	const records = await fetchWhole(context, provider, rule);
	if (!records.ok) return records;
	const matching = matches(records.value, rule, filter);
	const end = start + SHOWN;
	return succeeded({
		results: matching.slice(start, end),
		...(end < matching.length ? { paginationToken: String(end) } : {}),
	});
}

async function searchPages(
	context: ILoadOptionsFunctions,
	provider: Provider,
	rule: SearchRule,
	filter: string | undefined,
	lastPage: number,
): Promise<Outcome<INodeListSearchResult>> {
	for (let page = lastPage + 1; ; page++) {
		const records = await fetchPage(context, provider, rule, page);
		if (!records.ok) return records;
		const results = matches(records.value, rule, filter);
		const last = records.value.length < rule.pageSize!;
		if (results.length > 0 || last || page - lastPage >= MAX_PAGES) {
			return succeeded({ results, ...(last ? {} : { paginationToken: String(page) }) });
		}
	}
}

async function fetchWhole(
	context: ILoadOptionsFunctions,
	provider: Provider,
	rule: SearchRule,
): Promise<Outcome<IDataObject[]>> {
	const credential = context.getNode().credentials?.[provider.credentialType]?.id;
	const name = JSON.stringify([provider.id, credential, rule.request(1)]);
	const known = kept.get(name);
	if (credential && known && Date.now() - known.at < FRESH) return succeeded(known.records);
	const records = await fetchPage(context, provider, rule, 1);
	kept.delete(name);
	if (records.ok && credential) kept.set(name, { at: Date.now(), records: records.value });
	for (const old of kept.keys()) {
		if (kept.size <= MAX_KEPT) break;
		kept.delete(old);
	}
	return records;
}

async function fetchPage(
	context: ILoadOptionsFunctions,
	provider: Provider,
	rule: SearchRule,
	page: number,
): Promise<Outcome<IDataObject[]>> {
	const sender = await openSender(context, provider, oneAtATime(provider, 1, 15_000));
	if (!sender.ok) return sender;
	return await readRecords(sender.value, rule.request(page), rule.records);
}

function matches(
	records: IDataObject[],
	rule: SearchRule,
	filter: string | undefined,
): INodeListSearchItems[] {
	const entries = records.map(rule.entry);
	const wanted = filter?.trim().toLowerCase();
	if (!wanted) return entries;
	return entries.filter(({ name, value }) => `${name} ${value}`.toLowerCase().includes(wanted));
}
