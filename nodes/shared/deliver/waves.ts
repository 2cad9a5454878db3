// Items that concern the same record go one after another: the later row holds, and none is taken for another.
import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../contract/operation';
import type { Plan } from '../plan/plan';

/** Groups plans so that in each group no two concern the same record, keeping their order. */
export function inRounds(operation: Operation, plans: Plan[]): Plan[][] {
	const counts = new Map<string, number>();
	const rounds: Plan[][] = [];
	for (const plan of plans) {
		const record = recordOf(operation, plan);
		const round = record === undefined ? 0 : (counts.get(record) ?? 0);
		if (record !== undefined) counts.set(record, round + 1);
		(rounds[round] ??= []).push(plan);
	}
	return rounds;
}

/** Names the record an item concerns; undefined where each item concerns one of its own. */
function recordOf({ batch, lookUp }: Operation, { request }: Plan): string | undefined {
	if (lookUp?.oneAfterAnother && request.lookFor !== undefined) return request.lookFor;
	if (batch) {
		const [record] = request.body![batch.recordsKey] as IDataObject[];
		return String(record![batch.matchBy]);
	}
	return request.method === 'PUT' || request.method === 'PATCH' ? request.path : undefined;
}
