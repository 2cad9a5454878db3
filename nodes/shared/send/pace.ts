// One pacer per provider account in this process: requests evenly spaced, pauses when the provider asks for them,
// and a share of the rate where other processes use the account too.
import { sleep } from 'n8n-workflow';
import { monotonic, SLICE } from './clock';
import { firstOf, fullRateOf, isIdle, NO_TURN, type Lane, type Turn } from './lane';
import { Memory } from './memory';
import { LearntShare, type Share } from './share';

/** The share of the allowed rate that is used: clocks on both sides are never quite the same. */
const SAFETY = 0.95;
/** How late turns may be made up for, in milliseconds: within any second that stays below what the share leaves. */
const LAG = 50;
/** Pauses after a 429 without Retry-After, in milliseconds: doubled each time, up to the last. */
const FIRST_PAUSE = 1000;
const LONGEST_PAUSE = 30_000;
/** What of a Retry-After is believed, in milliseconds: after it one request finds out. */
const LONGEST_BELIEVED = 15 * 60_000;
/** How long the others wait for the request that probes, in milliseconds. */
const LONGEST_PROBE = 5000;

/** Pacers of the accounts used lately. */
const pacers = new Memory<Pacer>(1000, 24 * 60 * 60 * 1000);

/** The pacer of an account, shared by all nodes and executions of this process. */
export function pacerOf(account: string): Pacer {
	return pacers.use(account, () => new Pacer());
}

/** Gives turns to requests, each when it is taken: nobody holds one in advance. */
export class Pacer {
	private readonly lanes = new Map<number, Lane>();
	/** When the last turn was due. */
	private lastDueAt = -Infinity;
	private pausedUntil = 0;
	/** Until when the provider asked for a pause, which may be longer than what is believed. */
	private askedUntil = 0;
	/** Paused time since the beginning, up to the end of the last pause. */
	private pausedTotal = 0;
	private throttledAt = -Infinity;
	/** The request that found out after a pause whether the account takes requests again, while it is under way. */
	private probe: Turn | undefined;
	private strikes = 0;
	/** When the turns of the last second were given. */
	private readonly lately: number[] = [];
	private giving = false;
	private alarm = new AbortController();
	private dismissedAt = 0;

	/** @param share how much of the account's rate is this process's; others may use the account too */
	constructor(private readonly share: Share = new LearntShare()) {}

	/**
	 * Waits until a request may be sent. Whoever gets its turn says what came of it: see `ended`.
	 * @param requestsPerSecond the allowed rate
	 * @param patience how long it would wait for pauses of the account, in milliseconds; waiting in line does not count
	 */
	async turn(requestsPerSecond: number, patience: number, signal?: AbortSignal): Promise<Turn> {
		return await new Promise<Turn>((resolve) => {
			const lane = this.lanes.get(requestsPerSecond) ?? {
				waiting: [],
				nextAt: 0,
				usedAt: -Infinity,
			};
			this.lanes.set(requestsPerSecond, lane);
			// Only those who waited may make up for turns that came late: nothing is saved up while nobody does.
			if (lane.waiting.length === 0) lane.nextAt = Math.max(lane.nextAt, monotonic());
			lane.waiting.push({ signal, patience, pausedBefore: this.pausedSoFar(), resolve });
			if (!this.giving) void this.giveTurns();
			// While others sleep until their turn, this one's may be due earlier.
			else if (lane.waiting.length === 1) this.alarm.abort();
		});
	}

	/**
	 * The provider refused a request for its rate: the whole account pauses, then one request probes, and when it
	 * goes through the others follow, with a smaller share of the rate.
	 * @param turn that of the refused request
	 * @param retryAfter what the provider asked for, in milliseconds
	 */
	throttled(turn: Turn, retryAfter: number | undefined): void {
		const now = monotonic();
		const asked = retryAfter === undefined ? undefined : Math.min(retryAfter, LONGEST_BELIEVED);
		this.askedUntil = Math.max(this.askedUntil, now + (retryAfter ?? 0));
		// Requests that were under way together are refused together: that is one refusal, not many.
		if (turn.at < this.throttledAt) {
			if (asked !== undefined) this.pauseUntil(now + asked);
			return;
		}
		this.throttledAt = now;
		this.pauseUntil(now + (asked ?? Math.min(FIRST_PAUSE * 2 ** this.strikes, LONGEST_PAUSE)));
		this.strikes++;
		this.share.refused(turn.rate, turn.taken, now);
	}

	/** A request went through: the account takes requests again. */
	succeeded(): void {
		this.strikes = 0;
		this.askedUntil = 0;
	}

	/** A request that had its turn is over, whatever came of it. */
	ended(turn: Turn): void {
		if (this.probe !== turn) return;
		this.probe = undefined;
		this.alarm.abort();
	}

	private pauseUntil(end: number): void {
		const from = Math.max(this.pausedUntil, monotonic());
		if (end <= from) return;
		this.pausedTotal += end - from;
		this.pausedUntil = end;
	}

	/** Paused time up to now. */
	private pausedSoFar(): number {
		return this.pausedTotal - Math.max(0, this.pausedUntil - monotonic());
	}

	private async giveTurns(): Promise<void> {
		this.giving = true;
		for (let wait; (wait = this.giveNext()) !== undefined;) {
			if (wait === 0) continue;
			this.alarm = new AbortController();
			// It throws when it is woken up.
			await sleep(Math.min(Math.ceil(wait), SLICE), this.alarm.signal).catch(() => {});
		}
		this.giving = false;
	}

	/** Gives the next turn where one is due. @returns milliseconds until the next may be; undefined when nobody waits */
	private giveNext(): number | undefined {
		const now = monotonic();
		if (now < this.pausedUntil || now - this.dismissedAt >= SLICE) this.dismiss(now);
		const next = firstOf(this.lanes);
		if (!next) return undefined;
		if (now < this.pausedUntil) return this.pausedUntil - now;
		if (this.probe && now - this.probe.at < LONGEST_PROBE) return SLICE;
		const [rate, lane] = next;
		const fullRate = fullRateOf(this.lanes, now);
		const dueAt = Math.max(lane.nextAt, this.lastDueAt + this.spacing(fullRate, now));
		if (now < dueAt) return dueAt - now;
		const { signal, resolve } = lane.waiting.shift()!;
		const turn: Turn = { ...NO_TURN, go: signal?.aborted !== true, at: now };
		if (turn.go) {
			lane.usedAt = now;
			this.lastDueAt = Math.max(dueAt, now - LAG);
			lane.nextAt = this.lastDueAt + this.spacing(rate, now);
			turn.rate = fullRate * SAFETY;
			turn.taken = this.givenLately(now);
			// After a refusal nothing is known of the account until a request went through.
			this.probe = this.strikes > 0 ? turn : undefined;
		}
		resolve(turn);
		return 0;
	}

	/** Lets those go that are not to be sent any more, or would have to wait longer than they can for pauses. */
	private dismiss(now: number): void {
		this.dismissedAt = now;
		const pausedFor = Math.max(0, this.pausedUntil - now);
		for (const [rate, lane] of this.lanes) {
			lane.waiting = lane.waiting.filter(({ signal, patience, pausedBefore, resolve }) => {
				const over = signal?.aborted === true;
				const tooLong = pausedFor > 0 && this.pausedTotal - pausedBefore > patience;
				if (over) resolve({ ...NO_TURN, at: now });
				else if (tooLong)
					resolve({
						...NO_TURN,
						at: now,
						pausedFor: Math.max(pausedFor, this.askedUntil - now),
					});
				return !over && !tooLong;
			});
			if (isIdle(lane, now) && now > lane.nextAt) this.lanes.delete(rate);
		}
	}

	/** Milliseconds between two turns at an allowed rate. */
	private spacing(rate: number, now: number): number {
		return 1000 / this.share.of(rate * SAFETY, now);
	}

	/** How many turns were given in the second up to now, the one of now included. */
	private givenLately(now: number): number {
		this.lately.push(now);
		while (this.lately[0]! <= now - 1000) this.lately.shift();
		return this.lately.length;
	}
}
