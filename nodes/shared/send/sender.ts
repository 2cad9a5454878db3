// Opens the way to a provider's account, for nodes, pick lists and triggers alike, and reads lists along it.
import type { IDataObject } from 'n8n-workflow';
import { failed, succeeded, type Outcome } from '../contract/failure';
import type { ListReader } from '../contract/json';
import type { Provider } from '../contract/provider';
import type { ProviderRequest, ProviderResponse, RunOptions } from '../contract/request';
import { RunNotes } from '../tell/notes';
import { unexpectedAnswer } from './answers';
import { connect, type RequestContext } from './connection';
import { pacerOf } from './pace';
import { sendRepeatedly, type Sender } from './repeat';

/** A sender with the account's shared pacer, or what is wrong with the credential. */
export async function openSender(
	context: RequestContext,
	provider: Provider,
	options: RunOptions,
	signal?: AbortSignal,
): Promise<Outcome<Sender>> {
	const connection = await connect(context, provider, options);
	if (!connection.ok) return connection;
	return succeeded({
		connection: connection.value,
		pacer: pacerOf(connection.value.account),
		options,
		notes: new RunNotes(),
		signal,
	});
}

/** Options of a sender that asks for one thing after another in the background. */
export function oneAtATime(provider: Provider, maxRetries: number, timeout: number): RunOptions {
	const { requestsPerSecond } = provider;
	return { batchSize: 1, maxConcurrentRequests: 1, maxRetries, requestsPerSecond, timeout };
}

/** The records of one list request, and the answer they came in. */
export interface Listed {
	records: IDataObject[];
	response: ProviderResponse;
}

/** Reads one list request, the only way to; a failure where the answer is not what is documented. */
export async function readList(
	sender: Sender,
	request: ProviderRequest,
	read: ListReader,
): Promise<Outcome<Listed>> {
	const response = await sendRepeatedly(sender, { ...request, isList: true }, 'safe');
	// A list only reads: whatever became of the request, nothing was done at the provider.
	if (!response.ok) return failed({ ...response.failure, effect: 'none' });
	const { body, statusCode } = response.value;
	const records = read(body as IDataObject);
	return records
		? succeeded({ records, response: response.value })
		: failed(unexpectedAnswer(sender.connection.provider, request, statusCode));
}
