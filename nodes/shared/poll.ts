// The door of the polling triggers: what has changed in a list since the last poll, each change exactly once.
import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { failed, inputFailure, ownFailure, succeeded, type Outcome } from './contract/failure';
import type { ListReader } from './contract/json';
import type { Paging } from './contract/operation';
import type { Provider } from './contract/provider';
import type { ProviderRequest } from './contract/request';
import { pagesOf } from './deliver/pages';
import type { Sender } from './send/repeat';
import { oneAtATime, openSender, readList } from './send/sender';
import { nodeError } from './tell/errors';

/** Records that can be watched at once: the trigger keeps some 24 bytes for each in n8n's static data. */
const MAX_RECORDS = 100_000;
/** Bytes of a mark: enough that two marks of such a list are never taken for one another. */
const MARK_BYTES = 8;
const DAY = 24 * 60 * 60 * 1000;

/** Something that happened to a record. */
export interface Change {
	event: string;
	/** Differs each time the event happens to the record again; nothing where it happens once. */
	state?: string;
	/** Not told when the record itself is new. */
	onlyLater?: boolean;
}

/** What a trigger watches. */
export interface WatchRule {
	/** The list of all records. With pages the newest come first. */
	request: ProviderRequest;
	records: ListReader;
	/** A list in pages is read as far back as the parameter `lookBackDays` says. */
	pages?: {
		paging: Paging;
		/** When a record was made, in epoch milliseconds. */
		createdAt: (record: IDataObject) => number;
	};
	identity: (record: IDataObject) => string;
	/** Everything that has happened to a record so far. */
	changes: (record: IDataObject) => Change[];
}

/** Triggers whose poll is under way in this process. */
const underWay = new Set<string>();

/**
 * One poll of a trigger. The first one after activation only records what is there. A poll that fails
 * changes nothing, so the next one catches up. A manual test gives one real record.
 * @returns null when there is nothing to emit
 * @throws NodeApiError when the list cannot be read
 */
export async function pollChanges(
	context: IPollFunctions,
	provider: Provider,
	rule: WatchRule,
): Promise<INodeExecutionData[][] | null> {
	const name = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	// n8n starts the next poll at its time, even while the last one still waits. That one will tell.
	if (underWay.has(name)) return null;
	underWay.add(name);
	try {
		return await changesSince(context, provider, rule);
	} finally {
		underWay.delete(name);
	}
}

async function changesSince(
	context: IPollFunctions,
	provider: Provider,
	rule: WatchRule,
): Promise<INodeExecutionData[][] | null> {
	const events = context.getNodeParameter('events', []) as string[];
	const records = await watchedRecords(context, provider, rule);
	if (!records.ok) throw nodeError(context.getNode(), records.failure, 0, '');
	if (context.getMode() === 'manual') return sample(rule, records.value, events);
	const state = context.getWorkflowStaticData('node');
	const known = typeof state.marks === 'string' ? readMarks(state.marks) : undefined;
	const marks = new Set<string>();
	const items: INodeExecutionData[] = [];
	for (const record of records.value) {
		const identity = rule.identity(record);
		const isNew = known?.has(markOf(identity)) === false;
		marks.add(markOf(identity));
		for (const { event, state: stateOfEvent = '', onlyLater } of rule.changes(record)) {
			const mark = markOf(identity, event, stateOfEvent);
			marks.add(mark);
			if (!known || known.has(mark) || (isNew && onlyLater) || !events.includes(event)) continue;
			items.push({ json: { event, ...record } });
		}
	}
	const text = writeMarks(marks);
	if (state.marks !== text) state.marks = text;
	return items.length > 0 ? [items] : null;
}

/** All records that can still change, oldest first. */
async function watchedRecords(
	context: IPollFunctions,
	provider: Provider,
	rule: WatchRule,
): Promise<Outcome<IDataObject[]>> {
	const sender = await openSender(context, provider, oneAtATime(provider, 3, 30_000));
	if (!sender.ok) return sender;
	const records = rule.pages
		? await recordsOfSpan(context, sender.value, rule, rule.pages)
		: await wholeList(sender.value, rule);
	if (!records.ok || records.value.length <= MAX_RECORDS) return records;
	return failed(
		ownFailure(`There are more than ${MAX_RECORDS} records at ${provider.name} to watch`, {
			hint: 'Look back fewer days, or list the records on a schedule instead.',
		}),
	);
}

async function wholeList(sender: Sender, rule: WatchRule): Promise<Outcome<IDataObject[]>> {
	const list = await readList(sender, rule.request, rule.records);
	return list.ok ? succeeded(list.value.records) : list;
}

async function recordsOfSpan(
	context: IPollFunctions,
	sender: Sender,
	rule: WatchRule,
	{ paging, createdAt }: NonNullable<WatchRule['pages']>,
): Promise<Outcome<IDataObject[]>> {
	const days = Number(context.getNodeParameter('lookBackDays', 30));
	if (!Number.isInteger(days) || days < 1 || days > 3650) {
		const message = 'must be a whole number of days from 1 to 3650';
		return failed(inputFailure([{ field: 'lookBackDays', message }]));
	}
	const since = Date.now() - days * DAY;
	const records: IDataObject[] = [];
	// Newest first: records made meanwhile push others to a later page, where they are seen again, not missed.
	for await (const page of pagesOf(sender, rule.request, rule.records, paging)) {
		if (!page.ok) return page;
		const young = page.value.records.filter((record) => !(createdAt(record) < since));
		// A page without any is older than the span.
		if (young.length === 0) break;
		for (const record of young) records.push(record);
	}
	return succeeded(records.reverse());
}

function sample(
	rule: WatchRule,
	records: IDataObject[],
	events: string[],
): INodeExecutionData[][] | null {
	for (const record of [...records].reverse()) {
		const change = rule.changes(record).find(({ event }) => events.includes(event));
		if (change) return [[{ json: { event: change.event, ...record } }]];
	}
	return null;
}

function markOf(...parts: string[]): string {
	return createHash('sha256')
		.update(JSON.stringify(parts))
		.digest()
		.subarray(0, MARK_BYTES)
		.toString('latin1');
}

/** Sorted, so that the same marks are the same text and nothing is saved when nothing changed. */
function writeMarks(marks: Set<string>): string {
	return Buffer.from([...marks].sort().join(''), 'latin1').toString('base64');
}

function readMarks(text: string): Set<string> {
	const bytes = Buffer.from(text, 'base64').toString('latin1');
	const marks = new Set<string>();
	for (let i = 0; i < bytes.length; i += MARK_BYTES) marks.add(bytes.slice(i, i + MARK_BYTES));
	return marks;
}
