// The hints of a run: one sentence for each kind of thing, in singular and plural.
import { RunNotes, type Noteworthy } from '../../../../nodes/shared/tell/notes';
import { hints } from '../../support/fakeSender';

test.each([
	['repeated', 1, '1 request to Kwik had to be sent again after a temporary failure.'],
	['repeated', 3, '3 requests to Kwik had to be sent again after a temporary failure.'],
	[
		'throttled',
		2,
		expect.stringMatching(/^Kwik slowed the run down: it refused 2 requests for its rate limit/),
	],
	['rejected', 1, 'Kwik refused 1 record of a batch; the others were sent again without.'],
	[
		'reconciled',
		1,
		expect.stringMatching(/1 record had been created all the same and was found again/),
	],
	[
		'reconciled',
		2,
		expect.stringMatching(/2 records had been created all the same and were found again/),
	],
	[
		'remembered',
		1,
		expect.stringMatching(/^1 item had been completed by an earlier try of this node and was not/),
	],
] as Array<[Noteworthy, number, string]>)('%s %i', (what, count, sentence) => {
	const notes = new RunNotes();
	for (let i = 0; i < count; i++) notes.add(what);
	expect(hints(notes)).toEqual([sentence]);
});

test('nothing is told of what did not happen', () => {
	const notes = new RunNotes();
	expect(hints(notes)).toEqual([]);
	notes.add('reconciled', 0);
	expect(hints(notes)).toEqual([]);
});

test('a sentence is told once, a column named once, at most ten of them', () => {
	const notes = new RunNotes();
	for (let i = 0; i < 3; i++) notes.say('Some had been archived before.');
	for (let i = 0; i < 26; i++)
		notes.unknownColumn(
			`c${i % 13}`,
			() => undefined,
			() => false,
		);
	const [sentence, columns] = hints(notes);
	expect(sentence).toBe('Some had been archived before.');
	expect(columns).toMatch(/"c0".*"c9" and 3 more\.$/);
	expect(columns).not.toContain('"c10"');
	expect(hints(notes)).toHaveLength(2);
});

test('what is worth knowing of values is told once, with the number of rows', () => {
	const notes = new RunNotes();
	notes.remark(['Postal Code loses its zeros']);
	expect(hints(notes)).toEqual(['1 row: Postal Code loses its zeros.']);
	notes.remark(new Set(['Postal Code loses its zeros', 'Contact Number begins with 0']));
	notes.remark([]);
	expect(hints(notes)).toEqual([
		'2 rows: Postal Code loses its zeros.',
		'1 row: Contact Number begins with 0.',
	]);
});

describe('a column that almost stands for a field', () => {
	const miss = (notes: RunNotes, column: string, hasColumn = false) =>
		notes.unknownColumn(
			column,
			() => 'Email',
			() => hasColumn,
		);

	test('is asked about in a warning', () => {
		const notes = new RunNotes();
		miss(notes, 'emial');
		const told: unknown[] = [];
		const addExecutionHints = (hint: unknown) => told.push(hint);
		notes.tell({ addExecutionHints } as unknown as Parameters<RunNotes['tell']>[0], 'Kwik');
		expect(told).toEqual([
			{
				message: 'The column "emial" was ignored. Did you mean Email?',
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	test('is only ignored where each row has another column for that field', () => {
		const notes = new RunNotes();
		miss(notes, 'emial', true);
		expect(hints(notes)).toEqual([
			'These input columns are not fields of Kwik and were ignored: "emial".',
		]);
		miss(notes, 'emial');
		miss(notes, 'emial', true);
		expect(hints(notes)).toEqual([expect.stringMatching(/Did you mean Email/)]);
	});

	test('is looked for once, however many rows have it, and ten are asked about at most', () => {
		const notes = new RunNotes();
		const meant = jest.fn(() => 'Email');
		for (let i = 0; i < 130; i++) notes.unknownColumn(`c${i % 13}`, meant, () => false);
		expect(meant).toHaveBeenCalledTimes(13);
		const [ignored, ...asked] = hints(notes);
		expect(asked).toHaveLength(10);
		expect(ignored).toMatch(/were ignored: "c10", "c11", "c12"\.$/);
	});

	test('is looked for among the first hundred of a run only; the others are counted', () => {
		const notes = new RunNotes();
		const meant = jest.fn(() => 'Email');
		for (let row = 0; row < 2; row++)
			for (let i = 0; i < 1000; i++) notes.unknownColumn(`c${i}`, meant, () => false);
		expect(meant).toHaveBeenCalledTimes(100);
		const [ignored, ...asked] = hints(notes);
		expect(asked).toHaveLength(10);
		expect(ignored).toMatch(/were ignored: "c10", .*"c19" and 980 more\.$/);
	});
});
