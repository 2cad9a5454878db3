// True answers, changed on their way: what a list lacks, what a record lacks, headers that mean nothing.
import type { IDataObject } from 'n8n-workflow';
import { chanceOf } from '../random';
import type { FaultKind } from './faults';
import { deeplyNested, type Answer } from './shown';

/** Where the records of an answer stand. */
const LISTS = ['results', 'payment_links', 'customers', 'paymentLinks', 'customer_accounts'];
const RECORDS = [
	'result',
	'payment_link',
	'customer_account',
	'paymentLink',
	'customer',
	'Customer_Account',
];

type Body = Record<string, unknown>;

/** The answer as the fault leaves it. @param name tells this answer from others, for what is left to chance */
export function spoiled(answer: Answer, kind: FaultKind, name: string): Answer {
	switch (kind) {
		case 'cut':
			return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
		case 'oddDate':
			return withHeaders(answer, { date: 'a Tuesday, probably' });
		case 'noDate':
			return withHeaders(answer, { date: [] });
		case 'oddHeaders':
			return withHeaders(answer, {
				'retry-after': '9999999999999',
				'idempotency-replay': ['true', 'true'],
				'idempotent-replayed': 'perhaps',
				'x-empty': '',
			});
		default:
			return withBody(answer, (body) => oddBody(body, kind, name));
	}
}

function withHeaders(answer: Answer, more: Record<string, string | string[]>): Answer {
	const headers = { ...answer.headers, ...more };
	for (const [key, value] of Object.entries(headers)) {
		if (Array.isArray(value) && value.length === 0) delete headers[key];
	}
	return { ...answer, headers };
}

function withBody(answer: Answer, change: (body: Body) => Body | string): Answer {
	if (answer.status >= 300) return answer;
	const changed = change(JSON.parse(answer.body) as Body);
	return { ...answer, body: typeof changed === 'string' ? changed : JSON.stringify(changed) };
}

function oddBody(body: Body, kind: FaultKind, name: string): Body | string {
	const list = LISTS.find((key) => Array.isArray(body[key]));
	if (list !== undefined) {
		return { ...body, [list]: oddList(body[list] as IDataObject[], kind, name) };
	}
	const record = RECORDS.find((key) => typeof body[key] === 'object' && body[key] !== null);
	return record === undefined ? body : oddRecord(body, record, kind);
}

function oddList(records: IDataObject[], kind: FaultKind, name: string): unknown {
	const one = Math.floor(chanceOf(name) * records.length);
	switch (kind) {
		case 'shuffled':
			return records
				.map((record, i) => ({ record, order: chanceOf(name, i) }))
				.sort((a, b) => a.order - b.order)
				.map(({ record }) => record);
		case 'doubled':
			return records.flatMap((record, i) => (i === one ? [record, record] : [record]));
		case 'oneMissing':
			return records.filter((_, i) => i !== one);
		case 'nullAmong':
			return records.flatMap((record, i) => (i === one ? [null, record] : [record]));
		case 'nullInstead':
			return null;
		case 'someAbsent':
			return records.filter((_, i) => chanceOf(name, i) < 0.6);
		case 'allAbsent':
			return [];
		case 'othersRecord':
			return records.map((record, i) => (i === one ? strangerTo(record) : record));
		case 'fieldsMissing':
			return records.map((record, i) => (i === one ? without(record, name) : record));
		case 'deepRecord':
			return records.map((record) => ({
				...record,
				more: JSON.parse(deeplyNested('a')) as unknown,
			}));
		case 'keysReordered':
			return records.map(reordered);
		default:
			return records;
	}
}

function oddRecord(body: Body, key: string, kind: FaultKind): Body | string {
	const record = body[key] as IDataObject;
	switch (kind) {
		case 'nullAmong':
		case 'nullInstead':
			return { ...body, [key]: null };
		case 'oneMissing':
		case 'fieldsMissing':
			return { ...body, [key]: {} };
		case 'deepRecord':
			return {
				...body,
				[key]: { ...record, more: JSON.parse(deeplyNested('a')) as unknown },
			};
		case 'oddExpiry':
			return JSON.stringify({ ...body, expiresAt: undefined }).replace(
				/expires=\d+/g,
				`expires=${'9'.repeat(20)}`,
			);
		default:
			return body;
	}
}

/** A record of somebody else: nothing in it is what was sent. */
function strangerTo(record: IDataObject): IDataObject {
	return Object.fromEntries(
		Object.keys(record).map((key) => [key, key === 'created_at' ? record[key] : `other ${key}`]),
	);
}

/** The record without some of its fields; which depends on the name. */
function without(record: IDataObject, name: string): IDataObject {
	const left = Object.entries(record).filter(([key]) => chanceOf(name, key) < 0.7 && key !== 'id');
	return Object.fromEntries(left);
}

const isObject = (value: unknown): value is IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same record with all keys the other way round, also inside. */
function reordered(value: IDataObject): IDataObject {
	const entries = Object.entries(value).map(([key, inner]): [string, IDataObject[string]] => [
		key,
		isObject(inner) ? reordered(inner) : inner,
	]);
	return Object.fromEntries(entries.reverse());
}
