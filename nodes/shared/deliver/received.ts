// Which events a webhook trigger has received, so that each starts its workflow once: in this process, and in n8n's
// static data, which outlives it.
import { createHash } from 'crypto';
import type { IDataObject } from 'n8n-workflow';
import { Memory } from '../send/memory';

/**
 * A provider sends an event again for a while; resends by hand come later, and the clock of the machine may be set a day
 * ahead. In milliseconds.
 */
const REMEMBERED = 3 * 24 * 60 * 60 * 1000;
const MAX_REMEMBERED = 10_000;
/**
 * For how long one signature may be taken, in milliseconds: from five minutes before its time to five minutes after.
 * What is younger stays whatever comes, for it could be sent again; only the provider can add to it.
 */
const TAKEN = 10 * 60 * 1000;
const MAX_TRIGGERS = 200;

/** What a process knows of one trigger. */
interface Trigger {
	/** Marks of the events it received, each with its time in epoch milliseconds. */
	seen: IDataObject;
	/** Those that n8n failed to start: new when they come again, though the static data may have them. */
	failed: Memory<true>;
}

/**
 * n8n loads the static data anew for each delivery and writes all of it: two deliveries at once cannot see each other
 * there, and the last one would write over the others. So what is written is always all that this process knows.
 */
const triggers = new Memory<Trigger>(MAX_TRIGGERS, REMEMBERED);

/** What an event is known by. */
export interface Names {
	/** What this attempt is signed with. */
	signature: string;
	/** What all its attempts have in common, which anybody may have written on this one. */
	group: string | undefined;
}

/** An event that was not received before. */
export interface NewEvent {
	/** Writes all events of the trigger into its static data. */
	write: () => void;
	/** It did not start: it is new when it comes again. */
	forget: () => void;
}

/**
 * Takes an event down as received. @returns undefined when it was received before
 * @param place what tells the trigger from all others
 * @param state the trigger's static data
 */
export function takeDown(
	place: string[],
	{ signature, group }: Names,
	state: IDataObject,
): NewEvent | undefined {
	const trigger = triggers.use(JSON.stringify(place), () => ({
		seen: {},
		failed: new Memory<true>(MAX_REMEMBERED, REMEMBERED),
	}));
	const markFor = (name: string) => markOf(JSON.stringify([...place, name]));
	const names = {
		signature: markFor(signature),
		group: group === undefined ? undefined : markFor(group),
	};
	const marks = marksOf(names);
	const stored = (state.seen ?? {}) as IDataObject;
	const started = Object.entries(stored).filter(([mark]) => !trigger.failed.get(mark));
	const known = { ...Object.fromEntries(started), ...trigger.seen };
	const { repeated, seen } = rememberEvent(names, known, Date.now());
	trigger.seen = seen;
	if (repeated) {
		// With its new signature, so that nobody passes it off as another event; and another delivery, or another node of
		// the workflow, may have written over what was there.
		if (marks.some((mark) => mark in seen && !(mark in stored))) state.seen = seen;
		return undefined;
	}
	for (const mark of marks) trigger.failed.delete(mark);
	return {
		write: () => (state.seen = trigger.seen),
		forget: () => {
			trigger.seen = without(trigger.seen, marks);
			for (const mark of marks) trigger.failed.put(mark, true);
		},
	};
}

function without(seen: IDataObject, marks: string[]): IDataObject {
	return Object.fromEntries(Object.entries(seen).filter(([mark]) => !marks.includes(mark)));
}

/** Short, since n8n keeps thousands of them with the workflow. */
function markOf(name: string): string {
	return createHash('sha256').update(name).digest('base64').slice(0, 12);
}

function marksOf({ signature, group }: Names): string[] {
	return group === undefined ? [signature] : [group, signature];
}

/**
 * Whether an event was received before under one of its names, and the memory with it in. A repetition adds its
 * signature alone: its group may be anything, as often as somebody likes to send it. The oldest entries are dropped
 * first.
 * @param seen name → epoch milliseconds
 */
export function rememberEvent(
	names: Names,
	seen: IDataObject,
	now: number,
): { repeated: boolean; seen: IDataObject } {
	const known = new Map(Object.entries(seen).filter(([, at]) => now - Number(at) < REMEMBERED));
	const repeated = marksOf(names).some((name) => known.has(name));
	for (const name of repeated ? [names.signature] : marksOf(names)) {
		if (!known.has(name)) known.set(name, now);
	}
	let surplus = known.size - MAX_REMEMBERED;
	const kept = [...known].filter(([, at]) => now - Number(at) <= TAKEN || surplus-- <= 0);
	return { repeated, seen: Object.fromEntries(kept) };
}
