// The door of the polling triggers: what has changed in a list since the last poll, each change exactly once.
import { createHash } from 'crypto';
import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import {
	failed,
	inputFailure,
	ownFailure,
	providerFailure,
	succeeded,
	type Outcome,
} from './contract/failure';
import type { Provider } from './contract/provider';
import { shorten } from './contract/text';
import type { WatchRule } from './contract/watch';
import { changesSince, MAX_RECORDS, type Watched } from './deliver/changes';
import { pagesOf } from './deliver/pages';
import { monotonic } from './send/clock';
import type { Sender } from './send/repeat';
import { oneAtATime, openSender, readList } from './send/sender';
import { nodeError } from './tell/errors';

const DAY = 24 * 60 * 60 * 1000;
/** How long a poll may take in all; and when one is no longer waited for, should it hang all the same. */
const LONGEST_POLL = 5 * 60_000;
const GIVEN_UP = 2 * LONGEST_POLL;

/** Triggers whose poll is under way in this process, and since when, by the monotonic clock. */
const underWay = new Map<string, number>();

/** How many polls are under way; for tests of its bounds. */
export function remembered(): { underWay: number } {
	return { underWay: underWay.size };
}

/**
 * One poll of a trigger. The first one after activation only records what is there, as does the first one for another
 * account; records older than what was watched so far are recorded silently too. A poll that fails changes nothing, so
 * the next one catches up. A manual test gives one real record.
 * @returns null when there is nothing to emit
 * @throws NodeApiError when the list cannot be read
 */
export async function pollChanges(
	context: IPollFunctions,
	provider: Provider,
	rule: WatchRule,
): Promise<INodeExecutionData[][] | null> {
	const events = context.getNodeParameter('events', []) as string[];
	// A test keeps nothing in mind and holds up no poll of the published workflow.
	if (context.getMode() === 'manual') {
		const { records } = await readWatched(context, provider, rule);
		const found = sample(rule, records, events);
		if (found) return found;
		throw nodeError(context.getNode(), nothingYet(rule, context, events), { itemIndex: 0 });
	}
	const name = JSON.stringify([context.getWorkflow().id, context.getNode().id]);
	const started = monotonic();
	// n8n starts the next poll at its time, even while the last one still waits. That one will tell.
	if (started - (underWay.get(name) ?? -Infinity) < GIVEN_UP) return null;
	underWay.set(name, started);
	try {
		const watched = await readWatched(context, provider, rule);
		// A poll that was given up must not write over what a later one has seen.
		if (underWay.get(name) !== started) return null;
		const items = changesSince(context.getWorkflowStaticData('node'), rule, watched, events);
		return items.length > 0 ? [items] : null;
	} finally {
		if (underWay.get(name) === started) underWay.delete(name);
	}
}

/** The records of one poll. @throws NodeApiError when the list cannot be read */
async function readWatched(
	context: IPollFunctions,
	provider: Provider,
	rule: WatchRule,
): Promise<Watched> {
	const watched = await watchedInTime(context, provider, rule);
	if (!watched.ok) throw nodeError(context.getNode(), watched.failure, { itemIndex: 0 });
	return watched.value;
}

/** Reads the records of one poll, in the time a poll may take. */
async function watchedInTime(
	context: IPollFunctions,
	provider: Provider,
	rule: WatchRule,
): Promise<Outcome<Watched>> {
	const over = new AbortController();
	const ended = new AbortController();
	void sleep(LONGEST_POLL, ended.signal).then(
		() => over.abort(),
		() => {},
	);
	try {
		const options = oneAtATime(provider, 3, 30_000);
		const sender = await openSender(context, provider, options, over.signal);
		if (!sender.ok) return sender;
		const since = rule.pages && lookBack(context);
		if (since && !since.ok) return since;
		const records = await allRecords(sender.value, rule, since?.value);
		if (!records.ok) return over.signal.aborted ? failed(tookTooLong(provider)) : records;
		const { account: name, apiVersion } = sender.value.connection;
		const account = createHash('sha256').update(name).digest('base64');
		return succeeded({ account, apiVersion, records: records.value });
	} finally {
		ended.abort();
	}
}

/** From when on records are watched, in epoch milliseconds. */
function lookBack(context: IPollFunctions): Outcome<number> {
	const given = context.getNodeParameter('lookBackDays', 30);
	const days = Number(given);
	if (Number.isInteger(days) && days >= 1 && days <= 3650)
		return succeeded(Date.now() - days * DAY);
	return failed(
		inputFailure([
			{
				field: 'lookBackDays',
				label: 'Look Back Days',
				value: shorten(String(given)),
				message: 'is not a whole number of days from 1 to 3650',
			},
		]),
	);
}

/** All records of the list that are young enough, oldest first; a failure as soon as there are too many. */
async function allRecords(
	sender: Sender,
	rule: WatchRule,
	since = -Infinity,
): Promise<Outcome<IDataObject[]>> {
	const { provider, apiVersion } = sender.connection;
	const request = rule.request(apiVersion);
	if (!rule.pages) {
		const list = await readList(sender, request, rule.records);
		if (!list.ok) return list;
		const { records } = list.value;
		return records.length > MAX_RECORDS ? failed(tooMany(provider)) : succeeded(records);
	}
	const { paging, createdAt } = rule.pages;
	const records: IDataObject[] = [];
	// Newest first: records made meanwhile push others to a later page, where they are seen again, not missed.
	for await (const page of pagesOf(sender, request, rule.records, paging)) {
		if (!page.ok) return page;
		const young = page.value.records.filter((record) => !(createdAt(record) < since));
		// A page without any is older than the span.
		if (young.length === 0) break;
		for (const record of young) records.push(record);
		if (records.length > MAX_RECORDS) return failed(tooMany(provider));
	}
	return succeeded(records.reverse());
}

function tookTooLong(provider: Provider) {
	return providerFailure(`${provider.name} did not give its whole list in time`, {
		hint: `Waited ${LONGEST_POLL / 60_000} minutes. Nothing is lost: the next poll catches up.`,
		retriable: true,
	});
}

function tooMany(provider: Provider) {
	return ownFailure(`There are more than ${MAX_RECORDS} records at ${provider.name} to watch`, {
		hint: 'Look back fewer days, or list the records on a schedule instead.',
	});
}

/** Why a manual test has nothing to show. */
function nothingYet(
	{ nothingYet: why, pages }: WatchRule,
	context: IPollFunctions,
	events: string[],
) {
	const days = pages
		? ` in the last ${String(context.getNodeParameter('lookBackDays', 30))} days`
		: '';
	return ownFailure(`${typeof why === 'string' ? why : why(events)}${days}`, {
		hint: 'A test shows what has happened already: let it happen once, or choose other events, and test again.',
	});
}

/** One real record to which one of the events has happened; nothing where there is none. */
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
