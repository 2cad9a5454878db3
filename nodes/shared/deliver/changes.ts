// What has changed in a watched list since the last poll, by what the trigger remembers in n8n's static data.
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import {
	changeMark,
	readMarks,
	recordMark,
	withMissing,
	writeMarks,
	type Marks,
	type Missing,
} from '../contract/marks';
import type { WatchRule } from '../contract/watch';

const DAY = 24 * 60 * 60 * 1000;
/** Records that can be watched at once: the trigger keeps some 20 bytes for each in n8n's static data. */
export const MAX_RECORDS = 100_000;

/** What the records of a poll are, and whose. */
export interface Watched {
	/** Names the account, without its keys. */
	account: string;
	/** The version of the API that wrote the records; empty where there is only one. */
	apiVersion: string;
	/** All records that can still change, oldest first. */
	records: IDataObject[];
}

/**
 * What is new since the state was written; the state is brought up to date. Recorded silently is a list that was never
 * read, and a record that is unknown though it was there at the last poll: it was older than what was watched, or equal
 * dates had let it slip between two pages.
 */
export function changesSince(
	state: IDataObject,
	rule: WatchRule,
	{ account, apiVersion, records }: Watched,
	events: string[],
): INodeExecutionData[] {
	const seen = readMarks(state.marks);
	const absent = (state.missing ?? {}) as Missing;
	const remembered: Marks = new Map<string, Set<string>>([
		...Object.values(absent).flatMap((text) => [...readMarks(text)]),
		...seen,
	]);
	const isFirst =
		typeof state.marks !== 'string' ||
		!isSameAccount(
			state,
			{ account, apiVersion },
			seen.size > 0 ? seen : remembered,
			rule,
			records,
		);
	const nothing: Marks = new Map<string, Set<string>>();
	const [before, missing, known] = isFirst ? [nothing, {}, nothing] : [seen, absent, remembered];
	const now = Date.now();
	const knownUntil = isFirst ? Infinity : Math.min(Number(state.polled ?? -Infinity), now) - DAY;
	const once = events.map((event) => changeMark(event, ''));
	// Each version writes the same record in another way: that is no change of it.
	const isRewritten = (state.apiVersion ?? apiVersion) !== apiVersion;
	const present: Marks = new Map();
	const items: INodeExecutionData[] = [];
	for (const record of records) {
		const identity = recordMark(rule.identity(record));
		const marks = known.get(identity);
		const createdAt = rule.pages?.createdAt(record) ?? Infinity;
		const silent = isFirst || (marks ? isRewritten : createdAt < knownUntil);
		// A list may hold a record twice; and an answer that is behind does not undo what happens but once.
		const changes = present.get(identity) ?? new Set(once.filter((change) => marks?.has(change)));
		for (const { event, state: stateOfEvent = '', onlyLater } of rule.changes(record)) {
			const change = changeMark(event, stateOfEvent);
			const told = changes.has(change) || marks?.has(change);
			changes.add(change);
			if (silent || told || (!marks && onlyLater) || !events.includes(event)) continue;
			items.push({ json: { event, ...record } });
		}
		present.set(identity, changes);
	}
	const today = Math.floor(now / DAY);
	const next: IDataObject = {
		account,
		apiVersion,
		marks: writeMarks(present),
		missing: withMissing(missing, before, present, today, MAX_RECORDS),
	};
	for (const [name, value] of Object.entries(next)) {
		if (JSON.stringify(state[name]) !== JSON.stringify(value)) state[name] = value;
	}
	// It moves with every poll, so it is written down only now and then.
	if (rule.pages && !(Math.abs(now - Number(state.polled)) < DAY / 24)) state.polled = now;
	return items;
}

/**
 * Whether the records are those of the account that was watched so far; one with new keys, or asked in another version
 * of the API, has the same records.
 */
function isSameAccount(
	state: IDataObject,
	{ account, apiVersion }: Pick<Watched, 'account' | 'apiVersion'>,
	known: Marks,
	rule: WatchRule,
	records: IDataObject[],
): boolean {
	const isSameApi = (state.apiVersion ?? apiVersion) === apiVersion;
	if (state.account === account && isSameApi) return true;
	const there = records.filter((record) => known.has(recordMark(rule.identity(record))));
	return there.length > 0 && there.length >= known.size / 2;
}
