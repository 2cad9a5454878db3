// Items that share a key: their records must not be taken for one another.
import type { IDataObject } from 'n8n-workflow';
import { create } from '../../../../nodes/Kwik/resources/customer/create';
import { upsert } from '../../../../nodes/Kwik/resources/customer/upsert';
import { update } from '../../../../nodes/Kwik/resources/customer/update';
import { carryOut } from '../../../../nodes/shared/deliver/carryOut';
import type { Operation } from '../../../../nodes/shared/contract/operation';
import type { ProviderRequest } from '../../../../nodes/shared/contract/request';
import { Settlement } from '../../../../nodes/shared/deliver/settle';
import {
	answer,
	createPlans,
	fakeSender,
	lost,
	storedAt,
	type Answer,
} from '../../support/fakeSender';

const recordsOf = ({ body }: ProviderRequest) => body!.records as IDataObject[];
const good = (records: IDataObject[]) => answer({ status: true, results: records });
const later = async () => await new Promise((resolve) => setTimeout(resolve, 60));

let accounts = 0;

/** What a run makes of these records, each in a request of its own. */
async function carriedOut(
	operation: Operation,
	records: IDataObject[],
	provide: (request: ProviderRequest, count: number) => Answer | Promise<Answer>,
): Promise<Array<IDataObject | undefined>> {
	const { sender, halt } = fakeSender(provide, { batchSize: 1 });
	sender.connection.account = `account ${accounts++}`;
	const settlement = new Settlement(records.length, true, halt);
	await carryOut(
		{ operation, sender, settlement, isRetry: false },
		createPlans(records).map((plan, i) => ({
			...plan,
			request: {
				...plan.request,
				lookFor: { reference: String(records[i]!.reference) },
				concerns: String(records[i]!.reference ?? records[i]!.id),
			},
		})),
	);
	return records.map((_, i) => settlement.recordOf(i));
}

const twins = [
	{ reference: 'X', n: 1 },
	{ reference: 'X', n: 2 },
];

test('a customer whose answer is still on its way is not taken for the one that was lost', async () => {
	const stored: IDataObject[] = [];
	const outputs = await carriedOut(create, twins, async (request, count) => {
		if (request.method === 'GET') return good([...stored]);
		// The first request is lost without effect, the second has its effect and answers late.
		if (count === 0) return lost();
		stored.push(storedAt(recordsOf(request)[0]!, `id${count}`, Date.now()));
		const record = stored.at(-1)!;
		await later();
		return good([record]);
	});
	expect(outputs.map((output) => output?.n)).toEqual([1, 2]);
	expect(stored.map(({ n }) => n).sort()).toEqual([1, 2]);
});

test('a customer whose answer was lost is not taken for that of another item with the same reference', async () => {
	const stored: IDataObject[] = [];
	const outputs = await carriedOut(create, twins, (request, count) => {
		if (request.method === 'GET') return good([...stored]);
		if (count === 0) return lost();
		stored.push(storedAt(recordsOf(request)[0]!, `id${count}`, Date.now()));
		return count === 1 ? lost() : good([stored.at(-1)!]);
	});
	expect(outputs.map((output) => output?.n)).toEqual([1, 2]);
	expect(stored.map(({ n }) => n).sort()).toEqual([1, 2]);
});

test('of two changes to the same record the later row holds', async () => {
	let now: unknown;
	const rows = [1, 2, 3].map((n) => ({ id: 'cus_1', n }));
	await carriedOut(update, rows, async (request) => {
		const [record] = recordsOf(request);
		// The first one takes longest.
		await new Promise((resolve) => setTimeout(resolve, 90 - 30 * Number(record!.n)));
		now = record!.n;
		return good([record!]);
	});
	expect(now).toBe(3);
});

test('create or update: what an item before may have made is looked up before it is made again', async () => {
	const stored: IDataObject[] = [];
	let lists = 0;
	const rows = [1, 2].map((n) => ({ reference: 'A', n, company_name: 'X' }));
	const outputs = await carriedOut(upsert, rows, (request) => {
		// The second list is the look-up after the lost answer.
		if (request.method === 'GET') return ++lists === 2 ? lost({ retriable: false }) : good(stored);
		const [record] = recordsOf(request);
		const known = stored.find(({ id }) => id === record!.id);
		if (known) return good([Object.assign(known, record)]);
		stored.push({ ...record, id: `id${stored.length}` });
		return lost({ retriable: false });
	});
	expect(stored).toMatchObject([{ id: 'id0', n: 2 }]);
	expect(outputs.map((output) => output?.id)).toEqual([undefined, 'id0']);
});

test('create or update: an item finds what an item before it made', async () => {
	const stored: IDataObject[] = [];
	const rows = ['A', 'B', 'A', 'C', 'A'].map((reference, n) => ({
		reference,
		n,
		company_name: 'X',
	}));
	const paths: string[] = [];
	const outputs = await carriedOut(upsert, rows, async (request) => {
		const [record] = recordsOf({ ...request, body: request.body ?? { records: [{}] } });
		paths.push(request.path.split('/').pop()!);
		if (request.method === 'GET') return good([]);
		await later();
		const known = stored.find(({ id }) => id === record!.id);
		if (!known) stored.push({ id: `id${stored.length}` });
		return good([Object.assign(known ?? stored.at(-1)!, record)]);
	});
	// The last list tells whether somebody else has made the same meanwhile.
	expect(paths).toEqual(['list', 'create', 'create', 'create', 'update', 'update', 'list']);
	expect(stored).toHaveLength(3);
	expect(outputs.map((output) => output?.reference)).toEqual(['A', 'B', 'A', 'C', 'A']);
	expect(stored.find(({ reference }) => reference === 'A')?.n).toBe(4);
});
