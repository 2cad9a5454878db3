// Polling triggers: what has changed in a list since the last poll, each change exactly once.
import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import type { Failure, Outcome } from './contract/failure';
import { failed, nodeError, succeeded } from './contract/failure';
import type { Provider } from './contract/operation';
import { sendRepeatedly, type Sender } from './send/repeat';
import { oneAtATime, openSender } from './send/sender';

/** Records that can be watched at once: the trigger keeps some 24 bytes for each in n8n's static data. */
const MAX_RECORDS = 100_000;
/** Bytes of a mark: enough that two marks of such a list are never taken for one another. */
const MARK_BYTES = 8;

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
	/** All records that can still change, oldest first; the request is paced and repeated as usual. */
	records: (sender: Sender, context: IPollFunctions) => Promise<Outcome<IDataObject[]>>;
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

async function watchedRecords(
	context: IPollFunctions,
	provider: Provider,
	rule: WatchRule,
): Promise<Outcome<IDataObject[]>> {
	const sender = await openSender(context, provider, oneAtATime(provider, 3, 30_000));
	if (!sender.ok) return sender;
	const records = await rule.records(sender.value, context);
	if (records.ok && records.value.length > MAX_RECORDS) return failed(tooMany(provider));
	return records;
}

/** Reads a list of one request. */
export async function readList(
	sender: Sender,
	request: Parameters<typeof sendRepeatedly>[1],
	read: (body: IDataObject) => IDataObject[] | undefined,
): Promise<Outcome<IDataObject[]>> {
	const response = await sendRepeatedly(sender, request, 'safe');
	if (!response.ok) return response;
	const records = read(response.value.body as IDataObject);
	return records ? succeeded(records) : failed(noList(sender.connection.provider));
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

function tooMany(provider: Provider): Failure {
	return {
		source: 'input',
		message: `There are more than ${MAX_RECORDS} records at ${provider.name} to watch`,
		hint: 'Look back fewer days, or list the records on a schedule instead.',
		fields: [],
		retriable: false,
		effect: 'none',
	};
}

function noList(provider: Provider): Failure {
	return {
		source: 'provider',
		message: `${provider.name} gave an answer without the documented list`,
		fields: [],
		retriable: true,
		effect: 'none',
	};
}
