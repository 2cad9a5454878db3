// The mechanics of batches: cutting, and which record of an answer belongs to which plan.
import type { IDataObject } from 'n8n-workflow';
import { create } from '../../../../nodes/Kwik/resources/customer/create';
import { create as createLink } from '../../../../nodes/SmarterPay/resources/paymentLink/create';
import {
	batchesOf,
	inOrderOf,
	rejectedPlans,
	recordsInOrder,
} from '../../../../nodes/shared/deliver/batch';
import { createPlans } from '../../support/fakeSender';

const rows = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ reference: `R${i}`, email: `${i}@x.org` }));

describe('matching', () => {
	const inOrder = (keys: string[], answered: string[]) =>
		inOrderOf(
			keys,
			answered.map((key, position) => ({ key, position })),
			({ key }) => key,
		).map(({ position }) => position);

	test('by key, whatever the order', () => {
		expect(inOrder(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual([1, 2, 0]);
	});
	test('by position where a key was written in another way', () => {
		expect(inOrder(['a', 'x', 'b'], ['b', 'y', 'a'])).toEqual([2, 1, 0]);
		expect(inOrder(['x', 'y'], ['a', 'b'])).toEqual([0, 1]);
	});
	test('every record is given to one item, whatever the keys of the answer', () => {
		const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
		for (let i = 0; i < 200; i++) {
			const answered = keys.map(() => ['a', 'b', 'x'][Math.floor(Math.random() * 3)]!);
			expect(inOrder(keys, answered).sort()).toEqual([0, 1, 2, 3, 4, 5]);
		}
	});
	test('another number of records than plans is no answer', () => {
		const plans = createPlans(rows(2));
		expect(recordsInOrder(create, plans, { status: true, results: rows(1) })).toBeUndefined();
		expect(recordsInOrder(create, plans, { status: true, results: rows(3) })).toBeUndefined();
		expect(recordsInOrder(create, plans, { status: true })).toBeUndefined();
	});
	test('nobody gets a record in which everything is of another', () => {
		const plans = createPlans(rows(2));
		const written = rows(2).map(({ email }, i) => ({ id: i, reference: `r-${i}`, email }));
		expect(recordsInOrder(create, plans, { results: written })).toEqual(written);
		expect(recordsInOrder(create, plans, { results: written.reverse() })).toBeUndefined();
	});
	test('a refused record is found as it was sent, else by its key', () => {
		const plans = createPlans([{ reference: 'A', n: 1 }, { reference: 'B' }, { reference: 'C' }]);
		const fields = [{ field: 'x', message: 'y' }];
		const rejected = (record: IDataObject) =>
			[...rejectedPlans(plans, [{ record, fields }], 'reference')].map(([plan]) => plan.itemIndex);
		expect(rejected({ reference: 'A', n: 1 })).toEqual([0]);
		expect(rejected({ reference: 'B', more: null })).toEqual([1]);
		expect(rejected({ reference: 'D' })).toEqual([]);
		expect(rejected({})).toEqual([]);
	});
});

test('batches keep their order, hold one address only, and follow the learned size', () => {
	const plans = createPlans(rows(10));
	for (const plan of plans.filter((_, i) => i % 2)) plan.request.path = '/2.0/customers/create';
	let size = 3;
	const batches: number[][] = [];
	for (const batch of batchesOf(create, () => size, plans)) {
		batches.push(batch.map(({ itemIndex }) => itemIndex));
		size = 2;
	}
	expect(batches).toEqual([[0, 2, 4], [6, 8], [1, 3], [5, 7], [9]]);
	expect([...batchesOf(createLink, () => 3, plans)]).toHaveLength(10);
});
