// What becomes of the fields of an answer: whether they come out, and under which names.
import type { IDataObject } from 'n8n-workflow';
import { code } from '../markdown';
import { leaves } from './probe';
import type { Answer } from './tables';

function valueAt(record: unknown, path: string): unknown {
	return path
		.split('.')
		.filter(Boolean)
		.reduce<unknown>(
			(inside, name) =>
				typeof inside === 'object' && inside !== null ? (inside as IDataObject)[name] : undefined,
			record,
		);
}

/** The same with another value at a path. */
function withValue(record: IDataObject, path: string, value: unknown): IDataObject {
	const copy = structuredClone(record);
	const names = path.split('.');
	const last = names.pop()!;
	const inside = names.reduce<IDataObject>((one, name) => (one[name] ??= {}) as IDataObject, copy);
	inside[last] = value as IDataObject;
	return copy;
}

/** What is read of an answer: the first record that comes out without *Simplify*. */
function recordOf(of: Answer, answer: IDataObject): IDataObject {
	const [resource, operation] = of.operation.split('/') as [string, string];
	const request = { method: 'GET', path: '', query: {}, body: {} } as const;
	return [of.node.operation(resource, operation).result(answer, request) ?? {}].flat()[0]!;
}

/** Where in an answer the record stands that comes out of it. */
function placeOf(of: Answer, answer: IDataObject): string {
	const record = JSON.stringify(recordOf(of, answer));
	const paths = [...new Set([...leaves(answer).keys()].flatMap(above))];
	return paths.find((path) => JSON.stringify(valueAt(answer, path)) === record) ?? '';
}

/** A path and all that it lies in, the answer itself first. */
const above = (path: string) => {
	const names = path.split('.');
	return ['', ...names.map((_, index) => names.slice(0, index + 1).join('.'))];
};

/** Whether a field of an answer comes out as it was sent; also where the sample lacks it. */
function comesOut(of: Answer, answer: IDataObject, documented: string): boolean {
	const field = documented.replace(of.without ?? '\0', '');
	const path = [placeOf(of, answer), field].filter(Boolean).join('.');
	const mark = valueAt(answer, path) ?? 'a mark';
	return (
		JSON.stringify(valueAt(recordOf(of, withValue(answer, path, mark)), field)) ===
		JSON.stringify(mark)
	);
}

/** What stands for a field of an answer: its own name, and the names it has with *Simplify* on. */
export function outputOf(of: Answer, answer: IDataObject, documented: string): string {
	if (!comesOut(of, answer, documented)) return '';
	const [resource, operation] = of.operation.split('/') as [string, string];
	const { simplify } = of.node.operation(resource, operation);
	const field = documented.replace(of.without ?? '\0', '');
	const record = recordOf(of, answer);
	const marked = withValue(record, field, valueAt(record, field) ?? 'a mark');
	const names = simplify
		? ['a mark', '2020-01-01 00:00:00', '2020-01-01T00:00:00.000Z', null]
				.map((value) => simplify(withValue(marked, field, value)))
				.flatMap((simple) =>
					Object.keys(simple).filter(
						(name) => JSON.stringify(simple[name]) !== JSON.stringify(simplify(marked)[name]),
					),
				)
		: [];
	const simplified = [...new Set(names)].map(code).join(', ');
	return `output ${code(field)}${simplified ? `; with *Simplify* ${simplified}` : ''}`;
}
