// Walks the pages of a list until the limit, a short page, or a page that brings nothing new.
import type { IDataObject } from 'n8n-workflow';
import type { Connection } from '../send/connection';
import { unexpectedAnswer } from '../send/answers';
import type { Outcome } from '../contract/failure';
import { failed, succeeded } from '../contract/failure';
import type { Operation, ProviderRequest } from '../contract/operation';

/**
 * All records of a list operation's request, in the provider's order, at most `limit` of them.
 * A record that turns up on two pages, because the list grew meanwhile, is given once.
 */
export async function listRecords(
	connection: Connection,
	operation: Operation,
	request: ProviderRequest,
	limit: number | undefined,
): Promise<Outcome<IDataObject[]>> {
	const wanted = limit ?? Infinity;
	const keep = operation.list?.keep?.(request) ?? (() => true);
	const paging = operation.list?.paging;
	if (!paging) {
		const page = await fetchPage(connection, operation, request);
		return page.ok ? succeeded(page.value.filter(keep).slice(0, limit)) : page;
	}
	const size = Math.min(paging.maxSize, wanted);
	const seen = new Set<string>();
	const records: IDataObject[] = [];
	for (let number = 1; number <= paging.maxPages; number++) {
		const query = {
			...request.query,
			[paging.sizeParameter]: size,
			[paging.numberParameter]: number,
		};
		const page = await fetchPage(connection, operation, { ...request, query });
		if (!page.ok) return page;
		const before = seen.size;
		for (const record of page.value) {
			const identity = paging.identity(record);
			if (seen.has(identity)) continue;
			seen.add(identity);
			if (records.length < wanted && keep(record)) records.push(record);
		}
		if (records.length >= wanted || page.value.length < size || seen.size === before) {
			return succeeded(records);
		}
	}
	return failed({
		source: 'provider',
		message: `The list has more than ${paging.maxPages * size} records`,
		hint: 'Narrow it with filters, or set a limit.',
		fields: [],
		retriable: false,
		effect: 'none',
	});
}

async function fetchPage(
	connection: Connection,
	operation: Operation,
	request: ProviderRequest,
): Promise<Outcome<IDataObject[]>> {
	const response = await connection.send(request);
	if (!response.ok) return response;
	const { body, statusCode } = response.value;
	const records = operation.result(body as IDataObject);
	return Array.isArray(records)
		? succeeded(records)
		: failed(unexpectedAnswer(connection.provider, request, statusCode));
}
