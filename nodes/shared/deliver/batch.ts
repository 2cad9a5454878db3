// The mechanics of batches: cutting, joining, and telling which record of an answer belongs to which plan.
import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../contract/operation';
import type { ProviderRequest } from '../contract/request';
import type { Plan } from '../plan/plan';

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

/** One request for all the plans. A request asked for anew after a look-up has a key of its own. */
export function joined({ batch }: Operation, plans: Plan[], round: number): ProviderRequest {
	const { idempotency, request: first } = plans[0]!;
	const { record: _record, ...request } = first;
	if (batch)
		return { ...request, body: { [batch.recordsKey]: plans.map(({ record }) => record!) } };
	return idempotency ? { ...request, idempotencyKey: idempotency.key(round) } : request;
}

/** The answer's records in the order of the plans; undefined when it does not have one for each. */
export function recordsInOrder(
	{ batch, result }: Operation,
	plans: Plan[],
	body: IDataObject,
): IDataObject[] | undefined {
	const answer = result(body);
	const records = answer === undefined || Array.isArray(answer) ? answer : [answer];
	if (records?.length !== plans.length) return undefined;
	if (!batch) return records;
	const keyOf = (record: IDataObject | undefined) => String(record?.[batch.matchBy]);
	return inOrderOf(
		plans.map(({ record }) => keyOf(record)),
		records,
		keyOf,
	);
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

/** True when a stored record has every field as it was sent. */
export function agrees(stored: IDataObject, sent: IDataObject): boolean {
	return Object.entries(sent).every(
		([name, value]) => JSON.stringify(stored[name] ?? null) === JSON.stringify(value ?? null),
	);
}

/** Which plan a refused record belongs to: the one that sent it so, else the only one with its key. */
export function positionOf(plans: Plan[], refused: IDataObject, matchBy: string): number {
	const text = JSON.stringify(refused);
	const exact = plans.findIndex(({ record }) => JSON.stringify(record) === text);
	if (exact >= 0 || refused[matchBy] === undefined) return exact;
	const byKey = plans.flatMap(({ record }, i) =>
		record![matchBy] === refused[matchBy] ? [i] : [],
	);
	return byKey.length === 1 ? byKey[0]! : -1;
}
