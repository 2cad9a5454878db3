// Remembers the effects of a node's failed try, so that n8n's own *Retry On Fail* does not repeat them.
import type { IDataObject } from 'n8n-workflow';

/** Failed tries that are remembered at once, and for how long, in milliseconds. */
const MAX_TRIES = 20;
const LIFETIME = 60 * 60 * 1000;

interface Try {
	since: number;
	/** Records by the identity of the effect. */
	effects: Map<string, IDataObject[]>;
}

const tries = new Map<string, Try>();

/** The effects of the earlier tries of a run; empty at the first. */
export function effectsOf(run: string): Map<string, IDataObject[]> {
	const now = Date.now();
	for (const [name, { since }] of tries) if (now - since > LIFETIME) tries.delete(name);
	const effects = tries.get(run)?.effects ?? new Map<string, IDataObject[]>();
	tries.delete(run);
	tries.set(run, { since: now, effects });
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
