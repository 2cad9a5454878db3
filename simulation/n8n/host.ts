// An n8n on its machine: the process that runs, and what happens to executions when it ends.
import type { History } from '../history';
import type { Process, Program } from '../program';
import type { VirtualTime } from '../time';
import type { Trace } from '../trace';
import type { Wire } from '../wire/wire';
import type { Execution } from './execution';

export class Crashed extends Error {
	override name = 'Crashed';
}

export class Host {
	private current: Process;
	private back: Promise<void> = Promise.resolve();
	private crash: () => void = () => {};
	private crashed: Promise<void>;
	private executions = 0;
	/** Every process there was, with the time it began. */
	readonly processes: Array<{ process: Process; from: number }> = [];

	constructor(
		private readonly program: Program,
		private readonly time: VirtualTime,
		private readonly wire: () => Wire,
		private readonly history: History,
		private readonly trace: Trace,
	) {
		this.crashed = new Promise((resolve) => (this.crash = resolve));
		this.current = this.start();
	}

	private start(): Process {
		const process = this.program.start();
		this.processes.push({ process, from: this.time.now });
		this.crashed = new Promise((resolve) => (this.crash = resolve));
		return process;
	}

	/** The process, once it is there. */
	async process(): Promise<Process> {
		await this.back;
		return this.current;
	}

	/** The process ends at once, and is back after a while. */
	async restart(downFor: number): Promise<void> {
		await this.back;
		this.trace.say(() => 'the process of n8n ends');
		this.current.kill();
		this.wire().lose(this.current);
		for (const by of this.history.tries) {
			if (by.process === this.current) by.endedAt ??= this.time.now;
		}
		const { crash } = this;
		this.back = this.time.sleep(downFor).then(() => {
			this.current = this.start();
			this.trace.say(() => 'the process of n8n is back');
		});
		crash();
		await this.back;
	}

	/** What work gives. @throws Crashed when the process ends meanwhile */
	async unlessCrashed<Result>(work: Promise<Result>): Promise<Result> {
		const { crashed } = this;
		const lost = crashed.then(() => {
			throw new Crashed();
		});
		lost.catch(() => {});
		return await Promise.race([work, lost]);
	}

	/** A new execution; a retry by hand keeps the token of the one before. */
	async execution(mode: string, token: string | undefined): Promise<Execution> {
		const process = await this.process();
		return { id: String(++this.executions), token, mode, process, abort: new AbortController() };
	}

	/** Calls without an execution, as those of MCP clients are. */
	async noExecution(): Promise<Execution> {
		const process = await this.process();
		return {
			id: undefined,
			token: undefined,
			mode: 'trigger',
			process,
			abort: new AbortController(),
		};
	}
}
