// *Check Only*: what would be sent for each item, without a word to the provider.
import type { IDataObject } from 'n8n-workflow';
import { compact } from '../contract/json';
import type { Operation } from '../contract/operation';
import type { Plan } from '../plan/plan';
import type { Connection } from '../send/connection';

/** What would be sent for one item, as it may be shown; and what would have to be looked up before. */
export function whatWouldBeSent(
	{ addressOf, mask, provider }: Pick<Connection, 'addressOf' | 'mask' | 'provider'>,
	{ batch, decide = {} }: Pick<Operation, 'batch' | 'decide'>,
	{ request, chosenKey }: Pick<Plan, 'request' | 'chosenKey'>,
): IDataObject {
	const { method, query, record, lookFor = {} } = request;
	const body = batch && record ? { [batch.recordsKey]: [record] } : request.body;
	// A key of the node's own belongs to its execution.
	const headers = chosenKey && provider.idempotency && { [provider.idempotency.header]: chosenKey };
	const first = Object.keys(lookFor).flatMap((name) => decide[name]?.purpose ?? []);
	return mask({
		checkOnly: true,
		wouldSend: compact({ method, url: addressOf(request), query, headers, body }),
		...(first.length > 0 ? { first: first.join('; then ') } : {}),
	});
}

/** The hint of a run that sent nothing. */
export function checkedOnly(sound: number, all: number): string {
	const problems = all - sound;
	const found = problems === 0 ? 'none has a problem' : `${problems} would not be`;
	return `Check Only: nothing was sent. Of ${all} ${all === 1 ? 'row' : 'rows'} ${sound} would be sent, ${found}.`;
}
