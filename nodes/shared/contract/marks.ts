// What a trigger remembers of the records it has seen: for each a mark of its identity and one of each thing that has
// happened to it, without any of its data. Pure functions.
import { createHash } from 'crypto';

/** Bytes of a record's mark, enough that no two of a list are taken for one another; and of a change to a record. */
const RECORD_BYTES = 8;
const CHANGE_BYTES = 4;
/** A day holds the records that went missing on it, by the days since 1970. */
export type Missing = Record<string, string>;
/** How many days a record that went missing is remembered: a list may lack it once and have it again. */
const DAYS_REMEMBERED = 30;

/** The marks of a record's changes, by the mark of the record. */
export type Marks = Map<string, Set<string>>;

export function recordMark(identity: string): string {
	return mark(identity, RECORD_BYTES);
}

export function changeMark(event: string, state: string): string {
	return mark(JSON.stringify([event, state]), CHANGE_BYTES);
}

/** As text, sorted: the same marks are the same text, and nothing is saved when nothing changed. */
export function writeMarks(marks: Marks): string {
	const records = [...marks].map(
		([record, changes]) =>
			record +
			String.fromCharCode(Math.min(changes.size, 255)) +
			[...changes].sort().slice(0, 255).join(''),
	);
	return Buffer.from(records.sort().join(''), 'latin1').toString('base64');
}

export function readMarks(text: unknown): Marks {
	const marks: Marks = new Map();
	const bytes = Buffer.from(typeof text === 'string' ? text : '', 'base64').toString('latin1');
	for (let at = 0; at + RECORD_BYTES < bytes.length;) {
		const record = bytes.slice(at, (at += RECORD_BYTES));
		const end = at + 1 + bytes.charCodeAt(at) * CHANGE_BYTES;
		const changes = new Set<string>();
		for (at++; at < end; at += CHANGE_BYTES) changes.add(bytes.slice(at, at + CHANGE_BYTES));
		marks.set(record, changes);
	}
	return marks;
}

/**
 * The records that are missing, with those that went missing now.
 * @param before those that were there the last time
 * @param present those that are there now
 * @param today days since 1970
 * @param most how many are remembered; the latest stay
 */
export function withMissing(
	missing: Missing,
	before: Marks,
	present: Marks,
	today: number,
	most: number,
): Missing {
	const gone: Marks = new Map([...before].filter(([record]) => !present.has(record)));
	const days = new Map<number, Marks>([[today, gone]]);
	for (const [day, text] of Object.entries(missing)) {
		if (today - Number(day) >= DAYS_REMEMBERED) continue;
		const still = [...readMarks(text)].filter(
			([record]) => !present.has(record) && !gone.has(record),
		);
		days.set(Number(day), new Map([...(days.get(Number(day)) ?? []), ...still]));
	}
	const kept: Missing = {};
	let count = 0;
	for (const [day, marks] of [...days].sort(([a], [b]) => b - a)) {
		count += marks.size;
		if (marks.size > 0 && count <= most) kept[day] = writeMarks(marks);
	}
	return kept;
}

function mark(text: string, bytes: number): string {
	return createHash('sha256').update(text).digest().subarray(0, bytes).toString('latin1');
}
