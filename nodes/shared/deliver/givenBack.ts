// Whether an answer under an idempotency key is one of before: what it holds was made then, and not by this request.
import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../contract/operation';
import type { Provider } from '../contract/provider';
import type { ProviderResponse } from '../contract/request';
import { clockOf } from '../send/answers';
import { monotonic } from '../send/clock';

/**
 * Whether the provider marks an answer as one of before; or it has the status of a repetition, and its record is older
 * than the request by the provider's own clock. The status alone does not count: something on the way may change it.
 * @param askedAt when the request was first sent, by the monotonic clock
 */
export function isGivenBack(
	{ idempotency }: Provider,
	{ repeated }: Operation,
	{ headers, statusCode }: ProviderResponse,
	record: IDataObject,
	askedAt: number,
): boolean {
	if (!idempotency) return false;
	if (headers[idempotency.replayHeader] === 'true') return true;
	const theirs = clockOf(headers.date);
	if (theirs === undefined || repeated?.statusCode !== statusCode) return false;
	return repeated.createdAt(record) < theirs - (monotonic() - askedAt);
}
