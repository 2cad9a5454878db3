// The mechanics of batches: cutting, and which record of an answer belongs to which plan.
import type { IDataObject } from 'n8n-workflow';
import { create } from '../../../../nodes/Kwik/resources/customer/create';
import { create as createLink } from '../../../../nodes/SmarterPay/resources/paymentLink/create';
import {
	batchesOf,
	recordsFor,
	recordsInOrder,
	rejectedPlans,
} from '../../../../nodes/shared/deliver/batch';
import { createPlans } from '../../support/fakeSender';

const rows = (count: number) =>
	Array.from({ length: count }, (_, i) => ({ reference: `R${i}`, email: `${i}@x.org` }));

describe('matching', () => {
	const matched = (keys: string[], answered: string[], more: IDataObject = {}) =>
		recordsFor(
			keys.map((reference) => ({ reference, ...more })),
			answered.map((reference, id) => ({ id, reference, ...more })),
			'reference',
		)?.map(({ id }) => id);

	test('by key, whatever the order', () => {
		expect(matched(['a', 'b', 'c'], ['c', 'a', 'b'])).toEqual([1, 2, 0]);
	});
	test('by the key in other capitals or as a number, never two of them for one', () => {
		expect(matched(['a', 'X', '007', 'b'], ['b', '7', 'x', 'a'])).toEqual([3, 2, 1, 0]);
		expect(matched(['a', 'A'], ['A', 'a'])).toEqual([1, 0]);
	});
	test('the one that is left goes to who asked for the same; where two might be, to nobody', () => {
		expect(matched(['a', 'x'], ['ref-x', 'a'])).toEqual([1, 0]);
		expect(matched(['x', 'y'], ['a', 'b'], { email: 'x@y.org' })).toBeUndefined();
	});
	test('a record without an id is none, and no two have the same', () => {
		const sent = [{ reference: 'a' }, { reference: 'b' }];
		const withIds = (...ids: unknown[]) =>
			sent.map((record, i) => ({ ...record, id: ids[i] }) as IDataObject);
		expect(recordsFor(sent, withIds('1', '2'), 'reference')).toHaveLength(2);
		for (const ids of [[], ['1', null], ['1', ''], ['1', '1']])
			expect(recordsFor(sent, withIds(...ids), 'reference')).toBeUndefined();
	});
	test('an id is never written in another way', () => {
		const [one, other] = [
			{ id: 'cus_a', x: 1 },
			{ id: 'cus_b', x: 2 },
		];
		expect(recordsFor([one, other], [other, one], 'id')).toEqual([one, other]);
		expect(recordsFor([one, other], [one, { ...other, id: 'cus_c' }], 'id')).toBeUndefined();
		expect(recordsFor([one], [{ ...one, id: 'CUS_A' }], 'id')).toBeUndefined();
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
		expect(recordsInOrder(create, plans, { results: [...written].reverse() })).toEqual(written);
		const strange = written.map((record) => ({ ...record, email: `who${record.email}` }));
		expect(recordsInOrder(create, plans, { results: strange })).toBeUndefined();
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
