// The effects that are asked for. An effect is leased: while it is under way nobody else has it; settled, it is never
// asked for again; left open, because nobody knows what came of it, the next equal request of the same caller takes it
// over, just as it was first asked for.
import type { IDataObject } from 'n8n-workflow';
import type { Outcome } from '../contract/failure';
import { effectIdOf, type Caller } from '../plan/identity';
import { withRequest, type Plan } from '../plan/plan';
import { monotonic } from '../send/clock';
import { Memory } from '../send/memory';

const HOUR = 60 * 60 * 1000;
/** How long after its time a try of n8n may still come, or an agent ask again, in milliseconds. */
const LATE = 10 * 60 * 1000;

/** An effect that somebody asked for. */
interface Lease {
	effectId: string;
	/** What was asked for, as it was. */
	plan: Plan;
	/** When it was first asked for, by the monotonic clock. */
	since: number;
	/** Counts the idempotency keys that led nowhere. */
	round: number;
	/** `new` nothing came of it yet · `open` nobody knows what came of it · `done`, with its records. */
	state: 'new' | 'open' | 'done';
	records: IDataObject[];
}

/** The effects of one run of a node that n8n tries again when it fails, by their items. */
interface Tries {
	leases: Map<number, Lease>;
	count: number;
	/** Until when the next try may come, by the monotonic clock; while one runs there is no end. */
	until: number;
}

/** Every run that n8n will try again: never more than there are executions waiting for it. */
const runs = new Map<string, Tries>();

/** What tools asked for: how often the same was asked for, and what of it is open. */
const asked = new Memory<{ count: number; open: Lease[] }>(100_000, 24 * HOUR);

/** The leases of one run of a node. */
export interface Leases {
	/**
	 * Leases the effect a plan asks for. Gives the records where an earlier try completed it, unless it is to be
	 * carried out again.
	 */
	take: (plan: Plan, again?: boolean) => Plan | { records: IDataObject[] };
	/** Takes what became of it. */
	settle: (plan: Plan, outcome: Outcome<IDataObject[]>) => void;
	/** What an earlier try of the node asked for and completed or left open for an item, as it was planned then. */
	earlier: (itemIndex: number) => Plan | undefined;
	/** Whether this try is a later one. */
	isLater: boolean;
	/** Ends the run. */
	end: (willBeTriedAgain: boolean) => void;
}

/** The leases of a run, in the way its caller needs: tools get a new run for every try, other nodes do not. */
export function leasesOf(caller: Caller): Leases {
	if (caller.isTool) return leasesOfTool(caller);
	return caller.tries > 1 ? leasesOfTries(caller) : leasesOfOneTry(caller);
}

/** A node that is tried once needs no memory: its effects have names, and that is all. */
function leasesOfOneTry({ origin }: Caller): Leases {
	return {
		take: (plan) => leased(plan, newLease(effectIdOf(origin, plan.itemIndex), plan)),
		settle: () => {},
		earlier: () => undefined,
		isLater: false,
		end: () => {},
	};
}

/** A node that n8n tries again when it fails: its effects belong to its items, whatever they ask for by then. */
function leasesOfTries({ run, origin, tries, waitBetweenTries }: Caller): Leases {
	const now = monotonic();
	for (const [name, { until }] of runs) if (until < now) runs.delete(name);
	const known = runs.get(run) ?? { leases: new Map<number, Lease>(), count: 0, until: Infinity };
	known.count++;
	known.until = Infinity;
	runs.set(run, known);
	return {
		take: (plan, again) => {
			const lease =
				known.leases.get(plan.itemIndex) ?? newLease(effectIdOf(origin, plan.itemIndex), plan);
			known.leases.set(plan.itemIndex, lease);
			if (lease.state !== 'done') return leased(plan, lease);
			if (!again) return { records: lease.records };
			return leased(withRequest(plan, lease.plan.request), lease);
		},
		settle: (plan, outcome) => {
			const lease = known.leases.get(plan.itemIndex);
			if (lease) settled(lease, plan, outcome);
		},
		earlier: (itemIndex) => {
			const lease = known.leases.get(itemIndex);
			return lease && lease.state !== 'new' ? lease.plan : undefined;
		},
		isLater: known.count > 1,
		end: (willBeTriedAgain) => {
			known.until = monotonic() + waitBetweenTries + LATE;
			if (!willBeTriedAgain || known.count >= tries) runs.delete(run);
		},
	};
}

/** A tool: its effects belong to what it is asked for, since each call and each try has an item 0 and a run of its own. */
function leasesOfTool({ run, origin }: Caller): Leases {
	const taken = new Map<number, { name: string; lease: Lease }>();
	return {
		take: (plan) => {
			const { method, path, body, record } = plan.request;
			const ask = JSON.stringify([method, path, body ?? record ?? null]);
			const name = effectIdOf(run, ask);
			const known = asked.use(name, () => ({ count: 0, open: [] }));
			known.open = known.open.filter(({ since }) => monotonic() - since < LATE);
			const lease = known.open.shift() ?? newLease(effectIdOf(origin, ask, known.count++), plan);
			taken.set(plan.itemIndex, { name, lease });
			return leased(plan, lease);
		},
		settle: (plan, outcome) => {
			const entry = taken.get(plan.itemIndex);
			if (!entry) return;
			settled(entry.lease, plan, outcome);
			if (entry.lease.state === 'open') asked.get(entry.name)?.open.push(entry.lease);
		},
		// A further try of a tool is a run of its own.
		earlier: () => undefined,
		isLater: false,
		end: () => {},
	};
}

function newLease(effectId: string, plan: Plan): Lease {
	return { effectId, plan, since: monotonic(), round: 0, state: 'new', records: [] };
}

/** The plan with its effect; one that is open is asked for as it was. */
function leased(plan: Plan, lease: Lease): Plan {
	const { effectId, round, since } = lease;
	if (lease.state === 'open') {
		return { ...withRequest(plan, lease.plan.request), effectId, round, openSince: since };
	}
	lease.plan = plan;
	return { ...plan, effectId, round };
}

function settled(lease: Lease, { round, repeat }: Plan, outcome: Outcome<IDataObject[]>): void {
	lease.round = round;
	if (outcome.ok) {
		lease.state = 'done';
		lease.records = outcome.value;
	} else if (outcome.failure.effect === 'unknown' && repeat !== 'safe') {
		lease.state = 'open';
	} else {
		lease.state = 'new';
	}
}

/** How many effects are remembered; for tests of its bounds. */
export function remembered(): { runs: number; asked: number } {
	return { runs: runs.size, asked: asked.size };
}
