// The mechanics of batches: cutting, joining, and telling which record of an answer belongs to which plan.
import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../contract/operation';
import type { FieldProblem } from '../contract/field';
import type { RejectedRecord } from '../contract/provider';
import type { ProviderRequest } from '../contract/request';
import { keyOf } from '../plan/identity';
import type { Plan } from '../plan/plan';
import { likeness } from './likeness';

/** Cuts the plans into requests, as late as possible: the batch size may change on the way. */
export function* batchesOf(
	operation: Operation,
	batchSize: () => number,
	plans: Plan[],
): Generator<Plan[]> {
	const byPath = new Map<string, Plan[]>();
	for (const plan of plans) {
		const group = byPath.get(plan.request.path);
		if (group) group.push(plan);
		else byPath.set(plan.request.path, [plan]);
	}
	for (const group of byPath.values()) {
		for (let start = 0; start < group.length;) {
			const end = start + (operation.batch ? batchSize() : 1);
			yield group.slice(start, end);
			start = end;
		}
	}
}

/** One request for all the plans, with its idempotency key where it has one. */
export function joined({ batch }: Operation, plans: Plan[]): ProviderRequest {
	const { repeat, chosenKey, effectId, round, request: first } = plans[0]!;
	const { record: _record, ...request } = first;
	if (batch)
		return { ...request, body: { [batch.recordsKey]: plans.map(({ record }) => record!) } };
	if (repeat !== 'keyed') return request;
	return { ...request, idempotencyKey: chosenKey ?? keyOf(effectId!, round) };
}

/** The answer's records in the order of the plans; undefined when it does not have one for each. */
export function recordsInOrder(
	{ batch, result, reconcile }: Operation,
	plans: Plan[],
	body: IDataObject,
): IDataObject[] | undefined {
	const answer = result(body, plans[0]!.request);
	const records = answer === undefined || Array.isArray(answer) ? answer : [answer];
	if (records?.length !== plans.length) return undefined;
	if (!batch) return records;
	const name = (record: IDataObject | undefined) => String(record?.[batch.matchBy]);
	const ordered = inOrderOf(
		plans.map(({ record }) => name(record)),
		records,
		name,
	);
	// Nobody gets a record in which everything is another's, or one that nobody could own.
	const isStrange = (plan: Plan, i: number) =>
		(reconcile !== undefined && ordered[i]!.id === undefined) ||
		likeness(ordered[i]!, plan.record!, batch.matchBy) === 'other';
	return plans.some(isStrange) ? undefined : ordered;
}

/**
 * For each key the record that has it. A key that no record has, because the provider wrote it in another way,
 * gets the first record that is left. No two keys of a batch are equal: see the waves.
 */
export function inOrderOf<Value>(
	keys: string[],
	records: Value[],
	keyOf: (record: Value) => string,
): Value[] {
	const byKey = new Map(records.map((record) => [keyOf(record), record]));
	const wanted = new Set(keys);
	const taken = new Set(byKey.values());
	const left = records.filter((record) => !wanted.has(keyOf(record)) || !taken.has(record));
	return keys.map((key) => byKey.get(key) ?? left.shift()!);
}

/** The plans whose records were refused, each with the problems of its fields. */
export function rejectedPlans(
	plans: Plan[],
	refused: RejectedRecord[],
	matchBy: string,
): Map<Plan, FieldProblem[]> {
	const bySent = new Map(plans.map((plan) => [JSON.stringify(plan.record), plan]));
	const byKey = new Map(plans.map((plan) => [plan.record![matchBy], plan]));
	const found = new Map<Plan, FieldProblem[]>();
	for (const { record, fields } of refused) {
		// As it was sent, else by its key: no two records of a batch have the same.
		const key = record[matchBy];
		const plan =
			bySent.get(JSON.stringify(record)) ?? (key === undefined ? undefined : byKey.get(key));
		if (plan) found.set(plan, [...(found.get(plan) ?? []), ...fields]);
	}
	return found;
}
