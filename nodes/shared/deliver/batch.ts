// The mechanics of batches: cutting, joining, and telling which record of an answer belongs to which plan.
import type { IDataObject } from 'n8n-workflow';
import { addTo, groupedBy } from '../contract/groups';
import { asText, looseText, without } from '../contract/json';
import type { Operation } from '../contract/operation';
import { problemsInModeration, type FieldProblem } from '../contract/field';
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
	for (const group of groupedBy(plans, ({ request }) => request.path).values()) {
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
	const request = without(first, 'record');
	if (batch)
		return { ...request, body: { [batch.recordsKey]: plans.map(({ record }) => record!) } };
	if (repeat !== 'keyed') return request;
	return { ...request, idempotencyKey: chosenKey ?? keyOf(effectId!, round) };
}

/** The answer's records in the order of the plans; undefined when it does not have one for each. */
export function recordsInOrder(
	{ batch, result }: Operation,
	plans: Plan[],
	body: IDataObject,
): IDataObject[] | undefined {
	const answer = result(body, plans[0]!.request);
	const records = answer === undefined || Array.isArray(answer) ? answer : [answer];
	if (records?.length !== plans.length) return undefined;
	if (!batch) return records;
	const sent = plans.map(({ record }) => record!);
	return recordsFor(sent, records, batch.matchBy);
}

/** Ways to read what records are told apart by, the strict one first: a provider may write it in another way. */
const SPELLINGS = [(value: unknown) => asText(value), looseText];

/**
 * For each sent record the answered one that it became: the one with its key, else the only one that says the same.
 * Undefined where that is not clear for all of them: nobody gets what may be another's.
 */
export function recordsFor(
	sent: IDataObject[],
	answered: IDataObject[],
	matchBy: string,
): IDataObject[] | undefined {
	// What has no id is no record, and no two have the same one.
	const ids = answered.map(({ id }) => asText(id));
	if (ids.includes('') || new Set(ids).size < ids.length) return undefined;
	const found = new Map<IDataObject, IDataObject>();
	let left = answered;
	const assign = (candidatesOf: (wanted: IDataObject) => IDataObject[]) => {
		const open = sent.filter((record) => !found.has(record));
		const claims = new Map<IDataObject, IDataObject[]>();
		for (const wanted of open) {
			const [record, another] = candidatesOf(wanted);
			if (record && !another) addTo(claims, record, wanted);
		}
		for (const [record, [wanted, rival]] of claims) if (!rival) found.set(wanted!, record);
		const taken = new Set(found.values());
		left = left.filter((record) => !taken.has(record));
	};
	for (const spelling of SPELLINGS) {
		if (left.length === 0) break;
		const byKey = groupedBy(left, (record) => spelling(record[matchBy]));
		assign((wanted) => byKey.get(spelling(wanted[matchBy])) ?? []);
		// An id is the provider's own: it is never written in another way.
		if (matchBy === 'id') break;
	}
	if (left.length > 0 && matchBy !== 'id')
		assign((wanted) => left.filter((record) => likeness(record, wanted, matchBy) === 'same'));
	return left.length === 0 ? sent.map((record) => found.get(record)!) : undefined;
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
		if (!plan) continue;
		const known = found.get(plan) ?? [];
		found.set(plan, known);
		for (const field of fields) known.push(field);
	}
	for (const [plan, fields] of found) found.set(plan, problemsInModeration(fields));
	return found;
}
