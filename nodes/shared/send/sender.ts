// Opens the way to a provider's account, for nodes, pick lists and triggers alike, and reads lists along it.
import type { IDataObject } from 'n8n-workflow';
import { unexpectedAnswer } from './answers';
import { connect, type RequestContext } from './connection';
import { failed, succeeded, type Outcome } from '../contract/failure';
import { RunNotes } from '../tell/notes';
import type { Provider, ProviderRequest } from '../contract/operation';
import type { RunOptions } from '../form/options';
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

/** The records of one list request; a failure where the answer is not what is documented. */
export async function readRecords(
	sender: Sender,
	request: ProviderRequest,
	read: (body: IDataObject) => IDataObject[] | undefined,
): Promise<Outcome<IDataObject[]>> {
	const response = await sendRepeatedly(sender, request, 'safe');
	if (!response.ok) return response;
	const { body, statusCode } = response.value;
	const records = read(body as IDataObject);
	return records
		? succeeded(records)
		: failed(unexpectedAnswer(sender.connection.provider, request, statusCode));
}
