// The lines in which the requests of an account wait: one for each rate that its nodes ask for.
/** What waiting for a turn ended with. */
export interface Turn {
	/** Whether it is the request's turn; else it is not to be sent any more, or would have to wait too long. */
	go: boolean;
	/** When, by the monotonic clock. */
	at: number;
	/** The rate at which turns might be given at the time, in requests per second. */
	rate: number;
	/** How many were given in the second up to it. */
	taken: number;
	/** How much longer the account is paused, where that is longer than the request would wait, in milliseconds. */
	pausedFor?: number;
}

/** What waiting ends with where it is nobody's turn. */
export const NO_TURN = { go: false, rate: 0, taken: 0 };

export interface Waiter {
	signal: AbortSignal | undefined;
	/** Paused time it has seen go by, and would see, in milliseconds. */
	patience: number;
	pausedBefore: number;
	resolve: (turn: Turn) => void;
}

/** Requests of one rate. A node with a low rate of its own does not slow down the others of the account. */
export interface Lane {
	waiting: Waiter[];
	nextAt: number;
	usedAt: number;
}

/** How long a rate counts for the account after its last turn, in milliseconds. */
const RATE_REMEMBERED = 2000;

/** Whether nobody waits in a lane, nor had a turn lately. */
export function isIdle({ waiting, usedAt }: Lane, now: number): boolean {
	return waiting.length === 0 && now - usedAt > RATE_REMEMBERED;
}

/** The lane in which a request waits whose turn comes first, with its rate. */
export function firstOf(lanes: Map<number, Lane>): [number, Lane] | undefined {
	const waiting = [...lanes].filter(([, lane]) => lane.waiting.length > 0);
	return waiting.sort(([, a], [, b]) => a.nextAt - b.nextAt)[0];
}

/** The rate of the account: the highest of the nodes that use it, or did lately. */
export function fullRateOf(lanes: Map<number, Lane>, now: number): number {
	return Math.max(...[...lanes].filter(([, lane]) => !isIdle(lane, now)).map(([rate]) => rate));
}
