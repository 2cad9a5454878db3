// A way to find a process's share of a rate, to be compared with others.
import type { Share } from '../../nodes/shared/send/share';

export interface Controller extends Share {
	/** A request went through. */
	accepted?(): void;
}
