// Lets processes with pacers of their own send to one provider in virtual time, and counts what comes of it.
import { Pacer } from '../../nodes/shared/send/pace';
import { Random } from '../../simulation/random';
import { VirtualTime } from '../../simulation/time';
import type { Controller } from './controller';
import type { Limit } from './limits';

/** One process of n8n: when it begins to send and when it ends, in seconds. */
export interface Process {
	from: number;
	to: number;
}

export interface Setting {
	limit: Limit;
	/** What the nodes are told, in requests per second. */
	rate: number;
	/** From a request to its answer, in milliseconds. */
	latency: number;
	processes: Process[];
	/** On a busy machine each process stands still about once a second, for up to so many milliseconds. */
	stalls?: number;
	/** Requests per second of another client of the account, whatever it is answered. */
	others?: number;
	/** `Retry-After` of a refusal, in milliseconds. */
	retryAfter?: number;
}

/** What became of the requests of each process in each second: `[process][second]`. */
export interface Course {
	taken: number[][];
	refused: number[][];
	/** Requests that were refused as often as the engine sends one. */
	givenUp: number;
}

/** The first time and *Max Retries*. */
const TRIES = 5;

/** Plays it until its last process has ended. @param controller how each process finds its share */
export async function play(
	setting: Setting,
	controller: () => Controller,
	seed: string,
): Promise<Course> {
	const time = new VirtualTime(Date.UTC(2026, 0, 1));
	try {
		const stage = new Stage(setting, time, new Random(seed));
		const processes = setting.processes.map(async (_, i) => await stage.process(i, controller()));
		await time.until(Promise.all([stage.others(), ...processes]));
		return stage.course;
	} finally {
		time.end();
	}
}

class Stage {
	readonly course: Course;
	private readonly start: number;
	private readonly end: number;

	constructor(
		private readonly setting: Setting,
		private readonly time: VirtualTime,
		private readonly random: Random,
	) {
		this.start = time.now;
		this.end = Math.max(...setting.processes.map(({ to }) => to));
		const seconds = () => setting.processes.map(() => new Array<number>(this.end).fill(0));
		this.course = { taken: seconds(), refused: seconds(), givenUp: 0 };
	}

	/** Sends as fast as its pacer lets it. */
	async process(index: number, controller: Controller): Promise<void> {
		const { processes, rate, latency } = this.setting;
		const { from, to } = processes[index]!;
		await this.time.sleep(from * 1000 + 40 * this.random.next());
		const pacer = new Pacer(controller);
		const over = new AbortController();
		const inFlight = Math.max(10, Math.ceil((1.3 * rate * latency) / 1000));
		const stall = this.stallsOf();
		const worker = async () => {
			while (!over.signal.aborted) await this.request(index, pacer, controller, stall, over.signal);
		};
		const workers = Array.from({ length: inFlight }, worker);
		await this.time.sleep((to - from) * 1000);
		over.abort();
		await Promise.all(workers);
	}

	/** Another client of the account, which looks at no answer. */
	async others(): Promise<void> {
		const { others, limit } = this.setting;
		while (others && this.second() < this.end) {
			limit(this.time.now);
			await this.time.sleep(1000 / others);
		}
	}

	/** One request, sent again as the engine does. */
	private async request(
		index: number,
		pacer: Pacer,
		controller: Controller,
		stall: () => Promise<void>,
		signal: AbortSignal,
	): Promise<void> {
		for (let attempt = 0; attempt < TRIES; attempt++) {
			const turn = await pacer.turn(this.setting.rate, Infinity, signal);
			if (!turn.go) return;
			await stall();
			const second = Math.min(this.second(), this.end - 1);
			const taken = await this.answer();
			await stall();
			if (taken) {
				pacer.succeeded();
				controller.accepted?.();
			} else {
				pacer.throttled(turn, this.setting.retryAfter);
			}
			pacer.ended(turn);
			this.course[taken ? 'taken' : 'refused'][index]![second]!++;
			if (taken) return;
		}
		this.course.givenUp++;
	}

	/** What the provider says: half of the latency is the way there, a tenth of it uneven. */
	private async answer(): Promise<boolean> {
		const { latency, limit } = this.setting;
		await this.time.sleep(latency * (0.45 + 0.1 * this.random.next()));
		const taken = limit(this.time.now);
		await this.time.sleep(latency / 2);
		return taken;
	}

	/** Waits where a process stands still; nothing goes out or comes in meanwhile. */
	private stallsOf(): () => Promise<void> {
		const { stalls } = this.setting;
		let from = 0;
		let until = 0;
		return async () => {
			if (!stalls) return;
			const { now } = this.time;
			while (until <= now) {
				from = Math.max(now, until) + 2000 * this.random.next();
				until = from + stalls * this.random.next();
			}
			if (now >= from) await this.time.sleep(until - now);
		};
	}

	private second(): number {
		return Math.floor((this.time.now - this.start) / 1000);
	}
}
