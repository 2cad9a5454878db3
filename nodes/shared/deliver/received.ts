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
 * @param names by which the event is known again
 * @param state the trigger's static data
 */
export function takeDown(
	place: string[],
	names: string[],
	state: IDataObject,
): NewEvent | undefined {
	const trigger = triggers.use(JSON.stringify(place), () => ({
		seen: {},
		failed: new Memory<true>(MAX_REMEMBERED, REMEMBERED),
	}));
	const marks = names.map((name) => markOf(JSON.stringify([...place, name])));
	const stored = (state.seen ?? {}) as IDataObject;
	const started = Object.entries(stored).filter(([mark]) => !trigger.failed.get(mark));
	const known = { ...Object.fromEntries(started), ...trigger.seen };
	const { repeated, seen } = rememberEvent(marks, known, Date.now());
	trigger.seen = seen;
	if (repeated) {
		// Under all its names, so that nobody passes it off as another event by its new signature; and another delivery, or
		// another node of the workflow, may have written over what was there.
		if (marks.some((mark) => !(mark in stored))) state.seen = seen;
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

/**
 * Whether an event was received before under one of its names, and the memory with it in. Oldest entries are dropped
 * first.
 * @param seen name → epoch milliseconds
 */
export function rememberEvent(
	names: string[],
	seen: IDataObject,
	now: number,
): { repeated: boolean; seen: IDataObject } {
	const fresh = new Map(Object.entries(seen).filter(([, at]) => now - Number(at) < REMEMBERED));
	const repeated = names.some((name) => fresh.has(name));
	for (const name of names) if (!fresh.has(name)) fresh.set(name, now);
	return { repeated, seen: Object.fromEntries([...fresh].slice(-MAX_REMEMBERED)) };
}
