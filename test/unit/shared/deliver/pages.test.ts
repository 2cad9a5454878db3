// Walking the pages of a list, with a connection that answers from memory.
import type { IDataObject } from 'n8n-workflow';
import { failed, inputFailure } from '../../../../nodes/shared/contract/failure';
import type { ListRule } from '../../../../nodes/shared/contract/operation';
import type { ProviderRequest } from '../../../../nodes/shared/contract/request';
import { listIn } from '../../../../nodes/shared/contract/json';
import { listRecords } from '../../../../nodes/shared/deliver/pages';
import { answer, fakeSender } from '../../support/fakeSender';

const request: ProviderRequest = { method: 'GET', path: '/things', query: { filter: 'x' } };
const paging: NonNullable<ListRule['paging']> = {
	sizeParameter: 'limit',
	numberParameter: 'page_no',
	maxSize: 10,
	maxPages: 50,
	identity: (record) => String(record.id),
};
const records = (count: number, from = 0): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ id: from + index }));

const read = listIn('things');

/** Lists what `page` gives for each page number; notes the queries. */
async function list(
	page: (number: number, size: number) => IDataObject[] | undefined,
	limit: number | undefined,
	rule: ListRule = { paging },
) {
	const { sender, requests } = fakeSender(({ query }) =>
		answer({ things: page(Number(query?.page_no), Number(query?.limit)) }),
	);
	const outcome = await listRecords(sender, request, read, rule, limit);
	const queries = requests.map(({ query }) => query ?? {});
	return { outcome, queries, ids: outcome.ok ? outcome.value.map(({ id }) => id) : undefined };
}

/** A list of so many records in pages. */
const stored = (count: number) => (number: number, size: number) =>
	records(count).slice((number - 1) * size, number * size);
const numbers = (count: number) => records(count).map(({ id }) => id);

test('asks for the largest page, keeps the filters, and stops at a short page', async () => {
	const { queries, ids } = await list(stored(23), undefined);
	expect(queries).toEqual([1, 2, 3].map((number) => ({ filter: 'x', limit: 10, page_no: number })));
	expect(ids).toEqual(numbers(23));
});

test('an exact multiple of the page size ends with an empty page', async () => {
	const { queries, ids } = await list(stored(20), undefined);
	expect(queries).toHaveLength(3);
	expect(ids).toEqual(numbers(20));
});

test('an empty list is one request', async () => {
	const { queries, ids } = await list(stored(0), undefined);
	expect(queries).toHaveLength(1);
	expect(ids).toEqual([]);
});

test.each<[string, unknown]>([
	['null', null],
	['a text', 'x'],
	['a list', []],
])('an entry that is no record ends no list: %s', async (_what, odd) => {
	const withOdd = (number: number, size: number) => {
		const page: unknown[] = stored(23)(number, size);
		// The provider counts it: the page is full.
		return (number === 1 ? [...page.slice(0, 4), odd, ...page.slice(5)] : page) as IDataObject[];
	};
	const { queries, ids } = await list(withOdd, undefined);
	expect(queries).toHaveLength(3);
	expect(ids).toEqual(numbers(23).filter((id) => id !== 4));
});

test('a page that repeats the one before ends the list', async () => {
	const { queries, ids } = await list((_number, size) => records(size), undefined);
	expect(queries).toHaveLength(2);
	expect(ids).toEqual(numbers(10));
});

test('a record that moved to the next page is given once', async () => {
	// Three records were added in front while the first page was on its way.
	const page = (number: number, size: number) =>
		number === 1 ? records(size) : records(23).slice((number - 1) * size - 3, number * size - 3);
	const { ids } = await list(page, undefined);
	expect(ids).toEqual(numbers(23));
});

test('a limit inside the first page is its size', async () => {
	const { queries, ids } = await list(stored(23), 4);
	expect(queries).toEqual([{ filter: 'x', limit: 4, page_no: 1 }]);
	expect(ids).toEqual(numbers(4));
});

test('a limit across pages keeps the page size and cuts the end', async () => {
	const { queries, ids } = await list(stored(50), 15);
	expect(queries.map(({ limit }) => limit)).toEqual([10, 10]);
	expect(ids).toEqual(numbers(15));
});

test('a limit at the end of a page needs no further page', async () => {
	const { queries } = await list(stored(50), 20);
	expect(queries).toHaveLength(2);
});

test('only records that belong to the request count towards the limit', async () => {
	const keep = () => (record: IDataObject) => Number(record.id) % 2 === 0;
	const { ids } = await list(stored(50), 8, { paging, keep });
	expect(ids).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
});

test('a page with more records than were asked for is no page of this list', async () => {
	const lying = (number: number, size: number) => records(size + 1, number * 1000);
	for (const limit of [undefined, 4]) {
		const { outcome, queries } = await list(lying, limit);
		expect(queries).toHaveLength(1);
		expect(outcome).toMatchObject({
			ok: false,
			failure: { message: 'Kwik gave an answer without the documented content', effect: 'none' },
		});
	}
});

test('a list without end is given up after the largest number of pages', async () => {
	const endless = (number: number, size: number) => records(size, number * size);
	const { outcome, queries } = await list(endless, undefined, {
		paging: { ...paging, maxPages: 3 },
	});
	expect(queries).toHaveLength(3);
	expect(outcome).toMatchObject({ ok: false, failure: { retriable: false } });
});

test('a list without pages is one request, cut to the limit', async () => {
	const { queries, ids } = await list(() => records(30), 7, {});
	expect(queries).toEqual([{ filter: 'x' }]);
	expect(ids).toEqual(numbers(7));
	expect((await list(() => records(30), undefined, {})).ids).toEqual(numbers(30));
});

test('200,000 records in one answer do not overflow the stack', async () => {
	expect((await list(() => records(200_000), undefined, {})).ids).toHaveLength(200_000);
	const large = { ...paging, maxSize: 200_000 };
	const { ids } = await list(stored(200_001), undefined, { paging: large });
	expect(ids).toHaveLength(200_001);
});

test('an answer without the list is a failure, and so is a failed request', async () => {
	const { outcome } = await list((number) => (number === 1 ? records(10) : undefined), undefined);
	expect(outcome).toMatchObject({
		ok: false,
		failure: { source: 'provider', httpCode: 200, effect: 'none' },
	});
	const failure = inputFailure([{ field: 'a', message: 'b' }]);
	const { sender } = fakeSender(() => failed(failure));
	expect(await listRecords(sender, request, read, { paging }, undefined)).toEqual(failed(failure));
});

describe('a list that only grows at its end', () => {
	const growing = { ...paging, growsAtEnd: () => true };
	const later = async (milliseconds: number) =>
		await new Promise((resolve) => setTimeout(resolve, milliseconds));

	/** Lists so many records, each page after some milliseconds; notes which pages were asked for, and how many at once. */
	async function read(
		count: number,
		page: (number: number, asked: number) => IDataObject[],
		limit?: number,
		rate = 200,
	) {
		const asked: number[] = [];
		let underWay = 0;
		let most = 0;
		const { sender } = fakeSender(
			async ({ query }) => {
				const number = Number(query?.page_no);
				const times = asked.filter((other) => other === number).length;
				asked.push(number);
				most = Math.max(most, ++underWay);
				// Later pages answer first.
				await later(60 - Math.min(40, number));
				underWay--;
				return answer({ things: page(number, times) });
			},
			{ requestsPerSecond: rate, maxConcurrentRequests: 40 },
		);
		const outcome = await listRecords(
			sender,
			request,
			listIn('things'),
			{ paging: growing },
			limit,
		);
		const ids = outcome.ok ? outcome.value.map(({ id }) => id) : [];
		return { ids, asked, most, count };
	}

	test('is read ahead, and comes in its order', async () => {
		const { ids, most, asked } = await read(255, (number) => stored(255)(number, 10));
		expect(ids).toEqual(numbers(255));
		expect(most).toBeGreaterThan(3);
		expect(most).toBeLessThanOrEqual(16);
		expect(asked.length).toBeLessThanOrEqual(26 + 16);
	});

	test('a list of one page takes one request', async () => {
		expect((await read(7, (number) => stored(7)(number, 10))).asked).toEqual([1]);
	});

	test('no more pages are asked for than the limit needs', async () => {
		const { ids, asked } = await read(255, (number) => stored(255)(number, 10), 95);
		expect(ids).toEqual(numbers(95));
		expect(Math.max(...asked)).toBe(10);
	});

	test('where answers are quick, one page after the other is enough', async () => {
		const { most } = await read(55, (number) => stored(55)(number, 10), undefined, 5);
		expect(most).toBe(1);
	});

	test('a record that slips from one page to the next while both are read is found', async () => {
		// Page 3 is read before record 29 moved there, page 4 after record 30 had moved away from it.
		const before = stored(60);
		const { ids } = await read(60, (number, asked) => {
			const page = before(number, 10);
			return number === 4 && asked === 0 ? [...records(1, 29), ...page.slice(1)] : page;
		});
		expect([...ids].sort((a, b) => Number(a) - Number(b))).toEqual(numbers(60));
	});
});
