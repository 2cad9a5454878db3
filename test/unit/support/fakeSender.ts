// A sender whose provider is a function: the engine's own steps without network and without n8n.
import type { IDataObject } from 'n8n-workflow';
import { kwik } from '../../../nodes/Kwik/provider';
import type { Provider } from '../../../nodes/shared/contract/provider';
import type { Failure, Outcome } from '../../../nodes/shared/contract/failure';
import { failed, succeeded } from '../../../nodes/shared/contract/failure';
import { RunNotes } from '../../../nodes/shared/tell/notes';
import type { ProviderRequest, ProviderResponse } from '../../../nodes/shared/contract/request';
import { Pacer } from '../../../nodes/shared/send/pace';
import type { Plan } from '../../../nodes/shared/plan/plan';
import type { Sender } from '../../../nodes/shared/send/repeat';

export type Answer = Outcome<ProviderResponse>;

/** A good answer. */
export function answer(body: unknown, headers: ProviderResponse['headers'] = {}): Answer {
	return succeeded({ statusCode: 200, headers, body });
}

/** A failed request; by default one whose answer was lost. */
export function failure(more: Partial<Failure> = {}): Failure {
	return {
		source: 'provider',
		message: 'Kwik closed the connection before it answered',
		fields: [],
		retriable: true,
		effect: 'unknown',
		...more,
	};
}

export function lost(more: Partial<Failure> = {}): Answer {
	return failed(failure(more));
}

/** A sender that asks `provide`, and the requests it sent. */
export function fakeSender(
	provide: (request: ProviderRequest, count: number) => Answer | Promise<Answer>,
	{
		provider = kwik,
		apiVersion = '1.0',
		...options
	}: Partial<Sender['options']> & { provider?: Provider; apiVersion?: string } = {},
) {
	const requests: ProviderRequest[] = [];
	const abort = new AbortController();
	const sender: Sender = {
		connection: {
			provider,
			account: 'an account',
			apiVersion,
			addressOf: ({ path }) => `https://pay.example${path}`,
			mask: (value) => value,
			send: async (request) => {
				requests.push(request);
				return await provide(request, requests.length - 1);
			},
		},
		pacer: new Pacer(),
		options: {
			batchSize: 100,
			maxConcurrentRequests: 30,
			maxRetries: 4,
			requestsPerSecond: 1000,
			timeout: 30_000,
			...options,
		},
		notes: new RunNotes(),
		signal: abort.signal,
	};
	return { sender, requests, halt: abort, cancel: () => abort.abort() };
}

/** The hints a run would give. */
export function hints(notes: RunNotes): string[] {
	const messages: string[] = [];
	const addExecutionHints = ({ message }: { message: string }) => messages.push(message);
	notes.tell({ addExecutionHints } as unknown as Parameters<RunNotes['tell']>[0], 'Kwik');
	return messages;
}

/** Plans that create these customers. */
export function createPlans(records: IDataObject[]): Plan[] {
	return records.map((record, itemIndex) => ({
		itemIndex,
		request: { method: 'POST', path: '/1.0/customers/create', record },
		record,
		repeat: 'reconciled',
		limit: undefined,
		output: 'raw',
		effectId: `effect ${itemIndex}`,
		round: 0,
	}));
}

/** What Kwik stores of a record at a moment (epoch milliseconds); its times are GMT+2, in whole seconds. */
export function storedAt(record: IDataObject, id: string, moment: number): IDataObject {
	const created_at = new Date(moment + 2 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
	return { id, ...record, created_at };
}
