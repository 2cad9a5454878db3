// Output items: records, with the columns of their row where they are asked for.
import { hasReservedColumns, looksFailed, recordItems } from '../../../../nodes/shared/tell/output';

const record = { id: 'cus_1', email: 'new@b' };

test('a record comes out as it is, paired to its item', () => {
	expect(recordItems([record, { id: 2 }], 3, undefined)).toEqual([
		{ json: record, pairedItem: { item: 3 } },
		{ json: { id: 2 }, pairedItem: { item: 3 } },
	]);
	expect(recordItems([record], 0, undefined)[0]!.json).toBe(record);
});

test('of columns and fields with the same name the field stays', () => {
	const row = { email: 'old@b', name: 'A', amount: 1 };
	expect(recordItems([record], 0, row)).toEqual([
		{ json: { email: 'new@b', name: 'A', amount: 1, id: 'cus_1' }, pairedItem: { item: 0 } },
	]);
	expect(row).toEqual({ email: 'old@b', name: 'A', amount: 1 });
});

// n8n-core takes a success for a failed item by these.
test.each(['error', '$error', '$json'])('a column "%s" does not come out', (name) => {
	const row = { [name]: 'x', message: 'hello', details: 'more' };
	expect(hasReservedColumns(row)).toBe(true);
	expect(recordItems([record], 0, row)[0]!.json).toEqual({
		...record,
		message: 'hello',
		details: 'more',
	});
});

test('other columns are no trouble', () => {
	expect(hasReservedColumns({ message: 'x', errors: 1, Error: 2 })).toBe(false);
});

test('n8n tries a node again whose first item has an error, whatever the item is', () => {
	for (const json of [{ error: '' }, { error: 'none' }, { error: {} }, { $error: 0, $json: {} }])
		expect(looksFailed([{ json }])).toBe(true);
	for (const json of [{}, { error: null }, { error: false }, { $error: 'x' }])
		expect(looksFailed([{ json }, { json: { error: 'x' } }])).toBe(false);
	expect(looksFailed([])).toBe(false);
});
