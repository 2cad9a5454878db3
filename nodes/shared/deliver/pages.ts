// Walks the pages of a list until the limit, a short page, or a page that brings nothing new.
import type { IDataObject } from 'n8n-workflow';
import { failed, providerFailure, succeeded, type Outcome } from '../contract/failure';
import type { ListReader } from '../contract/json';
import type { ListRule, Paging } from '../contract/operation';
import type { ProviderRequest } from '../contract/request';
import type { Sender } from '../send/repeat';
import { readList } from '../send/sender';

/** One page of a list. */
export interface Page {
	/** Its records that no page before had: where the list grew meanwhile, a page repeats some. */
	records: IDataObject[];
	/** Whether the list ends with it. */
	last: boolean;
}

/**
 * The pages of a list, one after another; the last one is marked, or a failure.
 * @param size records asked for in one page
 * @param first number of the first page, counted from 1
 */
export async function* pagesOf(
	sender: Sender,
	request: ProviderRequest,
	read: ListReader,
	paging: Paging,
	size = paging.maxSize,
	first = 1,
): AsyncGenerator<Outcome<Page>> {
	const seen = new Set<string>();
	for (let number = first; number < first + paging.maxPages; number++) {
		const query = {
			...request.query,
			[paging.sizeParameter]: size,
			[paging.numberParameter]: number,
		};
		const page = await readList(sender, { ...request, query }, read);
		if (!page.ok) {
			yield page;
			return;
		}
		const records = page.value.records.filter((record) => {
			const identity = paging.identity(record);
			return !seen.has(identity) && seen.add(identity);
		});
		const last = page.value.records.length < size || records.length === 0;
		yield succeeded({ records, last });
		if (last) return;
	}
	yield failed(
		providerFailure(`The list has more than ${paging.maxPages * size} records`, {
			hint: 'Narrow it with filters, or set a limit.',
		}),
	);
}

/** All records of a list request, in the provider's order, at most `limit` of them. */
export async function listRecords(
	sender: Sender,
	request: ProviderRequest,
	read: ListReader,
	{ paging, keep }: ListRule,
	limit: number | undefined,
): Promise<Outcome<IDataObject[]>> {
	const kept = keep?.(request) ?? (() => true);
	if (!paging) {
		const list = await readList(sender, request, read);
		return list.ok ? succeeded(list.value.records.filter(kept).slice(0, limit)) : list;
	}
	const wanted = limit ?? Infinity;
	const records: IDataObject[] = [];
	for await (const page of pagesOf(
		sender,
		request,
		read,
		paging,
		Math.min(paging.maxSize, wanted),
	)) {
		if (!page.ok) return page;
		for (const record of page.value.records) {
			if (records.length < wanted && kept(record)) records.push(record);
		}
		if (records.length >= wanted) break;
	}
	return succeeded(records);
}
