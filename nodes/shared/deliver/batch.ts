// The mechanics of batches: cutting, joining, and telling which record of an answer belongs to which plan.
import type { IDataObject } from 'n8n-workflow';
import type { Operation, ProviderRequest } from '../contract/operation';
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
	const { request, idempotency } = plans[0]!;
	if (!batch) return idempotency ? { ...request, idempotencyKey: idempotency.key(round) } : request;
	const records = plans.flatMap((plan) => plan.request.body![batch.recordsKey] as IDataObject[]);
	return { ...request, body: { ...request.body, [batch.recordsKey]: records } };
}

/** The answer's records in the order of the plans; undefined when it does not have one for each. */
export function recordsInOrder(
	operation: Operation,
	plans: Plan[],
	body: IDataObject,
): IDataObject[] | undefined {
	const result = operation.result(body);
	const records = result === undefined || Array.isArray(result) ? result : [result];
	if (records?.length !== plans.length) return undefined;
	const { batch } = operation;
	if (!batch) return records;
	const sent = plans.map(
		(plan) => (plan.request.body![batch.recordsKey] as IDataObject[])[0] as IDataObject,
	);
	const order = matchInOrder(
		sent.map((record) => record[batch.matchBy]),
		records.map((record) => record[batch.matchBy]),
		(i, position) => agrees(records[position]!, sent[i]!),
	);
	return order.map((position) => records[position]!);
}

/**
 * For each key the position of its equal among `others`. Of several equals the one that `agrees` says
 * belongs to it; by position where neither tells. Both lists have the same length.
 */
export function matchInOrder(
	keys: unknown[],
	others: unknown[],
	agrees: (i: number, position: number) => boolean = () => false,
): number[] {
	const positions = new Map<string, number[]>();
	others.forEach((other, position) => {
		const equals = positions.get(String(other));
		if (equals) equals.push(position);
		else positions.set(String(other), [position]);
	});
	const take = (key: unknown, choose: (equals: number[]) => number): number | undefined => {
		const equals = positions.get(String(key)) ?? [];
		const index = choose(equals);
		return index < 0 ? undefined : equals.splice(index, 1)[0];
	};
	const exact = keys.map((key, i) =>
		take(key, (equals) =>
			equals.length > 1 ? equals.findIndex((position) => agrees(i, position)) : equals.length - 1,
		),
	);
	const byKey = exact.map(
		(position, i) => position ?? take(keys[i], ({ length }) => (length ? 0 : -1)),
	);
	const left = [...positions.values()].flat().sort((a, b) => b - a);
	return byKey.map((position) => position ?? left.pop()!);
}

/** True when a stored record has every field as it was sent. */
export function agrees(stored: IDataObject, sent: IDataObject): boolean {
	return Object.entries(sent).every(
		([name, value]) => JSON.stringify(stored[name] ?? null) === JSON.stringify(value ?? null),
	);
}

/** Which plan a refused record belongs to: the one that sent it so, else the only one with its key. */
export function positionOf(
	plans: Plan[],
	record: IDataObject,
	recordsKey: string,
	matchBy: string,
): number {
	const sent = plans.map((plan) => (plan.request.body![recordsKey] as IDataObject[])[0]!);
	const text = JSON.stringify(record);
	const exact = sent.findIndex((candidate) => JSON.stringify(candidate) === text);
	if (exact >= 0 || record[matchBy] === undefined) return exact;
	const byKey = sent.flatMap((candidate, i) => (candidate[matchBy] === record[matchBy] ? [i] : []));
	return byKey.length === 1 ? byKey[0]! : -1;
}
