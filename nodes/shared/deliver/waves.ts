// Items that concern the same record go one after another: the later row holds, and none is taken for another.
import type { Operation } from '../contract/operation';
import type { Plan } from '../plan/plan';

/** Groups plans so that in each wave no two concern the same record, keeping their order. */
export function wavesOf(operation: Operation, plans: Plan[]): Plan[][] {
	const counts = new Map<string, number>();
	const waves: Plan[][] = [];
	for (const plan of plans) {
		const concerned = concernedBy(operation, plan);
		const wave = concerned === undefined ? 0 : (counts.get(concerned) ?? 0);
		if (concerned !== undefined) counts.set(concerned, wave + 1);
		(waves[wave] ??= []).push(plan);
	}
	return waves;
}

/** Names the record an item concerns; undefined where each item concerns one of its own. */
export function concernedBy({ batch }: Operation, { request, record }: Plan): string | undefined {
	if (request.concerns !== undefined) return request.concerns;
	const matchedBy = batch && record?.[batch.matchBy];
	if (matchedBy !== undefined) return String(matchedBy);
	return request.method === 'PUT' || request.method === 'PATCH' ? request.path : undefined;
}

/** Whether an item sets again what an earlier try of it has set, where a row before it is still to be carried out. */
export function setsAgain({ decide = {}, reconcile }: Operation): boolean {
	return Boolean(reconcile) && Object.values(decide).some((rule) => rule.oneAfterAnother);
}
