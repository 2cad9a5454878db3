// Each event of a polling trigger comes exactly once: held against what the lists really showed to each poll.
import type { IDataObject } from 'n8n-workflow';
import type { Attempt, Breach } from '../history';
import type { Poll, PolledTrigger } from '../n8n/polling';
import type { Played } from '../stage';

const DAY = 24 * 60 * 60 * 1000;
/** How exactly the trigger remembers when it was polled, in milliseconds. */
const COARSE = DAY / 24;

/** What a trigger ought to know. */
interface Known {
	/** Undefined before the first poll. */
	world: number | undefined;
	/** The keys it was read with. */
	keys: number | undefined;
	/** When it was polled last, as exactly as it remembers that. */
	polled: number;
	/** Of each record: its state, or the events that have been told or recorded. */
	records: Map<string, Set<string>>;
}

/** Judges the events of every trigger. */
export function judgePolls({ triggers, history }: Played): Breach[] {
	return triggers.flatMap((trigger) => judgeTrigger(trigger, history.attempts));
}

function judgeTrigger(trigger: PolledTrigger, attempts: Attempt[]): Breach[] {
	const { act, polls } = trigger;
	const nothing: Known = {
		world: undefined,
		keys: undefined,
		polled: -Infinity,
		records: new Map(),
	};
	let live = nothing;
	let stored = nothing;
	const found: Breach[] = [];
	for (const poll of inOrder(polls)) {
		const shown = shownTo(poll, attempts);
		if (!shown || !poll.events) continue;
		if (poll.fromStored) live = stored;
		const expected = act.provider === 'kwik' ? ofCustomers : ofLinks;
		const { known, events } = expected(live, poll, shown, act.events);
		live = known;
		if (poll.stored) stored = known;
		const given = poll.events.map(nameOf).sort();
		const wanted = events.sort();
		if (given.join() === wanted.join()) continue;
		found.push({
			invariant: 'events',
			what: `${poll.caller.name}: gave [${given.join(', ')}] in place of [${wanted.join(', ')}]`,
		});
	}
	return found;
}

/** Polls that overlap take effect in the order in which they end. */
const inOrder = (polls: Poll[]) =>
	polls
		.filter(({ endedAt, caller }) => endedAt !== undefined && caller.process !== undefined)
		.sort((a, b) => a.endedAt! - b.endedAt!);

const nameOf = ({ event, id }: IDataObject) => `${String(event)} ${String(id)}`;

/** The records that a poll was shown, oldest page last; nothing where it asked for none. */
function shownTo({ caller }: Poll, attempts: Attempt[]): IDataObject[] | undefined {
	const pages = attempts.filter(
		(attempt) => attempt.caller === caller && attempt.route === 'list' && attempt.listed,
	);
	if (pages.length === 0) return undefined;
	const seen = new Set<string>();
	return pages
		.flatMap(({ listed }) => listed!)
		.filter(({ id }) => !seen.has(String(id)) && seen.add(String(id)));
}

interface Expected {
	known: Known;
	events: string[];
}

/** With new keys an account is known by its records only. */
function isFirst(before: Known, { world, keys }: Poll['account'], shown: IDataObject[]): boolean {
	if (before.world !== world || before.keys === keys) return before.world !== world;
	const there = shown.filter(({ id }) => before.records.has(String(id))).length;
	return there === 0 || there < before.records.size / 2;
}

function ofCustomers(
	before: Known,
	{ account }: Poll,
	shown: IDataObject[],
	wanted: string[],
): Expected {
	const first = isFirst(before, account, shown);
	const records = new Map(first ? [] : before.records);
	const events: string[] = [];
	for (const customer of shown) {
		const id = String(customer.id);
		const state = stateOf(customer);
		const known = records.get(id);
		records.set(id, new Set([state]));
		if (first || known?.has(state)) continue;
		if (!known) events.push(`customerCreated ${id}`);
		if (known || customer.updated_at) events.push(`customerUpdated ${id}`);
	}
	return {
		known: { ...account, polled: -Infinity, records },
		events: events.filter((event) => wanted.includes(event.split(' ')[0]!)),
	};
}

/** A customer as text, whatever the order of its keys. */
function stateOf(value: unknown): string {
	if (typeof value !== 'object' || value === null) return JSON.stringify(value);
	if (Array.isArray(value)) return JSON.stringify(value.map(stateOf));
	return JSON.stringify(
		Object.entries(value)
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([name, inner]) => [name, stateOf(inner)]),
	);
}

function ofLinks(
	before: Known,
	{ account, lookBackDays, clock }: Poll,
	shown: IDataObject[],
	wanted: string[],
): Expected {
	const first = isFirst(before, account, shown);
	const since = clock - lookBackDays * DAY;
	const records = new Map(first ? [] : before.records);
	const events: string[] = [];
	for (const link of shown) {
		const id = String(link.id);
		const made = Date.parse(`${String(link.created_at).replace(' ', 'T')}Z`);
		if (made < since) continue;
		const known = records.get(id) ?? new Set<string>();
		const isNew = !records.has(id);
		const now = [
			'linkCreated',
			...(link.visited_at ? ['linkVisited'] : []),
			...(link.completed_at ? ['linkCompleted'] : []),
			...(link.status === 'expired' ? ['linkExpired'] : []),
		];
		// One that is unknown though it was there the day before the last poll was hidden from that one.
		const silent = first || (isNew && made < Math.min(before.polled, clock) - DAY);
		for (const event of now) {
			if (!silent && !known.has(event)) events.push(`${event} ${id}`);
		}
		records.set(id, new Set([...known, ...now]));
	}
	const moved = !(Math.abs(clock - before.polled) < COARSE);
	return {
		known: { ...account, polled: moved ? clock : before.polled, records },
		events: events.filter((event) => wanted.includes(event.split(' ')[0]!)),
	};
}
