// Remembers the effects of a node's failed try, so that n8n's own *Retry On Fail* does not repeat them.
import type { IDataObject } from 'n8n-workflow';

/** Failed tries that are remembered at once, and for how long, in milliseconds. */
const MAX_TRIES = 20;
const LIFETIME = 60 * 60 * 1000;

/** What the earlier tries of a run did, by the identity of the effect. */
export interface Effects {
	/** Effects that were confirmed, with their records. */
	done: Map<string, IDataObject[]>;
	/** Effects of which it is not known whether they happened, with the time they were first asked for. */
	open: Map<string, number>;
}

const tries = new Map<string, Effects & { since: number }>();

/** The effects of the earlier tries of a run; empty at the first. */
export function effectsOf(run: string): Effects {
	const now = Date.now();
	for (const [name, { since }] of tries) if (now - since > LIFETIME) tries.delete(name);
	const { done, open } = tries.get(run) ?? { done: new Map(), open: new Map() };
	const effects = { done, open, since: now };
	tries.delete(run);
	tries.set(run, effects);
	for (const name of tries.keys()) {
		if (tries.size <= MAX_TRIES) break;
		tries.delete(name);
	}
	return effects;
}

/** Forgets a run that will not be tried again. */
export function forget(run: string): void {
	tries.delete(run);
}
