// Walks the pages of a list until the limit, a short page, or a page that brings nothing new.
import type { IDataObject } from 'n8n-workflow';
import { failed, providerFailure, succeeded, type Outcome } from '../contract/failure';
import { longestList, type ListReader } from '../contract/json';
import type { ListRule, Paging } from '../contract/operation';
import type { ProviderRequest } from '../contract/request';
import { unexpectedAnswer } from '../send/answers';
import { monotonic } from '../send/clock';
import type { Sender } from '../send/repeat';
import { readList, type Listed } from '../send/sender';

/** One page of a list. */
export interface Page {
	/** Its records that no page before had: where the list grew meanwhile, a page repeats some. */
	records: IDataObject[];
	/** Whether the list ends with it. */
	last: boolean;
}

/** Pages asked for at once, at most. */
const MOST_AHEAD = 16;

/** Which part of a list is read. */
export interface Span {
	/** Records asked for in one page; the largest page where it is not given. */
	size?: number;
	/** Number of the first page, counted from 1. */
	first?: number;
	/** How many pages will do, as far as that is known: no more are read ahead. */
	enough?: number;
}

/**
 * The pages of a list in their order; the last one is marked, or a failure. A list that only grows at its end is read
 * ahead: as many pages at once as the pace allows at the latency of its first page.
 */
export async function* pagesOf(
	sender: Sender,
	request: ProviderRequest,
	read: ListReader,
	paging: Paging,
	{ size = paging.maxSize, first = 1, enough = Infinity }: Span = {},
): AsyncGenerator<Outcome<Page>> {
	const over = new AbortController();
	// Without a listener of its own: many lists may be read at once, and Node warns of more than ten.
	const signals = [over.signal, ...(sender.signal ? [sender.signal] : [])];
	const reader = { ...sender, signal: AbortSignal.any(signals) };
	const readPage = async (number: number) => {
		const parameters = { [paging.sizeParameter]: size, [paging.numberParameter]: number };
		const query = { ...request.query, ...parameters };
		const page = await readList(reader, { ...request, query }, read);
		if (!page.ok || page.value.records.length <= size) return page;
		// Whoever gives more than was asked for knows no end: a million records in each page would be held at once.
		const { statusCode } = page.value.response;
		return failed<Listed>(unexpectedAnswer(sender.connection.provider, request, statusCode));
	};
	const seen = new Set<string>();
	const isNew = (record: IDataObject) => {
		const identity = paging.identity(record);
		return !seen.has(identity) && seen.add(identity);
	};
	const end = first + paging.maxPages;
	const ahead: Array<ReturnType<typeof readPage>> = [];
	let depth = 1;
	try {
		for (let number = first; number < end; number++) {
			if (ahead.length === 0) ahead.push(readPage(number));
			while (ahead.length < depth && number + ahead.length < Math.min(end, first + enough)) {
				ahead.push(readPage(number + ahead.length));
			}
			const asked = monotonic();
			const page = await ahead.shift()!;
			if (!page.ok) {
				yield page;
				return;
			}
			const records = page.value.records.filter(isNew);
			// What is no record takes a place on the page all the same.
			const last = longestList(page.value.response.body) < size || records.length === 0;
			if (depth > 1 && records.length < page.value.records.length) {
				// Something moved between pages that were read at once: what slipped through is on one of the two.
				for (const moved of [number - 1, number]) {
					const again = await readPage(moved);
					if (!again.ok) {
						yield again;
						return;
					}
					records.push(...again.value.records.filter(isNew));
				}
			}
			yield succeeded({ records, last });
			if (last) return;
			if (number === first && paging.growsAtEnd?.(request))
				depth = depthFor(sender, monotonic() - asked);
		}
		yield failed(
			providerFailure(`The list has more than ${paging.maxPages * size} records`, {
				hint: 'Narrow it with filters, or set a limit.',
			}),
		);
	} finally {
		// What was asked for beyond the end gives back its turn, and nobody waits for it.
		over.abort();
		void Promise.allSettled(ahead);
	}
}

/** How many pages keep the pace busy when each takes so many milliseconds. */
function depthFor({ options }: Sender, latency: number): number {
	const { requestsPerSecond, maxConcurrentRequests } = options;
	const needed = Math.ceil((requestsPerSecond * latency) / 1000);
	return Math.max(1, Math.min(needed, maxConcurrentRequests, MOST_AHEAD));
}

/** All records of a list request, in the provider's order, at most `limit` of them. */
export async function listRecords(
	sender: Sender,
	request: ProviderRequest,
	read: ListReader,
	{ paging, keep }: ListRule,
	limit: number | undefined,
): Promise<Outcome<IDataObject[]>> {
	const kept = keep?.(request);
	if (!paging) {
		const list = await readList(sender, request, read);
		if (!list.ok) return list;
		return succeeded(list.value.records.filter((record) => kept?.(record) ?? true).slice(0, limit));
	}
	const wanted = limit ?? Infinity;
	const records: IDataObject[] = [];
	const size = Math.min(paging.maxSize, wanted);
	const enough = kept === undefined ? Math.ceil(wanted / size) : Infinity;
	for await (const page of pagesOf(sender, request, read, paging, { size, enough })) {
		if (!page.ok) return page;
		for (const record of page.value.records) {
			if (records.length < wanted && (kept?.(record) ?? true)) records.push(record);
		}
		if (records.length >= wanted) break;
	}
	return succeeded(records);
}
